"""Scores many pairs with the reference packages and with ours in one run: greatest deviations, and the ratio of times.

Usage: python compare_speed.py [--pairs 10000] [--reports FILE.csv ...]

With --reports the references are the `report` column of PTB-XL's metadata and the candidates the next report of the
file with some words dropped. Build first: swift build -c release --build-tests
Versions: nltk 3.10.4, pycocoevalcap 1.2, rouge-score 0.1.2, rouge 1.0.1, WordNet 3.0.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time

import reference_scores as reference
from generate_pairs import generated_pairs
from report_pairs import report_pairs


def timed(parts, pairs):
    start, processor = time.perf_counter(), time.process_time()
    for part in parts:
        part(pairs)
    return time.perf_counter() - start, time.process_time() - processor


def ours(pairs):
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "pairs.json")
        with open(file, "w", encoding="utf-8") as output:
            candidates, references = zip(*pairs)
            json.dump({"candidates": candidates, "references": references, "training": len(pairs) // 2}, output)
        package = os.path.dirname(os.path.abspath(__file__)) + "/../../.."
        command = "swift test -c release --disable-testable-imports --skip-build --filter PeerComparison".split()
        subprocess.run(command, cwd=package, env=os.environ | {"MEIT_PEER_PAIRS": file}, check=True, capture_output=True)
        with open(file + ".results", encoding="utf-8") as results:
            return json.load(results)


parser = argparse.ArgumentParser()
parser.add_argument("--pairs", type=int, default=10000)
parser.add_argument("--reports", nargs="*", default=[])
arguments = parser.parse_args()
pairs = report_pairs(arguments.reports) if arguments.reports else generated_pairs(arguments.pairs)

reference.meteor(pairs[:10])  # loads WordNet, which is not what is measured
peers = [reference.coco_bleu, reference.rouge_score, reference.meteor, reference.cider]
before = timed(peers, pairs)
results = ours(pairs)
after = timed(peers, pairs)
print(f"{len(pairs)} pairs; BLEU-1..4, ROUGE-1/2/L, METEOR and CIDEr-D")
for index, (kind, times) in enumerate([("by the clock", "seconds"), ("of processor time", "processorSeconds")]):
    print(f"reference packages: {before[index]:.2f} s and {after[index]:.2f} s {kind}")
    for name, seconds in results[times].items():
        median = statistics.median(seconds)
        print(f"ours, {name}: median {median:.3f} s {kind}, ratio {(before[index] + after[index]) / 2 / median:.0f}")
for name, (corpus, scores) in reference.everything(pairs).items():
    own = results["scores"][name]
    deviation = max(abs(a - b) for a, b in zip([corpus] + scores, own))
    assert len(own) == len(scores) + 1
    print(f"{name}: {corpus:.6f}, greatest deviation {deviation:.1e}")
