#!/usr/bin/env python3
"""Writes 64 tokens after a prompt of 32 with transformers: what `meit bench decode` does, for comparison.

    python decoding_transformers.py gpt2-small|llama-1.1b f32|bf16 BATCH     # one JSON line
"""
import json
import statistics
import sys
import time

import torch
import transformers
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

PROMPT, WRITTEN, ROUNDS = 32, 64, 3
name, precision, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
transformers.logging.set_verbosity_error()
torch.manual_seed(0)
torch.set_default_dtype({"f32": torch.float32, "bf16": torch.bfloat16}[precision])
if name == "gpt2-small":
    model = GPT2LMHeadModel(GPT2Config())
else:
    model = LlamaForCausalLM(LlamaConfig(
        vocab_size=32000, hidden_size=2048, intermediate_size=5632, num_hidden_layers=22, num_attention_heads=32,
        num_key_value_heads=4, max_position_embeddings=2048, rms_norm_eps=1e-5))
model.eval()
model.generation_config.eos_token_id = None
model.generation_config.pad_token_id = 0
prompts = torch.randint(5, model.config.vocab_size, (count, PROMPT))


def seconds(new):
    started = time.perf_counter()
    with torch.inference_mode():
        model.generate(
            prompts, attention_mask=torch.ones_like(prompts), max_new_tokens=new, min_new_tokens=new, do_sample=False)
    return time.perf_counter() - started


seconds(2)
firsts = [seconds(1) for _ in range(ROUNDS)]
wholes = [seconds(WRITTEN) for _ in range(ROUNDS)]
first = statistics.median(firsts)
print(json.dumps({
    "tokens_per_second": count * (WRITTEN - 1) / (statistics.median(wholes) - first), "first_token_seconds": first}))
