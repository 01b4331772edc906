#!/usr/bin/env python3
"""A tiny random model of every family and what transformers makes of it, with and without an ECG.

    python make_families.py [FOLDER]        # writes families/ beside itself by default

Made with torch 2.15.0, transformers 5.23.0. For each family a folder:

config.json            as real checkpoints of the family have it (`rope_theta`, `rotary_pct`, ...); smollm2 in the
                       spelling of transformers 5 (`rope_parameters`)
model.safetensors      F16, names as `save_pretrained` writes them
expected.safetensors   computed in f32 from those weights:

    decoders           input.ids I32 [T]          one sequence
                       input.h_e F32 [d]          unit vector; concat fusion in every layer
                       output.logits F32 [T,V]    without, output.logits_ecg F32 [T,V] with the ECG
    encoder-decoders   input.ids I32 [S], input.decoder_ids I32 [T]
                       input.ecg F32 [D]          one column put before the encoder's output
                       output.encoder F32 [S,D], output.logits F32 [T,V], output.logits_ecg F32 [T,V]

Concat fusion: H_e, tiled over the heads, goes through the layer's own key and value projections; the column is seen by
every token, within windows too, has no rotary angle and no ALiBi (0 where the penalty is slope * key position).
The attention that is patched to do so gives transformers' own logits when the ECG is left out; the script checks that.
"""
import json
import pathlib
import sys

import torch
import torch.nn.functional as F
import transformers
from safetensors.torch import save_file
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask
from transformers.modeling_outputs import BaseModelOutput
from transformers.modeling_utils import AttentionInterface
from transformers.models.bloom.modeling_bloom import BloomAttention
from transformers.models.gpt_neo.modeling_gpt_neo import GPTNeoSelfAttention
from transformers.models.gptj.modeling_gptj import GPTJAttention

VOCABULARY, WIDTH, HEADS, LAYERS, LENGTH = 64, 32, 4, 2, 14
HEAD_WIDTH = WIDTH // HEADS
TOLERANCE = 1e-5

ecg = None  # H_e [d], or None for none


def columns(attention, key, value):
    """Key and value [B, heads, T, d] with the column of the ECG before them."""
    if ecg is None:
        return key, value
    hidden = ecg.repeat(HEADS)[None, None]
    if hasattr(attention, "c_attn"):
        k, v = attention.c_attn(hidden).split(WIDTH, dim=2)[1:]
    elif isinstance(attention, BloomAttention):
        k, v = (t.transpose(1, 2).flatten(2) for t in attention._reshape(attention.query_key_value(hidden))[1:])
    elif hasattr(attention, "query_key_value"):
        k, v = (t.flatten(2) for t in attention.query_key_value(hidden).view(1, 1, HEADS, -1).chunk(3, dim=-1)[1:])
    else:
        k, v = attention.k_proj(hidden), attention.v_proj(hidden)
    k, v = (t.view(1, 1, key.shape[1], HEAD_WIDTH).transpose(1, 2) for t in (k, v))
    return torch.cat([k, key], 2), torch.cat([v, value], 2)


def attend(attention, query, key, value, visible, scale, bias=None):
    """Joint softmax over the ECG and the visible tokens: [B, heads, T, d]. `bias` is added to tokens' scores."""
    tokens = key.shape[2]
    key, value = columns(attention, key, value)
    groups = query.shape[1] // key.shape[1]
    key, value = key.repeat_interleave(groups, 1), value.repeat_interleave(groups, 1)
    scores = query @ key.transpose(2, 3) * scale
    extra = key.shape[2] - tokens
    if bias is not None:
        scores = scores + F.pad(bias, (extra, 0))
    return F.softmax(scores.masked_fill(~F.pad(visible, (extra, 0), value=True), float("-inf")), dim=-1) @ value


def interface(attention, query, key, value, attention_mask, scaling=None, **_):
    scale = scaling if scaling is not None else HEAD_WIDTH**-0.5
    return attend(attention, query, key, value, attention_mask, scale).transpose(1, 2).contiguous(), None


def causal(length):
    return torch.ones(length, length, dtype=torch.bool).tril()


def gpt_neo_attention(self, query, key, value, attention_mask=None):
    length = query.shape[2]
    return attend(self, query, key, value, self.bias[:, :, :length, :length], 1.0), None


def gptj_attention(self, query, key, value, attention_mask=None):
    return attend(self, query, key, value, causal(query.shape[2]), HEAD_WIDTH**-0.5), None


