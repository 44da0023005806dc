"""Each term of the glossary has an anchor (docs/glossary.html#term-design-point), to which a search
for it leads."""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform


def anchor(term):
    return "term-" + re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-")


def add_anchors(row):
    """To the first cell of a row, which becomes a link to itself; terms are parted by commas."""
    cell = row[0]
    terms = [term.strip() for term in cell.astext().split(",")]
    row["ids"].append(anchor(terms[0]))
    entries = [("single", term, anchor(term), "main", None) for term in terms]
    link = nodes.reference("", "", refid=anchor(terms[0]), internal=True, classes=["term"])
    text = cell.next_node(nodes.paragraph) or cell
    link.extend(text.children)
    targets = [nodes.target("", "", ids=[anchor(term)]) for term in terms[1:]]
    text.clear()
    text.extend([addnodes.index(entries=entries), *targets, link])


class Anchors(SphinxTransform):
    default_priority = 800  # before what reads the entries of the index

    def apply(self):
        if self.env.docname == "docs/glossary":
            for body in self.document.findall(nodes.tbody):
                for row in body:
                    add_anchors(row)


def setup(app):
    app.add_transform(Anchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
