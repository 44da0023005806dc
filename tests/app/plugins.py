"""Plugins made by tests, from the sources in tests/plugins, with the compiler of the program."""

import atexit
import functools
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from program import SOURCE

BUILD = pathlib.Path(os.environ.get("BACELAB_BUILD", SOURCE / "build" / "release"))
SOURCES = SOURCE / "tests" / "plugins"


def compiler():
    """The one that built the program."""
    cache = (BUILD / "CMakeCache.txt").read_text()
    return re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.MULTILINE)[1]


def succeed(*words, timeout=300, **options):
    """Runs a tool that must succeed."""
    ended = subprocess.run([*map(str, words)], capture_output=True, text=True,
                           stdin=subprocess.DEVNULL, timeout=timeout, **options)
    if ended.returncode != 0:
        raise AssertionError(f"{words[0]} failed:\n{ended.stdout}{ended.stderr}")
    return ended.stdout


@functools.cache
def _built(name, *flags):
    """A plugin that the tests of this process share."""
    directory = tempfile.mkdtemp(prefix="bacelab-plugin-")
    atexit.register(shutil.rmtree, directory)
    path = pathlib.Path(directory) / "built"
    succeed(compiler(), "-std=c++20", "-O2", "-fPIC", "-shared", "-ffp-contract=off", "-Wall",
            "-Wextra", "-Werror", f"-I{SOURCE}", *flags, SOURCES / f"{name}.cpp", "-o", path)
    return path


def build_plugin(name, directory, *flags, output=None):
    """Makes a plugin of tests/plugins/NAME.cpp in a directory, and returns its path."""
    return pathlib.Path(shutil.copy(_built(name, *flags),
                                    pathlib.Path(directory) / (output or f"{name}.so")))
