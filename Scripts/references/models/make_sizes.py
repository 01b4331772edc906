#!/usr/bin/env python3
"""The parameter counts of the models of the catalog, by transformers and peft without any weights.

    python make_sizes.py        # writes sizes.json beside itself

Made with torch 2.15.0, transformers 5.23.0, peft 0.19. The sizes are those of the published config.json of each model.
"""
import json
import pathlib

import peft
import torch
import transformers

GPT2 = dict(n_positions=1024)
LLAMA = dict(hidden_size=4096, num_hidden_layers=32, num_attention_heads=32, intermediate_size=11008, vocab_size=32000)
MODELS = {
    "gpt2-medium": ("gpt2", dict(n_embd=1024, n_layer=24, n_head=16)),
    "gpt2-large": ("gpt2", dict(n_embd=1280, n_layer=36, n_head=20)),
    "gpt-neo-2.7b": ("gpt_neo", dict(hidden_size=2560, num_layers=32, num_heads=20,
                                     attention_types=[[["global", "local"], 16]])),
    "gpt-neox-20b": ("gpt_neox", dict(hidden_size=6144, num_hidden_layers=44, num_attention_heads=64,
                                      intermediate_size=24576, vocab_size=50432)),
    "gpt-j-6b": ("gptj", dict(n_embd=4096, n_layer=28, n_head=16, rotary_dim=64, vocab_size=50400,
                              tie_word_embeddings=False)),
    "bloom-7b": ("bloom", dict(hidden_size=4096, n_layer=30, n_head=32, vocab_size=250880)),
    "opt-6.7b": ("opt", dict(hidden_size=4096, num_hidden_layers=32, num_attention_heads=32, ffn_dim=16384,
                             vocab_size=50272, word_embed_proj_dim=4096)),
    "llama-1-7b": ("llama", LLAMA),
    "llama-2-13b": ("llama", LLAMA | dict(hidden_size=5120, num_hidden_layers=40, num_attention_heads=40,
                                          intermediate_size=13824)),
    "llama-2-70b": ("llama", LLAMA | dict(hidden_size=8192, num_hidden_layers=80, num_attention_heads=64,
                                          num_key_value_heads=8, intermediate_size=28672)),
    "llama-3-8b-instruct": ("llama", LLAMA | dict(num_key_value_heads=8, intermediate_size=14336, vocab_size=128256)),
    "mistral-7b": ("mistral", LLAMA | dict(num_key_value_heads=8, intermediate_size=14336)),
    "bart-large": ("bart", dict(d_model=1024, encoder_layers=12, decoder_layers=12, encoder_attention_heads=16,
                                decoder_attention_heads=16, encoder_ffn_dim=4096, decoder_ffn_dim=4096)),
    "t5-large": ("t5", dict(d_model=1024, d_kv=64, d_ff=4096, num_layers=24, num_heads=16)),
    "smollm2-135m": ("llama", dict(hidden_size=576, num_hidden_layers=30, num_attention_heads=9, num_key_value_heads=3,
                                   intermediate_size=1536, vocab_size=49152, tie_word_embeddings=True)),
    "qwen2.5-0.5b": ("qwen2", dict(hidden_size=896, num_hidden_layers=24, num_attention_heads=14,
                                   num_key_value_heads=2, intermediate_size=4864, vocab_size=151936,
                                   tie_word_embeddings=True)),
    "tinyllama-1.1b": ("llama", dict(hidden_size=2048, num_hidden_layers=22, num_attention_heads=32,
                                     num_key_value_heads=4, intermediate_size=5632, vocab_size=32000)),
}


def main():
    sizes = {}
    for name, (kind, arguments) in MODELS.items():
        config = transformers.AutoConfig.for_model(kind, **arguments)
        auto = transformers.AutoModelForSeq2SeqLM if config.is_encoder_decoder else transformers.AutoModelForCausalLM
        with torch.device("meta"):
            model = auto.from_config(config)
        model.tie_weights()
        count = sum(p.numel() for p in {id(p): p for p in model.parameters()}.values())
        linears = (torch.nn.Linear, transformers.pytorch_utils.Conv1D)
        heads = ("lm_head", "embed_out")
        targets = [n for n, m in model.named_modules() if isinstance(m, linears) and not n.endswith(heads)]
        adapted = peft.get_peft_model(model, peft.LoraConfig(r=64, target_modules=targets))
        trainable = sum(p.numel() for p in adapted.parameters() if p.requires_grad)
        sizes[name] = {"parameters": count, "lora64": trainable}
        print(name, sizes[name])
    path = pathlib.Path(__file__).resolve().parent / "sizes.json"
    path.write_text(json.dumps(sizes, indent=2) + "\n")


if __name__ == "__main__":
    main()
