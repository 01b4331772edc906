"""Executes a notebook of ours by nbclient, and looks at what every cell showed: execute_notebook.py NOTEBOOK.

The last cell holds a mistake, and its error is part of what is expected.
"""

import sys

import nbformat
from nbclient import NotebookClient

path = sys.argv[1]
notebook = nbformat.read(path, as_version=4)
nbformat.validate(notebook)
NotebookClient(notebook, timeout=300, allow_errors=True).execute()
nbformat.validate(notebook)

cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
outputs = [cell.outputs for cell in cells]


def forms(cell):
    return [set(output.data) for output in outputs[cell] if "data" in output]


def text(cell):
    return "".join(output.text for output in outputs[cell] if output.output_type == "stream")


def shows(cell, *wanted):
    return any(set(wanted) <= found for found in forms(cell))


assert outputs[0] == [], outputs[0]
assert shows(1, "image/svg+xml", "image/png", "text/plain"), forms(1)
assert "to do" in text(2), text(2)
assert shows(3, "text/html", "text/latex", "text/markdown", "text/plain"), forms(3)
assert shows(3, "image/svg+xml", "image/png"), forms(3)
progress = outputs[3][0]["data"]["text/plain"]
assert "✓ tune of small" in progress and "%" not in progress, progress
assert any("reference" in output.data["text/html"] for output in outputs[4]), outputs[4]
assert outputs[5][0].output_type == "execute_result", outputs[5]
error = outputs[6][0]
assert error.output_type == "error" and error.ename == "E012", error
assert any("^^^^^^^ did you mean `flamingo`?" in line for line in error.traceback), error.traceback
print(f"{len(cells)} cells, {sum(map(len, outputs))} outputs")
nbformat.write(notebook, path)
