"""Jupyter's own tests of a kernel, run against ours: every group that a declarative language has something for.

Not run: clear_output (nothing here clears what a cell showed), and reading from stdin (the kernel never asks).
"""

import unittest

import jupyter_kernel_test

SMALLEST = """experiment small {
  model.llm = decoder(layers = 1, width = 16, heads = 2, vocabulary = 300)
  data.source = simulated(records = 20)
  data.rate = 100 Hz
  train.task = language-model
  train.steps = 2; train.batch = 4; train.accumulation = 1
}
"""


class ProtocolTests(jupyter_kernel_test.KernelTests):
    kernel_name = "meit"
    language_name = "meit"
    file_extension = ".meit"

    code_hello_world = ";echo hello, world"
    code_stderr = ";echo oh no >&2"
    code_execute_result = [{"code": "model.fusion", "result": "model.fusion = concat(tokens = 1)"}]
    code_display_data = [
        {"code": SMALLEST + "run", "mime": "text/html"},
        {"code": "show small", "mime": "text/latex"},
    ]
    code_generate_error = "model.fusion = flamigo"
    code_page_something = "?model.fusion"
    code_inspect_sample = "train.lr = 1e-3"

    completion_samples = [
        {"text": "model.fus", "matches": {"model.fusion"}},
        {"text": "model.fusion = fla", "matches": {"flamingo"}},
        {"text": "data.source = sim", "matches": {"simulated"}},
        {"text": "?model.fus", "matches": {"model.fusion"}},
    ]
    complete_code_samples = ["seed = 1", "experiment a { seed = 1 }", "?seed", "plan", ""]
    incomplete_code_samples = ["experiment a {", "table t of a {\n  columns = [bleu-4,"]
    invalid_code_samples = ["seed = = 1", "}", "seed ="]

    code_history_pattern = "mod*sion"
    supported_history_operations = ("tail", "range", "search")


if __name__ == "__main__":
    unittest.main(verbosity=2)
