"""Does with a Quarto document what Quarto does: quarto_cells.py DOCUMENT HTML.

As its Jupyter engine (src/core/jupyter/jupyter.ts and src/resources/jupyter/notebook.py of quarto-cli): the header names
a kernel; fenced blocks whose braces hold the language of its kernelspec are cells; the size of figures is told by the
environment, and the rest by a comm; `#|` lines are taken off before nbclient executes a cell, and say whether it is
executed and may fail; code in running text is sent as a user expression. Only the page is made by nbconvert here.
"""

import os
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

fenced = re.compile(r"^([ \t]*)(```+)[ \t]*\{%s(?: *[ ,].*)?\}[ \t]*\n(.*?)^\1\2[ \t]*\n" % spec.language, re.S | re.M)
cells, end = [], 0
for block in fenced.finditer(body):
    indent, _, source = block.groups()
    cells.append(nbformat.v4.new_markdown_cell(body[end : block.start()].strip()))
    cells.append(nbformat.v4.new_code_cell(re.sub("^" + indent, "", source, flags=re.M).rstrip("\n")))
    end = block.end()
cells.append(nbformat.v4.new_markdown_cell(body[end:].strip()))
notebook = nbformat.v4.new_notebook(cells=[cell for cell in cells if cell.source])
notebook.metadata.kernelspec = {"name": kernel, "display_name": spec.display_name, "language": spec.language}


def options(source):
    return dict(re.findall(r"^#\| (\S+): (.*)$", source, re.M))


def execute(client, cell, place):
    said = options(cell.source)
    if said.get("eval") == "false":
        return
    if said.get("error") == "true":
        cell.metadata["tags"] = ["raises-exception"]
    whole = cell.source
    cell.source = "\n".join(line for line in whole.split("\n") if not line.startswith("#|"))
    client.execute_cell(cell, place)
    cell.source = whole


def quote(client, cell):
    expressions = re.findall(r"(?:^|[^`])`\{%s\}[ \t]([^`]+)`" % spec.language, cell.source, re.M)
    if not expressions:
        return
    request = client.kc.execute("", user_expressions={str(place): text for place, text in enumerate(expressions)})
    found = client.wait_for_reply(request)["content"]["user_expressions"]
    for place, text in enumerate(expressions):
        assert found[str(place)]["status"] == "ok", found
        value = found[str(place)]["data"]["text/plain"]
        cell.source = cell.source.replace("`{%s} %s`" % (spec.language, text), value)


os.environ.update(QUARTO_FIG_WIDTH="7", QUARTO_FIG_HEIGHT="5", QUARTO_FIG_DPI="192", QUARTO_FIG_FORMAT="png")
client = NotebookClient(notebook, timeout=300)
with client.setup_kernel():
    setup = {"comm_id": "quarto_comm", "target_name": "quarto_kernel_setup", "data": {"options": {}}}
    client.kc.shell_channel.send(client.kc.session.msg("comm_open", setup))
    notebook.metadata.language_info = client.wait_for_reply(client.kc.kernel_info())["content"]["language_info"]
    for place, cell in enumerate(notebook.cells):
        execute(client, cell, place) if cell.cell_type == "code" else quote(client, cell)
nbformat.validate(notebook)

code = [cell for cell in notebook.cells if cell.cell_type == "code"]
assert len(code) == 5, [cell.source for cell in notebook.cells]
outputs = [[output.output_type for output in cell.outputs] for cell in code]
# Neither progress nor the names of files: one picture, one table.
assert outputs == [[], ["display_data"], ["display_data"], ["error"], []], outputs
assert "image/svg+xml" in code[1].outputs[0].data and "text/html" in code[2].outputs[0].data
assert code[3].outputs[0].ename == "E012", code[3].outputs
prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
assert any(re.match(r"The learning rate was 0\.\d+, and BLEU-1 came to \d\.\d+\.", text) for text in prose), prose

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
