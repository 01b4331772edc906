"""Asks our library, through the test that answers scripts (TokenizerTimingTests), to encode a JSON list of texts."""
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
COMMAND = ["swift", "test", "-c", "release", "--disable-testable-imports", "--skip-build", "--filter", "answersTheScripts"]


def ask(tokenizer, texts, passes=0):
    """`ids` of every text when passes is 0, else `perText` and `batch`: seconds for each pass."""
    with tempfile.TemporaryDirectory() as folder:
        answer = pathlib.Path(folder) / "answer.json"
        environment = dict(os.environ, MEIT_TOKENIZER=str(pathlib.Path(tokenizer).resolve()),
                           MEIT_TEXTS=str(pathlib.Path(texts).resolve()), MEIT_PASSES=str(passes), MEIT_ANSWER=str(answer))
        subprocess.run(COMMAND, cwd=ROOT, env=environment, check=True, capture_output=True)
        return json.loads(answer.read_text())
