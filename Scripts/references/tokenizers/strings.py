"""Random test strings: Unicode of many scripts, emoji, control characters, German ECG text, code, runs of blanks.

`write_cases` keeps a fixture small: a few readable cases with their ids, and for all strings one 64-bit hash of the ids of
every block of strings. Our tests make the same strings from the same generator (a linear congruential one).
"""
import json
import pathlib

PIECES = json.loads(pathlib.Path(__file__).with_name("pieces.json").read_text())


class Generator:
    """The 64-bit linear congruential generator of Knuth's MMIX; its high bits are used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


def scalar(generator):
    """A code point of any plane, seldom assigned above the first; surrogates are moved out of the way."""
    bound = [0x250, 0x3000, 0x10000, 0x20000, 0x110000][generator.below(5)]
    value = generator.below(bound)
    return value - 0x800 if 0xD800 <= value < 0xE000 else value


def strings(count, specials=(), seed=1):
    generator = Generator(seed)
    pieces = PIECES + list(specials)
    for _ in range(count):
        parts = []
        for _ in range(1 + generator.below(24)):
            parts.append(chr(scalar(generator)) if generator.below(6) == 0 else pieces[generator.below(len(pieces))])
        yield "".join(parts)


def fold(state, ids):
    """FNV-1a over the ids as 64-bit words, with their number first."""
    for value in [len(ids)] + list(ids):
        state = ((state ^ value) * 0x100000001B3) % 2**64
    return state


def write_cases(path, encode, specials=(), count=2000, block=100):
    hashes, shown, state = [], [], 0xCBF29CE484222325
    for index, text in enumerate(strings(count, specials)):
        ids = encode(text)
        if index < 8:
            shown.append({"text": text, "ids": ids})
        state = fold(state, ids)
        if index % block == block - 1:
            hashes.append(f"{state:016x}")
            state = 0xCBF29CE484222325
    document = {"count": count, "block": block, "specials": list(specials), "shown": shown, "hashes": hashes}
    path.write_text(json.dumps(document, ensure_ascii=True, indent=0) + "\n")
