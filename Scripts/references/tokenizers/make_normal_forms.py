"""Writes Sources/Tokenizers/Unicode/NormalFormTables.swift by asking the `tokenizers` package about every code point.

Normal forms depend on the version of Unicode; these are those of the package (tokenizers 0.23.3), whose ids we must give.
Only the numerical combining classes, which the package does not show, come from Python's `unicodedata`.
"""
import pathlib
import unicodedata
import tokenizers
from tokenizers import normalizers

NFC, NFD, NFKD = normalizers.NFC(), normalizers.NFD(), normalizers.NFKD()
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000 and not 0xAC00 <= c < 0xD7A4]


def hexadecimal(text):
    return "+".join(f"{ord(c):x}" for c in text)


def is_reordered(c):
    """Whether the package gives the character a combining class other than 0."""
    low, high = chr(c) + "\u0334", "\u0345" + chr(c)
    return NFD.normalize_str(low) != NFD.normalize_str(chr(c)) + "\u0334" or NFD.normalize_str(high) != "\u0345" + NFD.normalize_str(chr(c))


def main():
    canonical, compatible, compositions, classes = [], [], [], []
    last_canonical = last_compatible = class_end = 0
    for c in SCALARS:
        s = chr(c)
        full = NFD.normalize_str(s)
        if full != s:
            canonical.append(f"{c - last_canonical:x}:{hexadecimal(full)}")
            last_canonical = c
            head = NFC.normalize_str(full[:-1])
            if NFC.normalize_str(s) == s and len(head) == 1:
                compositions.append(f"{ord(head):x}+{ord(full[-1]):x}={c:x}")
        wide = NFKD.normalize_str(s)
        if wide != full:
            compatible.append(f"{c - last_compatible:x}:{hexadecimal(wide)}")
            last_compatible = c
        if full == s and is_reordered(c):
            value = unicodedata.combining(s)
            assert value, hex(c)
            if classes and class_end == c and classes[-1][2] == value:
                classes[-1][1] += 1
            else:
                classes.append([c - class_end, 1, value])
            class_end = c + 1
    tables = [
        ("combiningClasses", "Combining classes other than 0, as `gap.length.class`.", [f"{a:x}.{b:x}.{v:x}" for a, b, v in classes]),
        ("canonical", "Full canonical decompositions, as `distance:scalars`.", canonical),
        ("compatible", "Full compatibility decompositions where they differ from the canonical ones.", compatible),
        ("compositions", "What two scalars compose to.", compositions),
    ]
    text = ("// Made by Scripts/references/tokenizers/make_normal_forms.py from tokenizers "
            f"{tokenizers.__version__}; do not edit.\n\n"
            "/// Tables of the Unicode normal forms, in hexadecimal; Hangul syllables are computed instead.\n"
            "enum NormalFormTables {\n")
    for name, doc, words in tables:
        lines, line = [], ""
        for word in words:
            if len(line) + len(word) > 112:
                lines.append(line)
                line = ""
            line += word + " "
        body = "\n".join("    " + l.rstrip() for l in lines + [line])
        text += f'  /// {doc}\n  static let {name} = """\n{body}\n    """\n\n'
    root = pathlib.Path(__file__).resolve().parents[3]
    (root / "Sources/Tokenizers/Unicode/NormalFormTables.swift").write_text(text.rstrip() + "\n}\n")
    print({name: len(words) for name, _, words in tables}, len(text))


main()
