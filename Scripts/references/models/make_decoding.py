#!/usr/bin/env python3
"""What `generate` of transformers writes with the tiny models of `families/`: beams and repetition penalties.

    python make_decoding.py            # writes decoding.json beside itself

Made with torch 2.15.0, transformers 5.23.0, in f32. The weights are multiplied by SHARPNESS, without the norms, so that
what follows depends on what was read. Each case: family, prompts, options, and the ids that follow each prompt without
the end token. Encoder-decoders read the prompt with their encoder.
"""
import json
import pathlib
import sys

import torch
import transformers

HERE = pathlib.Path(__file__).resolve().parent
SHARPNESS, NEW, ENDS = 4.0, 12, [2, 17, 30]
PROMPTS = [[5, 6, 7, 8, 9, 10, 11], [12, 13], [20, 21, 22], [33, 41, 9, 50]]
CASES = [dict(width=width, lengthPenalty=length, repetitionPenalty=repetition)
         for width, length, repetition in
         [(1, 1.0, 1.0), (1, 1.0, 1.3), (2, 1.0, 1.0), (4, 1.0, 1.0), (4, 0.0, 1.0), (4, 2.0, 1.0), (3, -1.0, 1.0),
          (4, 1.0, 1.2), (5, 1.0, 0.8)]]


def load(family):
    kind = transformers.AutoModelForSeq2SeqLM if family in ("bart", "t5") else transformers.AutoModelForCausalLM
    model = kind.from_pretrained(HERE / "families" / family, dtype=torch.float32).eval()
    with torch.no_grad():
        seen = set()
        for name, tensor in model.named_parameters():
            if "norm" not in name.lower() and tensor.data_ptr() not in seen:
                seen.add(tensor.data_ptr())
                tensor.mul_(SHARPNESS)
    return model


@torch.no_grad()
def main():
    torch.set_num_threads(1)
    found = []
    for family in ["llama", "bart"]:
        model = load(family)
        start = model.config.decoder_start_token_id if model.config.is_encoder_decoder else None
        for case in CASES:
            answers = []
            for prompt in PROMPTS:
                settings = transformers.GenerationConfig(
                    max_new_tokens=NEW, do_sample=False, num_beams=case["width"], length_penalty=case["lengthPenalty"],
                    repetition_penalty=case["repetitionPenalty"], eos_token_id=ENDS, pad_token_id=0,
                    decoder_start_token_id=start, early_stopping=False)
                model.generation_config = settings
                ids = torch.tensor([prompt])
                out = model.generate(ids, attention_mask=torch.ones_like(ids), generation_config=settings)[0].tolist()
                new = out[1:] if start is not None else out[len(prompt):]
                ends = [place for place, token in enumerate(new) if token in ENDS]
                answers.append(new[:ends[0]] if ends else new)
            print(family, case, answers, file=sys.stderr)
            found.append(dict(family=family, **case, answers=answers))
    (HERE / "decoding.json").write_text(json.dumps(
        dict(sharpness=SHARPNESS, maximumNewTokens=NEW, endTokens=ENDS, prompts=PROMPTS, cases=found)) + "\n")


if __name__ == "__main__":
    main()
