"""The grammars for editors in engines of their kind: TextMate's in a port of VS Code's with Oniguruma, Vim's in Vim.

Run by Scripts/test-lsp."""

import json
import pathlib
import re
import shutil
import subprocess

import pytest
from textmate_grammar.parsers.base import LanguageParser

PROJECT = pathlib.Path(__file__).resolve().parents[2]
RECIPES = sorted((PROJECT / "Recipes").glob("*.meit"))
# One line of each kind, with what its pieces are by the TextMate grammar.
SCOPES = {
    '# %% A cell': [("# %% A cell", "markup.heading")],
    '# text = "no string"': [('# text = "no string"', "comment.line")],
    'caption = "a \\" # b" # c': [("caption", "variable.parameter"), ("# c", "comment.line")],
    'sweep noises from base {': [
        ("sweep", "keyword.declaration"), ("noises", "entity.name"), ("from", "keyword.declaration"),
        ("base", "entity.name"),
    ],
    'vary seed in 1..3': [
        ("vary", "keyword"), ("1", "constant.numeric"), ("..", "keyword.operator"), ("3", "constant.numeric"),
    ],
    'columns = [encoder.macro-auc, judge.accuracy, bleu-4]': [
        ("encoder.macro-auc", "support.constant.metric"), ("judge.accuracy", "support.constant.metric"),
        ("bleu-4", "support.constant.metric"),
    ],
    'eval.noise = gaussian(snr = -2.5 dB)': [
        ("eval.noise", "variable.parameter"), ("gaussian", "constant.language"), ("snr", "variable.other"),
        ("-2.5 dB", "constant.numeric"),
    ],
    'run table-5': [("run", "support.function")],
}


@pytest.fixture(scope="module")
def parser():
    return LanguageParser(json.loads((PROJECT / "Editors/meit.tmLanguage.json").read_text(encoding="utf8")))


def pieces(parser, text):
    return [(piece, scopes[-1]) for _, piece, scopes in parser.parse_string(text).flatten()]


@pytest.mark.parametrize("line", SCOPES)
def test_lines(parser, line):
    found = pieces(parser, line + "\n")
    for piece, scope in SCOPES[line]:
        assert any(piece == text.strip() and name.startswith(scope) for text, name in found), (piece, scope, found)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_recipes(parser, recipe):
    rest = [list(line) for line in recipe.read_text(encoding="utf8").split("\n")]
    for (line, column), piece, scopes in parser.parse_string("\n".join(map("".join, rest))).flatten():
        assert all(re.fullmatch(r"[a-z-]+(\.[a-z-]+)*", scope) for scope in scopes), scopes
        if scopes[-1] == "source.meit":
            continue
        assert "".join(rest[line][column : column + len(piece)]) == piece, (line, column, piece)
        rest[line][column : column + len(piece)] = " " * len(piece)
    # What has no colour: brackets, commas, and names that recipes give.
    plain = "\n".join(map("".join, rest))
    assert not re.findall(r'(?<![\w.-])\d[\d.]*(?![\w.-])|["#=<>]', plain), plain
    assert not re.findall(r"\b(?:vary|experiment|sweep|table|figure|use|let) ", plain), plain


VIM = """
set nocompatible
set rtp^={project}/Editors/vim
syntax on
set filetype=meit
let found = []
for place in range(1, line('$'))
  for column in range(1, len(getline(place)))
    call add(found, synIDattr(synID(place, column, 1), 'name') . ' ' . getline(place)[column - 1])
  endfor
endfor
call writefile(found, '{found}')
quitall!
"""


@pytest.mark.skipif(shutil.which("vim") is None, reason="no vim")
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_vim(recipe, tmp_path):
    script, found = tmp_path / "look.vim", tmp_path / "found"
    script.write_text(VIM.format(project=PROJECT, found=found))
    subprocess.run(["vim", "-es", "-u", "NONE", "-S", script, recipe], check=True, timeout=60, stdin=subprocess.DEVNULL)
    groups = {}
    for line in found.read_text(encoding="utf8").splitlines():
        group, _, character = line.partition(" ")
        groups.setdefault(group, []).append(character)
    # Quotes stand in strings and comments alone.
    assert not {'"', "#"} & set(groups[""])
    assert {"meitKeyword", "meitDeclared", "meitOption"} <= set(groups), set(groups)
