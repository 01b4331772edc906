"""Trains a byte-level BPE vocabulary with the `tokenizers` package on corpus.txt and writes what our trainer must learn.

Made with tokenizers 0.23.3. Output: byte_level_600.json (a tokenizer.json) and its expected ids in cases.json.
"""
import pathlib
from tokenizers import ByteLevelBPETokenizer
from strings import write_cases

HERE = pathlib.Path(__file__).parent
tokenizer = ByteLevelBPETokenizer()
tokenizer.train([str(HERE / "corpus.txt")], vocab_size=600, min_frequency=2, special_tokens=["<s>", "</s>", "<pad>"],
                show_progress=False)
tokenizer.save(str(HERE / "byte_level_600.json"))
write_cases(HERE / "byte_level_600.ids.json", lambda text: tokenizer.encode(text).ids, specials=["<s>", "</s>", "<pad>"])
