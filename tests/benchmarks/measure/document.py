"""The parts of a document that a command writes, between markers that the document has."""

import re


def names_in(document):
    """The parts that the document has, in order."""
    return re.findall(r"(?m)^<!-- begin: (\S+) -->$", document)


def replace(document, name, content):
    """The document with new content in one part. Throws KeyError if it has no such part."""
    begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->\n"
    if document.count(begin) != 1 or document.count(end) != 1:
        raise KeyError(f"the document has no part '{name}', or several")
    before, _, rest = document.partition(begin)
    _, _, after = rest.partition(end)
    return before + begin + content.rstrip("\n") + "\n" + end + after
