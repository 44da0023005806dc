"""Where the source tree and the build tree are, the rooms of the house, and what its files include."""

import os
import pathlib
import re
from typing import NamedTuple

ROOT = pathlib.Path(os.environ.get("BACELAB_SOURCE", pathlib.Path(__file__).parents[2]))
BUILD = pathlib.Path(os.environ.get("BACELAB_BUILD", ROOT / "build" / "release"))

#: The rooms, each after those that its files may include.
ROOMS = {
    "core": (),
    "experiments/text": ("core",),
    "experiments/arithmetic": (),
    "experiments/random": ("core", "experiments/arithmetic"),
    "experiments/box": ("core", "experiments/text"),
    "experiments/worlds": ("core", "experiments/text", "experiments/arithmetic",
                          "experiments/random"),
    "experiments/study": ("core", "experiments/text", "experiments/arithmetic",
                         "experiments/random", "experiments/box",
                          "experiments/worlds"),
    "experiments/results": ("core", "experiments/text", "experiments/random", "experiments/box"),
    "mpi_runner": ("core", "experiments/text", "experiments/random", "experiments/box",
                   "experiments/worlds", "experiments/study", "experiments/results"),
    "analysis": ("core", "experiments/text", "experiments/arithmetic", "experiments/random",
                 "experiments/box", "experiments/results"),
    "app": ("core", "experiments/text", "experiments/arithmetic", "experiments/random",
            "experiments/box", "experiments/worlds", "experiments/study", "experiments/results", "mpi_runner",
            "analysis"),
    "python_host": ("core",),
    "python_module": ("core", "experiments/text", "experiments/study", "python_host"),
}
#: The folders at the top of the tree that hold the rooms.
LAYERS = tuple(dict.fromkeys(room.split("/")[0] for room in ROOMS))

SOURCES = {".hpp", ".cpp", ".h", ".ipp", ".inl"}
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)


class Include(NamedTuple):
    """One include line: both paths from the root of the tree, unless `name` is that of a library."""

    file: pathlib.PurePosixPath
    quoted: bool
    name: str

    def within_house(self):
        """Does it name a file of the house, in whatever brackets?"""
        return "/" in self.name and self.name.split("/")[0] in LAYERS


def source_files(root):
    """The source files of all layers, by path."""
    root = pathlib.Path(root)
    return [path for layer in LAYERS for path in sorted((root / layer).rglob("*"))
            if path.suffix in SOURCES]


def includes(root):
    """Every include line of all source files."""
    return [Include(pathlib.PurePosixPath(path.relative_to(root)), bracket == '"', name)
            for path in source_files(root)
            for bracket, name in _INCLUDE.findall(path.read_text(encoding="utf-8"))]


def room_of(path):
    """The room of a file; None if it lies in a layer but in no room."""
    path = pathlib.PurePosixPath(path)
    return next((str(folder) for folder in path.parents if str(folder) in ROOMS), None)


def write_tree(root, files):
    """Writes an invented tree: {relative path: text}."""
    for name, text in files.items():
        path = pathlib.Path(root) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
