"""Writes matching.json: random token embeddings and what bert-score's greedy matching makes of them.

Versions: bert-score 0.3.13, torch as installed. Each pair is matched in a batch of its own.
"""

import json
import os

import pandas
import torch
import bert_score
from bert_score.utils import get_idf_dict, greedy_cos_idf

torch.manual_seed(3)
WIDTH = 21
here = os.path.dirname(os.path.abspath(__file__))


def tokens(count):
    embeddings = (torch.randn(count, WIDTH) * 10).round() / 10
    weights = (torch.rand(count) * 10).round() / 10 + 0.1
    weights[0] = weights[-1] = 0
    return embeddings, weights


def matched(candidate, reference):
    (ours, our_weights), (theirs, their_weights) = candidate, reference
    masks = [torch.ones(1, len(side[1]), dtype=torch.long) for side in (reference, candidate)]
    return [
        value.item()
        for value in greedy_cos_idf(
            theirs[None].clone(), masks[0], their_weights[None].clone(), ours[None].clone(), masks[1], our_weights[None].clone()
        )
    ]


def side(value):
    return {"embeddings": [round(x, 1) for x in value[0].flatten().tolist()], "weights": [round(x, 1) for x in value[1].tolist()]}


lengths = [(2, 5), (5, 2), (2, 2), (3, 3), (3, 9)] + [(3 + i % 7, 3 + i * 3 % 11) for i in range(20)]
pairs = [(tokens(a), tokens(b)) for a, b in lengths]
folder = os.path.join(os.path.dirname(bert_score.__file__), "rescale_baseline", "en")
row = pandas.read_csv(os.path.join(folder, "roberta-large.tsv")).iloc[17].tolist()


class Words:
    """A tokenizer whose tokens are the numbers in the text, between the markers 0 and 1."""

    def encode(self, text, **_):
        return [0] + [int(word) for word in text.split()] + [1]

    vocab_size = 10


documents = ["2 3 3 4", "2 5", "2", "4 4 4"]
import bert_score.utils as utils  # noqa: E402

utils.sent_encode = lambda tokenizer, text: tokenizer.encode(text)
frequencies = get_idf_dict(documents, Words(), nthreads=0)
fixture = {
    "pairs": [{"candidate": side(a), "reference": side(b), "scores": matched(a, b)} for a, b in pairs],
    "baseline": {"layer": int(row[0]), "row": row[1:]},
    "documents": [Words().encode(text) for text in documents],
    "frequencies": [frequencies[token] for token in range(8)],
}
with open(os.path.join(here, "matching.json"), "w") as file:
    json.dump(fixture, file, separators=(",", ":"))