def bloom_forward(self, hidden_states, residual, alibi, attention_mask, **_):
    query, key, value = self._reshape(self.query_key_value(hidden_states))
    length = query.shape[2]
    out = attend(self, query, key, value, causal(length), self.inv_norm_factor, alibi.view(1, HEADS, 1, length))
    return self.dense(out.transpose(1, 2).flatten(2)) + residual, None


AttentionInterface.register("concat", interface)
AttentionMaskInterface.register("concat", lambda *a, **k: sdpa_mask(*a, **{**k, "allow_is_causal_skip": False}))
PATCHES = {"gpt-neo": (GPTNeoSelfAttention, "_attn", gpt_neo_attention),
           "gpt-j": (GPTJAttention, "_attn", gptj_attention),
           "bloom": (BloomAttention, "forward", bloom_forward)}

GPT2_SIZES = dict(vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=LAYERS, n_head=HEADS, n_positions=24, n_inner=48)
SIZES = dict(vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
             intermediate_size=48, max_position_embeddings=64)
GROUPED = SIZES | dict(num_key_value_heads=2)
T5_SIZES = dict(vocab_size=VOCABULARY, d_model=WIDTH, d_kv=6, d_ff=48, num_layers=LAYERS, num_heads=HEADS,
                relative_attention_num_buckets=8, relative_attention_max_distance=12, decoder_start_token_id=0)
LLAMA_3_SCALING = dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                       original_max_position_embeddings=32)


def rope(theta, **more):
    return dict(rope_parameters=dict(rope_theta=theta, rope_type="default") | more)


# Family -> model type of transformers, arguments of its configuration, keys that real checkpoints spell otherwise.
FAMILIES = {
    "gpt2": ("gpt2", GPT2_SIZES, {}),
    "gpt-neo": ("gpt_neo", dict(vocab_size=VOCABULARY, hidden_size=WIDTH, num_layers=LAYERS, num_heads=HEADS,
                                window_size=4, attention_types=[[["global", "local"], 1]], intermediate_size=48,
                                max_position_embeddings=24), {}),
    "gpt-neox": ("gpt_neox", SIZES | rope(10000.0, partial_rotary_factor=0.25) | dict(tie_word_embeddings=False),
                 dict(rotary_pct=0.25, rotary_emb_base=10000)),
    "gpt-j": ("gptj", GPT2_SIZES | dict(rotary_dim=4, tie_word_embeddings=False), {}),
    "bloom": ("bloom", dict(vocab_size=VOCABULARY, hidden_size=WIDTH, n_layer=LAYERS, n_head=HEADS), {}),
    "opt": ("opt", dict(vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
                        ffn_dim=48, max_position_embeddings=24, word_embed_proj_dim=WIDTH), {}),
    "llama": ("llama", SIZES | rope(10000.0) | dict(tie_word_embeddings=False),
              dict(rope_theta=10000.0, rope_scaling=None)),
    "llama-3": ("llama", GROUPED | rope(500000.0) | dict(tie_word_embeddings=False), dict(rope_theta=500000.0)),
    "llama-3.1": ("llama", GROUPED | rope(500000.0, **LLAMA_3_SCALING) | dict(tie_word_embeddings=False),
                  dict(rope_theta=500000.0, rope_scaling=LLAMA_3_SCALING)),
    "mistral": ("mistral", GROUPED | rope(10000.0) | dict(sliding_window=4, tie_word_embeddings=False),
                dict(rope_theta=10000.0)),
    "qwen2.5": ("qwen2", GROUPED | rope(1000000.0) | dict(tie_word_embeddings=True, use_sliding_window=False),
                dict(rope_theta=1000000.0)),
    "smollm2": ("llama", GROUPED | rope(100000.0) | dict(tie_word_embeddings=True), {}),  # the newer spelling
    "t5": ("t5", T5_SIZES | dict(feed_forward_proj="relu", tie_word_embeddings=True), {}),
    "t5-v1.1": ("t5", T5_SIZES | dict(feed_forward_proj="gated-gelu", tie_word_embeddings=False),
                dict(tie_word_embeddings=False)),
    "bart": ("bart", dict(vocab_size=VOCABULARY, d_model=WIDTH, encoder_layers=LAYERS, decoder_layers=LAYERS,
                          encoder_attention_heads=HEADS, decoder_attention_heads=HEADS, encoder_ffn_dim=48,
                          decoder_ffn_dim=48, max_position_embeddings=24, decoder_start_token_id=2), {}),
}
SPECIAL_TOKENS = dict(bos_token_id=1, eos_token_id=2, pad_token_id=0)


