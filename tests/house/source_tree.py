"""Where the source tree and the build tree are, and the layers of the house."""

import os
import pathlib

ROOT = pathlib.Path(os.environ.get("BACELAB_SOURCE", pathlib.Path(__file__).parents[2]))
BUILD = pathlib.Path(os.environ.get("BACELAB_BUILD", ROOT / "build" / "release"))

#: What the files of a layer may include.
LAYERS = {
    "core": {"core"},
    "experiments": {"core", "experiments"},
    "mpi_runner": {"core", "experiments", "mpi_runner"},
    "analysis": {"core", "experiments", "analysis"},
    "app": {"core", "experiments", "mpi_runner", "analysis", "app"},
}


def write_tree(root, files):
    """Writes an invented tree: {relative path: text}."""
    for name, text in files.items():
        path = pathlib.Path(root) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
