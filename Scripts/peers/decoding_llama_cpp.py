#!/usr/bin/env python3
"""Writes 64 tokens after a prompt of 32 with llama.cpp: what `meit bench decode` does, for comparison.

    python decoding_llama_cpp.py FILE.gguf BATCH     # one JSON line
"""
import time

OPENED = time.perf_counter()
import ctypes
import json
import statistics
import sys

import llama_cpp as l
import numpy

PROMPT, WRITTEN, ROUNDS = 32, 64, 3
path, count = sys.argv[1], int(sys.argv[2])


@l.llama_log_callback
def silent(level, text, data):
    pass


l.llama_log_set(silent, ctypes.c_void_p(0))
l.llama_backend_init()
model = l.llama_model_load_from_file(path.encode(), l.llama_model_default_params())
parameters = l.llama_context_default_params()
parameters.n_ctx = count * 128
parameters.n_seq_max = count
parameters.n_batch = parameters.n_ubatch = max(512, count * PROMPT)
parameters.n_threads = parameters.n_threads_batch = 2
context = l.llama_init_from_model(model, parameters)
vocabulary = l.llama_vocab_n_tokens(l.llama_model_get_vocab(model))
batch = l.llama_batch_init(count * PROMPT, 0, 1)


def run(tokens, start):
    """Reads tokens [count, n] that begin at a position; the next token of each sequence."""
    batch.n_tokens = tokens.size
    ends = []
    for sequence, row in enumerate(tokens):
        for place, token in enumerate(row):
            index = sequence * tokens.shape[1] + place
            batch.token[index] = int(token)
            batch.pos[index] = start + place
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = sequence
            batch.logits[index] = place == tokens.shape[1] - 1
        ends.append(index)
    if l.llama_decode(context, batch) != 0:
        sys.exit("llama_decode failed")
    return numpy.array([
        [numpy.ctypeslib.as_array(l.llama_get_logits_ith(context, end), shape=(vocabulary,)).argmax()] for end in ends])


prompts = numpy.random.default_rng(7).integers(5, vocabulary, (count, PROMPT))
opening = time.perf_counter() - OPENED
cold, firsts, steps = 0, [], []
for round in range(ROUNDS + 1):
    l.llama_memory_clear(l.llama_get_memory(context), True)
    started = time.perf_counter()
    following = run(prompts, 0)
    first = time.perf_counter()
    for place in range(1, WRITTEN):
        following = run(following, PROMPT + place - 1)
    if round == 0:
        cold = opening + first - started
    else:
        firsts.append(first - started)
        steps.append((time.perf_counter() - first) / (WRITTEN - 1))
print(json.dumps({
    "tokens_per_second": count / statistics.median(steps), "first_token_seconds": statistics.median(firsts),
    "cold_start_seconds": cold}))
