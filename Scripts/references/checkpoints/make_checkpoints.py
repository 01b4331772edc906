#!/usr/bin/env python3
"""Small checkpoints in every format, made by the Python packages that define them, beside what they hold.

    python make_checkpoints.py [FOLDER]        # writes beside itself by default

Made with torch 2.15.0, safetensors 0.8.0, transformers 5.23.0, peft 0.21.2, gguf 0.19.0.

types.safetensors            one tensor of every type
sharded/                     two shards and model.safetensors.index.json
state.pt, legacy.pt          torch.save of the same dictionary, as archive and as before PyTorch 1.6
state-expected.safetensors   what they hold, in f32, names joined by dots
torch-shards/                two archives and pytorch_model.bin.index.json
hostile.pt                   a pickle that would create the file `executed` beside the reader
module.pt                    a whole module, which needs code to load
types.gguf                   every GGUF type that is read; metadata of every kind
types-expected.safetensors   the same dequantised by the gguf package
quantised-expected.safetensors   the bytes (U8) of Q8_0 and Q4_0 as the gguf package quantises `values`
llama2c.bin, llama2c-own-head.bin, llama2c-expected.safetensors   two layers, grouped keys, with tied and own head
adapter/                     a PEFT adapter of rank 2 for a GPT-2 of one layer
"""
import json
import os
import pathlib
import struct
import sys

import gguf
import numpy
import peft
import torch
import transformers
from safetensors.numpy import save_file as save_arrays
from safetensors.torch import save_file

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
FOLDER = FOLDER if FOLDER.is_dir() else FOLDER.parent
RANDOM = torch.Generator().manual_seed(5)


def normal(*shape):
    return torch.randn(shape, generator=RANDOM)


def index(path, shards):
    """Writes the index of the shards {file: tensors}."""
    weight_map = {name: file for file, tensors in shards.items() for name in tensors}
    path.write_text(json.dumps({"metadata": {"total_size": 0}, "weight_map": weight_map}, indent=1))


def safetensors_files():
    x = normal(3, 4)
    integers = torch.tensor([[-3, 0, 7], [100, -100, 1]])
    types = {name: x.to(getattr(torch, name)) for name in ["float64", "float32", "float16", "bfloat16"]}
    types |= {name: integers.to(getattr(torch, name)) for name in ["int64", "int32", "int16", "int8"]}
    types |= {"uint8": integers.abs().to(torch.uint8), "bool": x > 0, "scalar": torch.tensor(2.5),
              "empty": torch.zeros(0, 3),
              "ein \"Name\"\n/\\ é 😀": x.clone()}
    save_file(types, FOLDER / "types.safetensors", metadata={"format": "pt", "note": "ä \"quoted\""})
    folder = FOLDER / "sharded"
    folder.mkdir(exist_ok=True)
    shards = {"model-00001-of-00002.safetensors": {"a.weight": normal(2, 3), "b.weight": normal(4)},
              "model-00002-of-00002.safetensors": {"c.weight": normal(5)}}
    for file, tensors in shards.items():
        save_file(tensors, folder / file)
    index(folder / "model.safetensors.index.json", shards)


class Hostile:
    def __reduce__(self):
        return os.system, ("touch executed",)


def torch_files():
    base = normal(4, 6)
    tied = normal(3, 2)
    state = torch.nn.Linear(3, 2).state_dict()
    state["weight"], state["bias"] = tied.T.contiguous(), normal(2)
    contents = {
        "model": state,
        "transposed": base.T, "row": base[1], "column": base[:, 2], "window": base[1:3, 2:5],
        "tied": tied, "tied_again": tied, "parameter": torch.nn.Parameter(normal(3)), "half": normal(5).half(),
        "bfloat": normal(5).bfloat16(), "double": normal(2).double(), "long": torch.tensor([1, -2, 3]),
        "bool": torch.tensor([True, False]), "list": [normal(2), normal(1)], "scalar": torch.tensor(1.5),
        "empty": torch.zeros(0, 3), "epoch": 3, "large": 2**40, "negative": -70000, "rate": 1e-4,
        "name": "é", "flag": True,
        "nothing": None, "shape": torch.Size([2, 3])}
    torch.save(contents, FOLDER / "state.pt")
    torch.save(contents, FOLDER / "legacy.pt", _use_new_zipfile_serialization=False)
    expected = {"model.weight": state["weight"], "model.bias": state["bias"], "list.0": contents["list"][0],
                "list.1": contents["list"][1]}
    expected |= {name: value for name, value in contents.items() if isinstance(value, torch.Tensor)}
    save_file({name: value.detach().float().contiguous().clone() for name, value in expected.items()},
              FOLDER / "state-expected.safetensors")
    torch.save({"weight": normal(2), "trap": Hostile()}, FOLDER / "hostile.pt")
    torch.save(torch.nn.Linear(2, 2), FOLDER / "module.pt")
    folder = FOLDER / "torch-shards"
    folder.mkdir(exist_ok=True)
    shards = {"pytorch_model-00001-of-00002.bin": {"a.weight": normal(2, 3)},
              "pytorch_model-00002-of-00002.bin": {"b.weight": normal(4)}}
    for file, tensors in shards.items():
        torch.save(tensors, folder / file)
    index(folder / "pytorch_model.bin.index.json", shards)


