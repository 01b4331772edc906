#!/usr/bin/env python3
"""Whether transformers and peft load what meit writes and compute the same logits.

    MEIT_EXPORT=/tmp/written swift test -c release --disable-testable-imports --filter PythonExportTests
    python compare_written.py /tmp/written [BASE ADAPTER]

BASE and ADAPTER are the folders given to the tests as MEIT_BASE and MEIT_TUNED: a language model and the adapter that a
tune step wrote for it. Seen with torch 2.15.0, transformers 5.23.0, in f32; fails above TOLERANCE of the largest logit.
"""
import pathlib
import sys

import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

TOLERANCE = 1e-4


@torch.no_grad()
def compare(name, base, adapter, found):
    ids = found["ids"].long()[None]
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, attn_implementation="eager").eval()
    plain = model(ids).logits[0]
    adapted = PeftModel.from_pretrained(model, adapter).eval()(ids).logits[0]
    differences = [((wanted - found[what]).abs().max() / wanted.abs().max()).item()
                   for what, wanted in (("plain", plain), ("adapted", adapted))]
    effect = ((adapted - plain).abs().max() / plain.abs().max()).item()
    print(f"{name:12} model {differences[0]:.1e}  with adapter {differences[1]:.1e}  (it changes logits by {effect:.2f})")
    return max(differences) <= TOLERANCE


def main():
    written = pathlib.Path(sys.argv[1])
    good = []
    for folder in sorted(path for path in written.iterdir() if (path / "model").is_dir()):
        good.append(compare(folder.name, folder / "model", folder / "adapter", load_file(folder / "logits.safetensors")))
    if len(sys.argv) > 3:
        good.append(compare("tuned", sys.argv[2], sys.argv[3], load_file(written / "tuned" / "logits.safetensors")))
    sys.exit(0 if good and all(good) else 1)


if __name__ == "__main__":
    main()
