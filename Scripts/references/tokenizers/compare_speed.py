"""Times our tokenizer against the Python package `tokenizers` on one core, in one run, and prints the ratios of medians.

    python compare_speed.py TOKENIZER.json TEXTS.json [--passes 7]

TEXTS.json is a list of texts. Ours runs inside the test runner: build the tests first. Pin with `taskset -c 0` for a quiet figure.
"""
import argparse
import json
import os
import statistics
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"

from tokenizers import Tokenizer  # noqa: E402  (reads the variables above)
from ours import ask  # noqa: E402


def seconds(body):
    start = time.perf_counter()
    body()
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tokenizer")
    parser.add_argument("texts")
    parser.add_argument("--passes", type=int, default=7)
    arguments = parser.parse_args()
    texts = json.load(open(arguments.texts))
    size = sum(len(text.encode()) for text in texts) / 1e6
    theirs = Tokenizer.from_file(arguments.tokenizer)
    each = [seconds(lambda: [theirs.encode(text) for text in texts]) for _ in range(arguments.passes)]
    batch = [seconds(lambda: theirs.encode_batch(texts)) for _ in range(arguments.passes)]
    ours = ask(arguments.tokenizer, arguments.texts, arguments.passes)
    for name, mine, others in [("one call per text", ours["perText"], each), ("one call for all", ours["batch"], batch)]:
        ours_median, theirs_median = statistics.median(mine), statistics.median(others)
        print(f"{name}: ours {size / ours_median:.1f} MB/s, tokenizers {size / theirs_median:.2f} MB/s, "
              f"ratio {theirs_median / ours_median:.1f}")


main()
