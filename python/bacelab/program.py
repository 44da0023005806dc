"""The program that does the work: where it is, and what it says when it can't."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys
from typing import Mapping, Optional, Union

Value = Union[bool, int, float, str, list]

INCOMPLETE = 3  # exit status: results are there, some runs got stuck or failed


class BacelabError(RuntimeError):
    """What the program says of an input that it refuses, or of a failure."""


def program() -> str:
    """The path of the program: $BACELAB, the one that this package was installed with or that was
    built in its tree, or that of the PATH. Raises BacelabError if there is none."""
    here = pathlib.Path(__file__).resolve()
    places = [os.environ.get("BACELAB", "")]
    places += [str(folder / place) for folder in here.parents
               for place in ("bin/bacelab", "build/release/bacelab")]
    for place in places:
        if place and os.path.isfile(place) and os.access(place, os.X_OK):
            return place
    on_path = shutil.which("bacelab")
    if on_path:
        return on_path
    raise BacelabError("the program bacelab is not there; allowed: a path in $BACELAB, or the "
                       "program on the PATH")


def settings(values: Optional[Mapping[str, Value]]) -> list:
    """`--set` words for keys of a study, such as {"network.scale": 0.5}."""
    words = []
    for key, value in (values or {}).items():
        words += ["--set", f"{key}={_toml(value)}"]
    return words


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return repr(value.item() if hasattr(value, "item") else value)


def call(*words: str, stdin: Optional[str] = None, shows_progress: bool = False) -> str:
    """What the program prints. Its progress, on standard error, is passed on if it is to be shown;
    Ctrl-C reaches the program, which ends in good order before KeyboardInterrupt is raised. Raises
    BacelabError with its message if it fails."""
    with subprocess.Popen([program(), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=None if shows_progress and sys.stderr.isatty()
                          else subprocess.PIPE, text=True) as process:
        try:
            out, error = process.communicate(stdin)
        except KeyboardInterrupt:
            process.wait()
            raise
    if process.returncode not in (0, INCOMPLETE):
        said = (error or "").strip().removeprefix("bacelab: error: ")
        raise BacelabError(said or f"the program ended with status {process.returncode}")
    return out
