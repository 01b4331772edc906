"""Pairs of texts from PTB-XL's metadata, for the scripts that compare with reference packages."""

import csv
import random


def report_pairs(files):
    reports = []
    for file in files:
        with open(file, newline="", encoding="utf-8") as rows:
            reports += [row["report"] for row in csv.DictReader(rows) if row["report"]]
    rng = random.Random(7)

    def thinned(text):
        return " ".join(word for word in text.split(" ") if rng.random() < 0.8)

    candidates = [thinned(rng.choice([text, other])) for text, other in zip(reports, reports[1:] + reports[:1])]
    return list(zip(candidates, reports))
