#!/usr/bin/env python3
"""One MEIT training step in PyTorch, transformers and peft: what `meit bench training` does, for comparison.

    python training_step.py gpt2-small|tiny-llama ready|encoder f32|bf16     # one JSON line

LoRA of rank 128 (alpha 64, dropout 0.1) on all linear layers, the ECG as one more column of every attention, padding to
the longest of the batch as the released code does, the loss on answers only. In bf16 the frozen weights are stored in
bfloat16 under autocast, which is this stack's fastest way on processors.
"""
import json
import sys
import time

import peft
import torch
import torch.nn.functional as F
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask
from transformers.modeling_utils import AttentionInterface

PROMPT, REPORTS, STEPS = 24, [33, 21, 45, 28, 38, 52, 30, 41], 5
embedding = None


def with_ecg(module, query, key, value, mask, scaling=None, dropout=0.0, **_):
    heads = key.shape[1]
    tiled = embedding.repeat(1, query.shape[1]).unsqueeze(1)
    if hasattr(module, "c_attn"):
        _, k, v = module.c_attn(tiled).split(module.split_size, dim=2)
    else:
        k, v = module.k_proj(tiled), module.v_proj(tiled)
    k, v = (t.view(len(tiled), 1, heads, -1).transpose(1, 2).to(key.dtype) for t in (k, v))
    if mask is None:
        mask = torch.ones(query.shape[2], query.shape[2], dtype=torch.bool).tril()[None, None]
    out = F.scaled_dot_product_attention(
        query, torch.cat([k, key], 2), torch.cat([v, value], 2), attn_mask=F.pad(mask, (1, 0), value=True), scale=scaling)
    return out.transpose(1, 2).contiguous(), None


AttentionInterface.register("ecg", with_ecg)
AttentionMaskInterface.register("ecg", sdpa_mask)


class Block(nn.Module):
    def __init__(self, channels, width, stride):
        super().__init__()
        def conv(i, o, k, s=1):
            return nn.Sequential(nn.Conv1d(i, o, k, s, k // 2, bias=False), nn.BatchNorm1d(o))
        self.inner = nn.Sequential(
            conv(channels, width, 1), nn.ReLU(), conv(width, width, 3, stride), nn.ReLU(), conv(width, 4 * width, 1))
        same = stride == 1 and channels == 4 * width
        self.short = nn.Identity() if same else conv(channels, 4 * width, 1, stride)

    def forward(self, x):
        return F.relu(self.inner(x) + self.short(x))


def encoder(width):
    layers = [nn.Conv1d(12, 64, 7, 2, 3, bias=False), nn.BatchNorm1d(64), nn.ReLU()]
    channels = 64
    for stage, (inside, count) in enumerate(zip((64, 128, 256, 512), (3, 4, 6, 3))):
        for index in range(count):
            layers.append(Block(channels, inside, 2 if stage and index == 0 else 1))
            channels = 4 * inside
    layers += [nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(2048, 2048), nn.BatchNorm1d(2048), nn.ReLU(),
               nn.Linear(2048, width), nn.BatchNorm1d(width)]
    return nn.Sequential(*layers)


def main(backbone, ecg, precision):
    global embedding
    torch.manual_seed(0)
    torch.set_num_threads(2)
    if backbone == "gpt2-small":
        config = GPT2Config(attn_pdrop=0, resid_pdrop=0, embd_pdrop=0, use_cache=False)
        model, sites, width = GPT2LMHeadModel, ["c_attn", "c_proj", "c_fc"], 64
    else:
        config = LlamaConfig(
            vocab_size=4096, hidden_size=256, intermediate_size=688, num_hidden_layers=4, num_attention_heads=4,
            num_key_value_heads=4, use_cache=False, tie_word_embeddings=True, max_position_embeddings=512)
        model, width = LlamaForCausalLM, 64
        sites = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    config._attn_implementation = "ecg"
    model = model(config)
    half = precision == "bf16"
    if half:
        model = model.to(torch.bfloat16)
    model = peft.get_peft_model(model, peft.LoraConfig(
        task_type="CAUSAL_LM", r=128, lora_alpha=64, lora_dropout=0.1, target_modules=sites,
        fan_in_fan_out=backbone == "gpt2-small"))
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.float()
    tower = encoder(width) if ecg == "encoder" else None
    trained = [p for p in model.parameters() if p.requires_grad] + (list(tower.parameters()) if tower else [])
    optimiser = torch.optim.AdamW(trained, lr=1e-4)
    longest = PROMPT + max(REPORTS)
    ids = torch.zeros(len(REPORTS), longest, dtype=torch.long)
    mask, labels = torch.zeros_like(ids), torch.full_like(ids, -100)
    for row, length in enumerate(REPORTS):
        tokens = torch.randint(5, config.vocab_size, (PROMPT + length,))
        ids[row, :len(tokens)], mask[row, :len(tokens)] = tokens, 1
        labels[row, PROMPT:len(tokens)] = tokens[PROMPT:]
    signals = torch.randn(len(REPORTS), 12, 5000)
    ready = F.normalize(torch.randn(len(REPORTS), width), dim=-1)
    model.train()
    seconds = []
    for _ in range(STEPS + 1):
        started = time.perf_counter()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            embedding = F.normalize(tower(signals), dim=-1) if tower else ready
            loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
        loss.backward()
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        seconds.append(round(time.perf_counter() - started, 4))
    print(json.dumps({"backbone": backbone, "encoder": bool(tower), "precision": precision, "seconds": seconds[1:]}))


if __name__ == "__main__":
    main(*sys.argv[1:4])
