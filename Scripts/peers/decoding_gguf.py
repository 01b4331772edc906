#!/usr/bin/env python3
"""Writes a GGUF file of random weights, for llama.cpp and `meit bench decode` to write with.

    python decoding_gguf.py gpt2-small|llama-1.1b F32|BF16|Q8_0|Q4_0 FILE

In Q4_0 the embedding and the output layer are Q8_0, as `model.quantisation = int4` has them.
"""
import sys

import gguf
import numpy

name, kind, path = sys.argv[1:]
TYPES = {t.name: t for t in gguf.GGMLQuantizationType}
random = numpy.random.default_rng(1)


def writer(architecture, vocabulary, width, layers, heads, groups, hidden, context):
    out = gguf.GGUFWriter(path, architecture, use_temp_file=False)
    out.add_context_length(context)
    out.add_embedding_length(width)
    out.add_block_count(layers)
    out.add_feed_forward_length(hidden)
    out.add_head_count(heads)
    out.add_head_count_kv(groups)
    out.add_vocab_size(vocabulary)
    out.add_tokenizer_model("none")
    return out


def matrix(out, name, rows, columns, is_end=False):
    weights = (random.standard_normal((rows, columns), dtype=numpy.float32)) * numpy.float32(0.02)
    wanted = TYPES["Q8_0" if is_end and kind == "Q4_0" else kind]
    out.add_tensor(name, gguf.quants.quantize(weights, wanted), raw_dtype=wanted)


def vector(out, name, count, value):
    out.add_tensor(name, numpy.full(count, value, numpy.float32))


def gpt2():
    v, d, n, f, c = 50257, 768, 12, 3072, 1024
    out = writer("gpt2", v, d, n, 12, 12, f, c)
    out.add_layer_norm_eps(1e-5)
    matrix(out, "token_embd.weight", v, d, True)
    out.add_tensor("position_embd.weight", random.standard_normal((c, d), dtype=numpy.float32) * numpy.float32(0.02))
    for i in range(n):
        for norm in ("attn_norm", "ffn_norm"):
            vector(out, f"blk.{i}.{norm}.weight", d, 1)
            vector(out, f"blk.{i}.{norm}.bias", d, 0)
        for site, o, k in (("attn_qkv", 3 * d, d), ("attn_output", d, d), ("ffn_up", f, d), ("ffn_down", d, f)):
            matrix(out, f"blk.{i}.{site}.weight", o, k)
            vector(out, f"blk.{i}.{site}.bias", o, 0)
    vector(out, "output_norm.weight", d, 1)
    vector(out, "output_norm.bias", d, 0)
    return out


def llama():
    v, d, n, f, h, g = 32000, 2048, 22, 5632, 32, 4
    out = writer("llama", v, d, n, h, g, f, 2048)
    out.add_layer_norm_rms_eps(1e-5)
    out.add_rope_dimension_count(d // h)
    matrix(out, "token_embd.weight", v, d, True)
    for i in range(n):
        vector(out, f"blk.{i}.attn_norm.weight", d, 1)
        vector(out, f"blk.{i}.ffn_norm.weight", d, 1)
        kv = d // h * g
        for site, o, k in (("attn_q", d, d), ("attn_k", kv, d), ("attn_v", kv, d), ("attn_output", d, d),
                           ("ffn_gate", f, d), ("ffn_up", f, d), ("ffn_down", d, f)):
            matrix(out, f"blk.{i}.{site}.weight", o, k)
    vector(out, "output_norm.weight", d, 1)
    matrix(out, "output.weight", v, d, True)
    return out


out = {"gpt2-small": gpt2, "llama-1.1b": llama}[name]()
out.write_header_to_file()
out.write_kv_data_to_file()
out.write_tensors_to_file()
out.close()
