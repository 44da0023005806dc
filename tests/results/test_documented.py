"""docs/results-file.md: its lines of Python run, and it names all that a file has."""

import ast
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import h5py

SOURCE = pathlib.Path(__file__).resolve().parents[2]
TEXT = (SOURCE / "docs" / "results-file.md").read_text()
STUDY = SOURCE / "configs" / "quickstart.toml"


def program():
    """The path of the program; empty if it has not been built."""
    path = os.environ.get("BACELAB") or SOURCE / "build" / "release" / "bacelab"
    return str(path) if os.access(path, os.X_OK) else ""


class DocumentedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not program():
            raise unittest.SkipTest("no program to run a study")
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = pathlib.Path(directory.name)
        subprocess.run([program(), "run", STUDY, "-o", cls.directory / "quickstart.h5", "--quiet",
                        "--set", "study.replications=3", "--set", "output.jobs=true"],
                       check=True, timeout=300)

    def test_the_lines_of_python_draw_a_figure(self):
        [code] = re.findall(r"```python\n(.*?)```", TEXT, re.S)
        self.assertEqual(len(ast.parse(code).body), 6)
        subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=self.directory, check=True,
                       timeout=120)
        figure = (self.directory / "jct.svg").read_text()
        self.assertIn("mean JCT [h]", figure)
        self.assertIn("bace", figure)

    def test_the_version_is_that_of_the_files(self):
        with h5py.File(self.directory / "quickstart.h5") as file:
            self.assertIn(f"**`{file.attrs['bacelab_schema']}`**", TEXT)

    def test_what_every_file_has_is_named(self):
        with h5py.File(self.directory / "quickstart.h5") as file:
            metrics = {name for name in file if getattr(file[name], "ndim", 0) == 3}
            names = set(file) - metrics | {"status"}
            self.assertLessEqual({"point", "status", "redraws", "timing", "jobs"}, names)
            for name in names | set(file["timing"]) - {"point"}:
                self.assertIn(f"`{name}`", TEXT)
            for name in file.attrs:
                if not name.startswith(("run_", "_NC", "design_")):
                    self.assertIn(f"`{name}`", TEXT)


if __name__ == "__main__":
    unittest.main()
