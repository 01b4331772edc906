#!/usr/bin/env python3
"""Tiny random BERT and RoBERTa encoders and what transformers and bert-score make of them.

    python make_text_encoders.py            # writes bert/ and roberta/ beside itself

Made with torch 2.15.0, transformers 5.23.0, bert-score 0.3.13. In each folder:

config.json, model.safetensors (F16, with BERT's pooler and RoBERTa's language-model head, which are left out)
vocab.txt (BERT); the pieces are letters, so that any lower-case text is several tokens
expected.safetensors   computed in f32 from those weights:
    input.ids I32 [N]              three sequences, one after the other
    input.types I32 [N]            token types, for BERT
    input.lengths I32 [3]
    output.layer.K F32 [N, D]      hidden states after K layers, K from 0
scores.json (BERT)     candidates, references, and bert-score's P, R and F1 of each at layer 2, plain, with inverse
                       document frequencies, and rescaled
baseline.tsv (BERT)    the baseline that the scores are rescaled with
"""
import json
import pathlib
import string

import bert_score.utils
import torch
import transformers
from bert_score import BERTScorer
from safetensors.torch import save_file

WIDTH, HEADS, LAYERS, HIDDEN = 32, 4, 3, 48
LENGTHS = [9, 1, 14]
HERE = pathlib.Path(__file__).resolve().parent
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
LETTERS = list(string.ascii_lowercase + ".,-")
VOCABULARY = SPECIAL + LETTERS + ["##" + letter for letter in LETTERS]

CANDIDATES = ["sinus rhythm", "normal ecg", "sinus rhythm, normal ecg.", "", "a", "left axis left axis", "sinus rhythm"]
REFERENCES = ["sinus bradycardia", "normal ecg", "atrial fibrillation. no st changes", "sinus rhythm", "b",
              "left anterior hemiblock", "sinus rhythm with ectopy"]


def randomised(model, generator):
    for name, parameter in model.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if parameter.dim() == 1:
            parameter.data = noise * 0.1 + (1 if name.endswith("LayerNorm.weight") or "layer_norm.weight" in name else 0)
        else:
            fan_in = 4 if "embeddings" in name else parameter.shape[-1]
            parameter.data = noise * fan_in**-0.5
        parameter.data = parameter.data.half().float()
    return model.eval()


def expected(encoder, ids, types):
    layers = [[] for _ in range(LAYERS + 1)]
    start = 0
    for length in LENGTHS:
        part = slice(start, start + length)
        out = encoder(input_ids=ids[None, part], token_type_ids=types[None, part], output_hidden_states=True)
        for layer, hidden in zip(layers, out.hidden_states):
            layer.append(hidden[0])
        start += length
    tensors = {f"output.layer.{k}": torch.cat(parts) for k, parts in enumerate(layers)}
    return tensors | {"input.ids": ids.int(), "input.types": types.int(), "input.lengths": torch.tensor(LENGTHS).int()}


def write(folder, model, tensors):
    model.half().save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    save_file({name: t.contiguous().clone() for name, t in tensors.items()}, folder / "expected.safetensors")


def sent_encode(tokenizer, text):
    """What bert-score does for BERT; its way with empty texts needs a method that transformers 5 no longer has."""
    return tokenizer.encode(text.strip(), max_length=tokenizer.model_max_length, truncation=True)


def scores(folder):
    """bert-score with batches of one pair, whose padding otherwise bounds the similarity from below."""
    baseline = folder / "baseline.tsv"
    baseline.write_text("LAYER,P,R,F\n" + "".join(f"{k},0.{k + 1}1,0.{k + 1}2,0.{k + 1}15\n" for k in range(LAYERS + 1)))
    found = {"candidates": CANDIDATES, "references": REFERENCES, "layer": 2}
    bert_score.utils.sent_encode = sent_encode
    common = dict(model_type=str(folder), num_layers=2, batch_size=1, lang="en")
    for name, options in {"plain": {}, "weighed": dict(idf=True, idf_sents=REFERENCES),
                          "rescaled": dict(rescale_with_baseline=True, baseline_path=str(baseline))}.items():
        scorer = BERTScorer(**common, **options)
        scorer._model.float()  # transformers 5 computes in the type of the file
        results = scorer.score(CANDIDATES, REFERENCES, batch_size=1)
        found[name] = [[round(x, 7) for x in part.tolist()] for part in results]
    (folder / "scores.json").write_text(json.dumps(found, indent=1) + "\n")


@torch.no_grad()
def main():
    generator = torch.Generator().manual_seed(5)
    sizes = dict(hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS, intermediate_size=HIDDEN)
    for kind in ["bert", "roberta"]:
        folder = HERE / kind
        folder.mkdir(exist_ok=True)
        if kind == "bert":
            config = transformers.BertConfig(vocab_size=len(VOCABULARY), max_position_embeddings=40, **sizes)
            model = randomised(transformers.BertModel(config), generator)
            encoder = model
        else:
            config = transformers.RobertaConfig(
                vocab_size=64, max_position_embeddings=42, type_vocab_size=1, layer_norm_eps=1e-5, **sizes)
            model = randomised(transformers.RobertaForMaskedLM(config), generator)
            encoder = model.roberta
        total = sum(LENGTHS)
        ids = torch.randint(5, min(64, config.vocab_size), (total,), generator=generator)
        types = torch.randint(0, config.type_vocab_size, (total,), generator=generator)
        write(folder, model, expected(encoder, ids, types))
        if kind == "bert":
            (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n")
            (folder / "tokenizer_config.json").write_text(
                json.dumps({"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": 40}) + "\n")
            scores(folder)


if __name__ == "__main__":
    transformers.utils.logging.set_verbosity_error()
    torch.set_num_threads(1)
    main()