def auto(config):
    return transformers.AutoModelForSeq2SeqLM if config.is_encoder_decoder else transformers.AutoModelForCausalLM


def build(family, random):
    kind, arguments, spelling = FAMILIES[family]
    config = transformers.AutoConfig.for_model(kind, **arguments, **SPECIAL_TOKENS)
    model = auto(config).from_config(config, attn_implementation="eager").eval()
    if spelling.get("tie_word_embeddings") is False:  # transformers 5 ties T5's head whatever it is told
        model.lm_head.weight = torch.nn.Parameter(torch.empty(VOCABULARY, WIDTH))
    for name, parameter in model.named_parameters():
        if parameter.dim() == 1:
            spread = torch.randn(parameter.shape, generator=random) * 0.1
            parameter.data = spread + 1 if name.endswith("weight") else spread
        else:
            fan_in = 4 if parameter.shape[0] in (VOCABULARY, 24, 26) else parameter.shape[-1]
            parameter.data = torch.randn(parameter.shape, generator=random) * fan_in**-0.5
        parameter.data = parameter.data.half().float()
    return model, spelling


def write(model, spelling, folder):
    model.half().save_pretrained(folder)
    model.float()
    (folder / "generation_config.json").unlink(missing_ok=True)
    path = folder / "config.json"
    config = json.loads(path.read_text())
    config.pop("scale_decoder_outputs", None)
    if spelling:
        config.pop("rope_parameters", None)
    path.write_text(json.dumps(config | spelling, indent=2, sort_keys=True) + "\n")


def check(found, wanted, family, what):
    difference = (found - wanted).abs().max().item()
    if difference > TOLERANCE:
        sys.exit(f"{family}: {what} differs by {difference}")


def decoder(family, model, random):
    """Expected tensors of a decoder; replaces its attention by ours."""
    global ecg
    ids = torch.randint(3, VOCABULARY, (1, LENGTH), generator=random)
    h_e = F.normalize(torch.randn(HEAD_WIDTH, generator=random), dim=0)
    logits = model(ids).logits
    if family in PATCHES:
        owner, method, patch = PATCHES[family]
        setattr(owner, method, patch)
    else:
        model.set_attn_implementation("concat")
    ecg = None
    check(model(ids, use_cache=False).logits, logits, family, "patched attention")
    ecg = h_e
    fused = model(ids, use_cache=False).logits
    ecg = None
    if (fused - logits).abs().max() < 0.05:
        sys.exit(f"{family}: the ECG changes nothing")
    return {"input.ids": ids[0].int(), "input.h_e": h_e, "output.logits": logits[0], "output.logits_ecg": fused[0]}


def encoder_decoder(family, model, random):
    ids, targets = (torch.randint(3, VOCABULARY, (1, length), generator=random) for length in (LENGTH, 9))
    column = torch.randn(1, 1, WIDTH, generator=random)
    encoder = model.get_encoder()(ids).last_hidden_state
    logits = model(input_ids=ids, decoder_input_ids=targets).logits
    joined = BaseModelOutput(last_hidden_state=torch.cat([column, encoder], 1))
    fused = model(encoder_outputs=joined, decoder_input_ids=targets).logits
    return {"input.ids": ids[0].int(), "input.decoder_ids": targets[0].int(), "input.ecg": column[0, 0],
            "output.encoder": encoder[0], "output.logits": logits[0], "output.logits_ecg": fused[0]}


@torch.no_grad()
def main():
    torch.set_num_threads(1)
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    root = (root if root.is_dir() else root.parent) / "families"
    for seed, family in enumerate(FAMILIES):
        random = torch.Generator().manual_seed(seed)
        model, spelling = build(family, random)
        probe = {"input_ids": torch.arange(3, 3 + LENGTH)[None]}
        if model.config.is_encoder_decoder:
            probe["decoder_input_ids"] = probe["input_ids"][:, :9]
        logits = model(**probe).logits
        folder = root / family
        write(model, spelling, folder)
        reloaded = auto(model.config).from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
        check(reloaded(**probe).logits, logits, family, "the model read back from this config.json")
        make = encoder_decoder if model.config.is_encoder_decoder else decoder
        tensors = make(family, reloaded, random)
        save_file({name: t.contiguous().clone() for name, t in tensors.items()}, folder / "expected.safetensors")
        print(f"{family:10} {sum(f.stat().st_size for f in folder.iterdir()):7} bytes")


if __name__ == "__main__":
    main()
