"""Writes ptbxl.json: the reference packages' scores of PTB-XL reports (German, English, Swedish); no report is copied.

Usage: python make_ptbxl.py ptbxl_database.csv. Each report of the first 200 is the reference of the one before it.
Versions: nltk 3.10.4, pycocoevalcap 1.2, rouge-score 0.1.2, rouge 1.0.1, WordNet 3.0.
"""

import csv
import json
import os
import sys

from reference_scores import everything

COUNT = 200
here = os.path.dirname(os.path.abspath(__file__))
with open(sys.argv[1], newline="", encoding="utf-8") as rows:
    reports = [row["report"] for row in csv.DictReader(rows)][: COUNT + 1]
pairs = list(zip(reports, reports[1:]))
scores = {
    name: {"corpus": float(f"{corpus:.10g}"), "pairs": [float(f"{value:.10g}") for value in values]}
    for name, (corpus, values) in everything(pairs).items()
}
with open(os.path.join(here, "ptbxl.json"), "w") as file:
    json.dump({"count": COUNT, "training": COUNT // 2, "scores": scores}, file, separators=(",", ":"))