def random_blocks(kind, rows, blocks, random):
    """Random bytes with scales that are ordinary numbers."""
    size = gguf.GGML_QUANT_SIZES[kind][1]
    data = random.integers(0, 256, (rows, blocks, size), dtype=numpy.uint8)
    halves = random.uniform(-2, 2, (rows, blocks, 2)).astype(numpy.float16).view(numpy.uint8)
    if kind == gguf.GGMLQuantizationType.Q6_K:
        data[:, :, -2:] = halves[:, :, :2]
    else:
        data[:, :, :4] = halves
    return data.reshape(rows, blocks * size)


def gguf_files():
    types = gguf.GGMLQuantizationType
    random = numpy.random.default_rng(7)
    writer = gguf.GGUFWriter(FOLDER / "types.gguf", "llama")
    for kind, value in [("uint8", 200), ("int8", -5), ("uint16", 60000), ("int16", -5), ("uint32", 4000000000),
                        ("int32", -5),
                        ("uint64", 2**40), ("int64", -(2**40)), ("float32", 1.5), ("float64", 0.1), ("bool", True),
                        ("string", "é😀")]:
        getattr(writer, "add_" + kind)("test." + kind, value)
    writer.add_array("tokenizer.ggml.tokens", ["<unk>", "<s>", "▁ECG", "é"])
    writer.add_array("tokenizer.ggml.scores", [0.0, -1.5, 2.25, 3.0])
    writer.add_array("tokenizer.ggml.token_type", [3, 1, 1, 6])
    writer.add_array("test.flags", [True, False])
    expected, values = {}, random.standard_normal((3, 64)).astype(numpy.float32)
    values[1, 32:] = 0
    for kind in [types.Q8_0, types.Q4_0, types.Q4_1, types.Q5_0, types.Q5_1]:
        data = gguf.quants.quantize(values, kind)
        writer.add_tensor(kind.name, data, raw_dtype=kind)
        expected[kind.name] = gguf.quants.dequantize(data, kind)
        data = random_blocks(kind, 2, 3, random)
        writer.add_tensor(kind.name + ".random", data, raw_dtype=kind)
        expected[kind.name + ".random"] = gguf.quants.dequantize(data, kind)
    for kind in [types.Q4_K, types.Q5_K, types.Q6_K]:
        data = random_blocks(kind, 2, 2, random)
        writer.add_tensor(kind.name, data, raw_dtype=kind)
        expected[kind.name] = gguf.quants.dequantize(data, kind)
    for name, array in [("F32", values), ("F16", values.astype(numpy.float16)), ("F64", values.astype(numpy.float64)),
                        ("I32", numpy.arange(6, dtype=numpy.int32).reshape(2, 3))]:
        writer.add_tensor(name, array)
        expected[name] = array.astype(numpy.float32)
    bf16 = gguf.quants.quantize(values, types.BF16)
    writer.add_tensor("BF16", bf16, raw_dtype=types.BF16)
    expected["BF16"] = gguf.quants.dequantize(bf16, types.BF16)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    save_arrays({name: numpy.ascontiguousarray(array, dtype=numpy.float32) for name, array in expected.items()},
                FOLDER / "types-expected.safetensors")
    quantised = {kind.name: numpy.ascontiguousarray(gguf.quants.quantize(values, kind)).view(numpy.uint8)
                 for kind in [types.Q8_0, types.Q4_0, types.BF16]}
    save_arrays(quantised | {"values": values}, FOLDER / "quantised-expected.safetensors")


def llama2c_files():
    width, hidden, layers, heads, groups, vocabulary, positions = 8, 12, 2, 4, 2, 10, 6
    key_width = width // heads * groups
    shapes = [("attention_norm", (width,)), ("attention.wq", (width, width)), ("attention.wk", (key_width, width)),
              ("attention.wv", (key_width, width)), ("attention.wo", (width, width)), ("ffn_norm", (width,)),
              ("feed_forward.w1", (hidden, width)), ("feed_forward.w2", (width, hidden)),
              ("feed_forward.w3", (hidden, width))]
    tensors = {"tok_embeddings.weight": normal(vocabulary, width)}
    for name, shape in shapes:
        tensors |= {f"layers.{layer}.{name}.weight": normal(*shape) for layer in range(layers)}
    tensors["norm.weight"] = normal(width)
    angles = normal(2, positions, width // heads // 2)
    head = normal(vocabulary, width)
    body = b"".join(t.numpy().tobytes() for t in [*tensors.values(), angles])
    sizes = (width, hidden, layers, heads, groups)
    (FOLDER / "llama2c.bin").write_bytes(struct.pack("7i", *sizes, vocabulary, positions) + body)
    (FOLDER / "llama2c-own-head.bin").write_bytes(
        struct.pack("7i", *sizes, -vocabulary, positions) + body + head.numpy().tobytes())
    save_file(tensors | {"output.weight": head}, FOLDER / "llama2c-expected.safetensors")


def adapter():
    torch.manual_seed(1)
    config = transformers.GPT2Config(vocab_size=8, n_embd=8, n_layer=1, n_head=2, n_positions=8,
                                     bos_token_id=0, eos_token_id=0)
    model = peft.get_peft_model(transformers.GPT2LMHeadModel(config), peft.LoraConfig(
        task_type="CAUSAL_LM", r=2, lora_alpha=6, lora_dropout=0.1, target_modules=["c_attn", "c_fc"],
        fan_in_fan_out=True))
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            parameter.data.normal_()
    model.save_pretrained(FOLDER / "adapter")
    (FOLDER / "adapter" / "README.md").unlink(missing_ok=True)


if __name__ == "__main__":
    safetensors_files()
    torch_files()
    gguf_files()
    llama2c_files()
    adapter()
