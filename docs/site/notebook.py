"""A notebook as a page: its text, its code, and what the code answers."""

import json
import pathlib


def answer(output):
    return "".join(output.get("data", {}).get("text/plain", output.get("text", "")))


def as_markdown(notebook):
    first, *cells = notebook["cells"]
    title, _, rest = "".join(first["source"]).partition("\n")
    parts = [title, "The notebook itself: {download}`notebook.ipynb`", rest.strip()]
    for cell in cells:
        text = "".join(cell["source"])
        parts.append(text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```")
        parts += [f"```none\n{answer(output)}\n```" for output in cell.get("outputs", ())]
    return "\n\n".join(parts) + "\n"


def read(app, docname, source):
    if pathlib.Path(app.env.doc2path(docname)).suffix == ".ipynb":
        source[0] = as_markdown(json.loads(source[0]))


def setup(app):
    app.connect("source-read", read, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
