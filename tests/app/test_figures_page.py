"""docs/figures.md: its commands run, and make the numbers of the figures that it shows."""

import os
import pathlib
import re
import shlex
import shutil
import unittest

from program import DONE, SOURCE, ProgramTest, bacelab

PAGE = SOURCE / "docs" / "figures.md"
FIGURES = SOURCE / "docs" / "figures"


def commands():
    return [shlex.split(line) for line in re.findall(r"^\$ (bacelab .*)$", PAGE.read_text(), re.M)]


class Page(ProgramTest):
    def test_its_commands_make_its_figures(self):
        """BACELAB_RENEW makes them anew in the source tree."""
        shown = set(re.findall(r"\(figures/(\w+)\.svg\)", PAGE.read_text()))
        made = set()
        folder = pathlib.Path(self.directory)
        for _, command, *words in commands():
            words = [str(SOURCE / word) if word.startswith("docs/") else word for word in words]
            if command == "run":
                words.append("--quiet")
            else:
                name = pathlib.Path(words[words.index("-o") + 1]).stem
                made.add(name)
                words += ["--data", f"{name}.csv"]
            ended = bacelab(command, *words, cwd=folder)
            self.assertEqual(ended.returncode, DONE, (words, ended.stderr))
        self.assertEqual(made, shown)
        for name in sorted(made):
            if "BACELAB_RENEW" in os.environ:
                for ending in ("svg", "csv"):
                    shutil.copy(folder / f"{name}.{ending}", FIGURES)
            with self.subTest(figure=name):
                self.assertEqual((folder / f"{name}.csv").read_text(),
                                 (FIGURES / f"{name}.csv").read_text())
        self.assertEqual({file.stem for file in FIGURES.glob("*.svg")}, shown)


if __name__ == "__main__":
    unittest.main()
