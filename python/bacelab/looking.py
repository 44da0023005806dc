"""What results look like, and why: figures, the report, and the difference of two runs."""

from __future__ import annotations

import json
import os
import pathlib
import tempfile
from typing import TYPE_CHECKING, Optional, Sequence, Union

from .program import call

if TYPE_CHECKING:
    import pandas

Path = Union[str, os.PathLike]
Option = Union[bool, int, float, str, Sequence]


class Figure:
    """A figure of results: a notebook shows it."""

    def __init__(self, svg: str, data: pandas.DataFrame, caption: str):
        self.svg = svg
        self.data = data  #: its numbers, in the units of the results
        self.caption = caption

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return self.caption


def plot(path: Path, kind: str, **options: Option) -> Figure:
    """A figure of a results file, of a kind that `bacelab plot --help` lists (docs/figures.md).

    `options` are those of the command with `_` for `-`: a value, several as a list, True for one
    without a value, such as plot("q.h5", "ecdf", metric="cost", difference=True). Raises
    BacelabError for what does not fit the design. `bacelab plot FILE KIND -o figure.pdf` writes the
    same figure into a file.
    """
    import pandas

    with tempfile.TemporaryDirectory() as folder:
        drawing, numbers = pathlib.Path(folder) / "figure.svg", pathlib.Path(folder) / "figure.csv"
        caption = call("plot", os.fspath(path), kind, "-o", str(drawing), "--data", str(numbers),
                       *_words(options))
        data = pandas.read_csv(numbers, comment="#", float_precision="round_trip")
        return Figure(drawing.read_text(encoding="utf-8"), data, " ".join(caption.split()))


def report(path: Path, output: Optional[Path] = None, *, force: bool = False) -> pathlib.Path:
    """Writes the report of a results file, one page for a browser, and returns its path (default:
    the name of the results with .report.html, in the working directory). An existing page is kept:
    BacelabError, unless `force` replaces it."""
    page = pathlib.Path(output if output is not None else pathlib.Path(path).stem + ".report.html")
    call("report", os.fspath(path), "-o", str(page), *(["--force"] if force else []))
    return page


def explain(path: Path, replication: int, *, policy: str = "bace", against: str,
            point: int = 0) -> dict:
    """Why two policies have different outcomes in one world of a results file (docs/explain.md).

    `jobs` of the answer is a table: by how much each job waits, computes and is stalled longer under
    `against` than under `policy`, in s, and costs more, in USD. `decisions` are those of `policy` in
    whose place `against` would have decided otherwise, each with what the swap makes of the mean
    job completion time (s) and the total cost (USD). `metrics` and `against_metrics` are those of
    the runs.
    """
    import pandas

    answer = json.loads(call("explain", os.fspath(path), "--replication", str(replication),
                             "--point", str(point), "--policy", policy, "--against", against,
                             "--json"))
    answer["jobs"] = pandas.DataFrame(answer["jobs"])
    return answer


def _words(options):
    words = []
    for name, value in options.items():
        if value is False:
            continue
        words.append("--" + name.replace("_", "-"))
        if value is True:
            continue
        values = value if isinstance(value, (list, tuple)) else [value]
        words += [str(one) for one in values]
    return words
