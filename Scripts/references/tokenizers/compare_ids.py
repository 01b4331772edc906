"""Compares the ids of our tokenizer with those of the Python packages on 20,000 random strings.

    python compare_ids.py TOKENIZER [TOKENIZER ...]

A `.json` is read by `tokenizers`, a `.model` by `sentencepiece`; vocab.txt and vocab.json (with merges.txt) by `tokenizers`.
Build the tests first. Made with tokenizers 0.23.3 and sentencepiece 0.2.3.
"""
import json
import pathlib
import sys
import tempfile

import sentencepiece
from tokenizers import BertWordPieceTokenizer, ByteLevelBPETokenizer, Tokenizer
from ours import ask
from strings import strings

SPECIALS = ["<s>", "</s>", "<|endoftext|>", "[SEP]"]
COUNT = 20_000


def reference(path):
    """The other side's encoder, and the special tokens that both sides know."""
    if path.suffix == ".model":
        return sentencepiece.SentencePieceProcessor(model_file=str(path)).encode, SPECIALS
    if path.name == "vocab.txt":
        tokenizer = BertWordPieceTokenizer(str(path), lowercase=True)
    elif path.name == "vocab.json":
        tokenizer = ByteLevelBPETokenizer(str(path), str(path.with_name("merges.txt")))
        vocabulary = json.loads(path.read_text())
        tokenizer.add_special_tokens([name for name in ["<s>", "</s>", "<pad>", "<unk>", "<|endoftext|>"] if name in vocabulary])
    else:
        tokenizer = Tokenizer.from_file(str(path))
    return (lambda text: tokenizer.encode(text, add_special_tokens=False).ids), SPECIALS


def main():
    failed = False
    for path in map(pathlib.Path, sys.argv[1:]):
        encode, specials = reference(path)
        texts = list(strings(COUNT, specials))
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(texts, file)
            file.flush()
            ids = ask(path, file.name)["ids"]
        bad = [text for text, ours in zip(texts, ids) if encode(text) != ours]
        print(f"{path}: {len(bad)} of {COUNT} differ", *map(repr, bad[:3]))
        failed = failed or bool(bad)
    sys.exit(failed)


main()
