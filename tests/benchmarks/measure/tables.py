"""Tables of results, as text and as Markdown."""

import dataclasses
import math

from measure.repeated import Spread


@dataclasses.dataclass
class Table:
    """What a benchmark found."""

    columns: list
    rows: list
    notes: list = dataclasses.field(default_factory=list)


def number(value, digits=3):
    """A number with this many significant digits: 12,300 or 0.0123."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) or value == 0:
        return f"{value:,}"
    shown = f"{value:,.{max(0, digits - 1 - math.floor(math.log10(abs(value))))}f}"
    return shown


def cell(value):
    """A number, a text, or a median with minimum and maximum."""
    if isinstance(value, Spread) and value.least == value.most:
        return number(value.least)
    if isinstance(value, Spread):
        return f"{number(value.median)} ({number(value.least)} to {number(value.most)})"
    return number(value)


def text(table):
    """The table for a terminal: the first column to the left, numbers to the right."""
    rows = [list(table.columns), *([cell(value) for value in row] for row in table.rows)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    lines = []
    for row in rows:
        cells = [word.ljust(width) if i == 0 else word.rjust(width)
                 for i, (word, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([*lines, *table.notes])


def markdown(table):
    """The table for a document."""
    rows = [[cell(value) for value in row] for row in table.rows]
    lines = ["| " + " | ".join(table.columns) + " |",
             "|---" + "|--:" * (len(table.columns) - 1) + "|",
             *("| " + " | ".join(row) + " |" for row in rows)]
    return "\n".join([*lines, *(line for note in table.notes for line in ("", note))])
