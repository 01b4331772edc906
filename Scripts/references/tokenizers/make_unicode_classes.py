"""Writes Sources/Tokenizers/Unicode/UnicodeRanges.swift by asking the `tokenizers` package about every code point.

The classes are those of the regex engine and of the Rust tables inside that package (tokenizers 0.23.3), so that
our scanners split exactly where it does. Format of a table: `gap.length` pairs in hexadecimal, gap counted from the end of
the previous range.
"""
import pathlib
import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers

SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def matches(pattern):
    split = pre_tokenizers.Split(Regex(pattern), "isolated")
    found = set()
    for start in range(0, len(SCALARS), 4096):
        block = SCALARS[start:start + 4096]
        # U+E000 (private use) is in none of the classes and keeps the code points apart.
        text = "\ue000".join(map(chr, block))
        for piece, _ in split.pre_tokenize_str(text):
            if piece != "\ue000" and len(piece) == 1:
                found.add(ord(piece))
    return found


def class_of(pattern):
    found = matches(pattern)
    probe = pre_tokenizers.Split(Regex(pattern), "removed")
    return {c for c in found if not probe.pre_tokenize_str(chr(c))}


def bert_sets():
    punctuation, marks, controls, spaces, ideographs = set(), set(), set(), set(), set()
    pre = pre_tokenizers.BertPreTokenizer()
    clean = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    cjk = normalizers.BertNormalizer(clean_text=False, handle_chinese_chars=True, strip_accents=False, lowercase=False)
    accents = normalizers.BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False)
    for c in SCALARS:
        s = chr(c)
        cleaned = clean.normalize_str(s)
        if cleaned == "":
            controls.add(c)
        elif cleaned == " ":
            spaces.add(c)
        if cjk.normalize_str(s) != s:
            ideographs.add(c)
        if accents.normalize_str(s) == "":
            marks.add(c)
        pieces = [p for p, _ in pre.pre_tokenize_str("a" + s + "a")]
        if len(pieces) == 3:
            punctuation.add(c)
    return punctuation, marks, controls, spaces, ideographs


def word_characters():
    """What may not touch an added token that is a single word."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.add_tokens([AddedToken("x", single_word=True, normalized=False)])
    return {c for c in SCALARS if chr(c) != "x" and not tokenizer.encode("x" + chr(c)).ids} | {ord("x")}


def ranges(found):
    out, end, items = [], 0, sorted(found)
    i = 0
    while i < len(items):
        j = i
        while j + 1 < len(items) and items[j + 1] == items[j] + 1:
            j += 1
        out.append(f"{items[i] - end:x}.{items[j] - items[i] + 1:x}")
        end = items[j] + 1
        i = j + 1
    return out


def literal(name, doc, found):
    lines, line = [], ""
    for word in ranges(found):
        if len(line) + len(word) > 112:
            lines.append(line)
            line = ""
        line += word + " "
    lines.append(line)
    body = "\n".join("    " + l.rstrip() for l in lines)
    return f'  /// {doc}\n  static let {name} = """\n{body}\n    """\n'


def main():
    punctuation, marks, controls, spaces, ideographs = bert_sets()
    tables = [
        ("letters", "General category L.", class_of(r"\p{L}")),
        ("numbers", "General category N.", class_of(r"\p{N}")),
        ("whitespace", "White space of a regular expression's `\\s`.", class_of(r"\s")),
        ("bertPunctuation", "What the BERT pre-tokenizer isolates.", punctuation),
        ("marks", "Non-spacing marks that accent stripping removes.", marks),
        ("bertControls", "What BERT's text cleaning removes.", controls),
        ("words", "What may not touch an added token that is a single word.", word_characters()),
        ("bertIdeographs", "What BERT surrounds with blanks.", ideographs),
    ]
    text = (
        "// Made by Scripts/references/tokenizers/make_unicode_classes.py from tokenizers "
        f"{tokenizers.__version__}; do not edit.\n\n"
        "/// Unicode classes as `gap.length` pairs in hexadecimal, the gap counted from the end of the previous range.\n"
        "enum UnicodeRanges {\n" + "\n".join(literal(*t) for t in tables) + "}\n")
    root = pathlib.Path(__file__).resolve().parents[3]
    (root / "Sources/Tokenizers/Unicode/UnicodeRanges.swift").write_text(text)
    print({t[0]: len(t[2]) for t in tables}, "bert spaces", len(spaces), [hex(c) for c in sorted(spaces)])


main()
