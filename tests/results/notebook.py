"""Runs the code cells of a notebook, without Jupyter: the value of a cell's last line is its output.

    notebook.py docs/notebook.ipynb     # runs it, and writes the outputs into it
"""

import ast
import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile


def outputs(notebook, folder):
    """The text of each code cell's output, in order, of cells that run one after another in this
    folder."""
    names = {"__name__": "__main__"}
    texts = []
    with contextlib.chdir(folder):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                texts.append(_run("".join(cell["source"]), names))
    return texts


def _run(source, names):
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        value = None if last is None else eval(
            compile(ast.Expression(last.value), "<cell>", "eval"), names)
    return printed.getvalue() + ("" if value is None else f"{value!r}")


def stored(notebook):
    """The texts that the notebook shows."""
    return ["".join(line for output in cell["outputs"] for line in output["data"]["text/plain"])
            for cell in notebook["cells"] if cell["cell_type"] == "code"]


def renew(path):
    """Runs a notebook and writes its outputs into it."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        texts = outputs(notebook, folder)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, (cell, text) in enumerate(zip(code, texts, strict=True), start=1):
        cell["execution_count"] = number
        cell["outputs"] = [] if not text else [
            {"output_type": "execute_result", "execution_count": number, "metadata": {},
             "data": {"text/plain": text.splitlines(keepends=True)}}]
    path.write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    source = pathlib.Path(__file__).resolve().parents[2]
    sys.path.insert(0, str(source / "build" / "release" / "python"))
    os.environ["BACELAB_CONFIGS"] = str(source / "configs")
    renew(pathlib.Path(sys.argv[1]))
