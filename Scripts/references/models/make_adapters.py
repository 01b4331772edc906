#!/usr/bin/env python3
"""An adapter of peft for the tiny model of every family, and the logits with it.

    python make_adapters.py        # reads families/ and writes adapters/ beside itself

Made with torch 2.15.0, transformers 5.23.0, peft 0.19. For each family a folder as `save_pretrained` writes it, with
random A and B of rank 2 on every linear layer of the blocks, and expected.safetensors: output.logits F32 [T,V] for the
inputs of families/NAME/expected.safetensors.
"""
import pathlib
import shutil

import peft
import torch
import transformers
from safetensors.torch import load_file, save_file

HEADS = ("lm_head", "embed_out")


@torch.no_grad()
def main():
    root = pathlib.Path(__file__).resolve().parent
    torch.set_num_threads(1)
    transformers.utils.logging.set_verbosity_error()
    for seed, base in enumerate(sorted((root / "families").iterdir())):
        config = transformers.AutoConfig.from_pretrained(base)
        auto = transformers.AutoModelForSeq2SeqLM if config.is_encoder_decoder else transformers.AutoModelForCausalLM
        model = auto.from_pretrained(base, dtype=torch.float32, attn_implementation="eager").eval()
        linears = (torch.nn.Linear, transformers.pytorch_utils.Conv1D)
        targets = {n.split(".")[-1] for n, m in model.named_modules() if isinstance(m, linears) and not n.endswith(HEADS)}
        task = "SEQ_2_SEQ_LM" if config.is_encoder_decoder else "CAUSAL_LM"
        adapted = peft.get_peft_model(model, peft.LoraConfig(
            r=2, lora_alpha=6, target_modules=sorted(targets), task_type=task,
            fan_in_fan_out=config.model_type == "gpt2")).eval()
        random = torch.Generator().manual_seed(seed)
        for name, parameter in adapted.named_parameters():
            if "lora_" in name:
                parameter.data = torch.randn(parameter.shape, generator=random) * 0.3
        given = load_file(base / "expected.safetensors")
        inputs = {"input_ids": given["input.ids"][None].long()}
        if config.is_encoder_decoder:
            inputs["decoder_input_ids"] = given["input.decoder_ids"][None].long()
        logits = adapted(**inputs).logits[0]
        plain = (logits - given["output.logits"]).abs().max().item()
        folder = root / "adapters" / base.name
        shutil.rmtree(folder, ignore_errors=True)
        adapted.save_pretrained(folder)
        (folder / "README.md").unlink(missing_ok=True)
        config_file = folder / "adapter_config.json"
        config_file.write_text(config_file.read_text().replace(str(base), f"families/{base.name}"))
        save_file({"output.logits": logits.contiguous()}, folder / "expected.safetensors")
        print(base.name, f"the adapter changes the logits by {plain:.3f}")


if __name__ == "__main__":
    main()
