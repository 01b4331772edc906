"""Does with a Quarto document what Quarto does: quarto_cells.py DOCUMENT HTML.

The header names a kernel; fenced blocks whose braces hold the language of its kernelspec are cells, which nbclient
executes; what is written about the language in the executed notebook says how its cells are coloured. Only the page
is made by nbconvert here, from the same notebook.
"""

import re
import sys

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from pygments.lexers import get_lexer_by_name
from pygments.token import Token

document, page = sys.argv[1:]
text = open(document, encoding="utf8").read()
header, body = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()
kernel = re.search(r"^jupyter: (\S+)$", header, re.M).group(1)
spec = KernelSpecManager().get_kernel_spec(kernel)

pieces = re.split(r"^```\{" + re.escape(spec.language) + r"\}\n(.*?)^```\n", body, flags=re.S | re.M)
cells = [
    nbformat.v4.new_code_cell(piece.rstrip("\n")) if place % 2 else nbformat.v4.new_markdown_cell(piece.strip())
    for place, piece in enumerate(pieces)
    if piece.strip()
]
notebook = nbformat.v4.new_notebook(cells=cells)
notebook.metadata.kernelspec = {"name": kernel, "display_name": spec.display_name, "language": spec.language}
NotebookClient(notebook, timeout=300).execute()
nbformat.validate(notebook)

code = [cell for cell in notebook.cells if cell.cell_type == "code"]
assert len(code) == 3, [cell.source for cell in notebook.cells]
shown = [{form for output in cell.outputs for form in output.get("data", {})} for cell in code]
assert shown[0] == set() and "image/svg+xml" in shown[1] and "text/html" in shown[2], shown

language = notebook.metadata.language_info
assert (language.name, language.file_extension) == (spec.language, "." + spec.language), language
assert language.codemirror_mode["name"], language
tokens = list(get_lexer_by_name(language.pygments_lexer).get_tokens(code[0].source))
assert not [value for kind, value in tokens if kind in Token.Error], tokens
kinds = {value.strip(): kind for kind, value in tokens}
assert kinds["# What is trained."] in Token.Comment and kinds["18"] in Token.Number, kinds

html, _ = HTMLExporter().from_notebook_node(notebook)
assert html.count(f'<div class="highlight hl-{language.pygments_lexer}">') == len(code)
assert 'class="err"' not in html and "# What is trained.</span>" in html
assert "<caption>Scores." in html and re.search("<svg|data:image/", html)
open(page, "w", encoding="utf8").write(html)
print(f"{len(code)} cells of {spec.language} in a Quarto document, {len(html)} characters of HTML")
