"""docs/figures.md and docs/gallery.md: their commands run, and make the numbers of the figures that
they show."""

import os
import pathlib
import re
import shlex
import shutil
import unittest

from program import DONE, SOURCE, ProgramTest, bacelab

PAGES = [SOURCE / "docs" / name for name in ("figures.md", "gallery.md")]
FIGURES = SOURCE / "docs" / "figures"


def commands(page):
    return [shlex.split(line) for line in re.findall(r"^\$ (bacelab .*)$", page.read_text(), re.M)]


def shown(page):
    return set(re.findall(r"\(figures/(\w+)\.svg\)", page.read_text()))


def figure(words):
    """What a command draws, if it does."""
    return pathlib.Path(words[words.index("-o") + 1]).stem if words[1] == "plot" else None


class Pages(ProgramTest):
    def run_here(self, words):
        words = [str(SOURCE / word) if word.startswith("docs/") else word for word in words[1:]]
        name = figure(["bacelab", *words])
        words += ["--data", f"{name}.csv"] if name else ["--quiet"]
        ended = bacelab(*words, cwd=self.directory)
        self.assertEqual(ended.returncode, DONE, (words, ended.stderr))

    def test_their_commands_make_their_figures(self):
        """BACELAB_RENEW makes them anew in the source tree."""
        run = []
        for page in PAGES:
            self.assertEqual({figure(words) for words in commands(page)} - {None}, shown(page), page)
            run += [words for words in commands(page) if words not in run]
        made = [figure(words) for words in run if figure(words)]
        self.assertEqual(len(made), len(set(made)))
        for words in run:
            self.run_here(words)
        for name in made:
            if "BACELAB_RENEW" in os.environ:
                for ending in ("svg", "csv"):
                    shutil.copy(self.directory / f"{name}.{ending}", FIGURES)
            with self.subTest(figure=name):
                self.assertEqual((self.directory / f"{name}.csv").read_text(),
                                 (FIGURES / f"{name}.csv").read_text())
        self.assertEqual({file.stem for file in FIGURES.glob("*.svg")}, set(made))

    def test_the_gallery_has_each_kind(self):
        kinds = re.findall(r"(?m)^  (\w+)  +[A-Z]", bacelab("plot", "--help").stdout.split("\nKinds:\n")[1])
        self.assertGreaterEqual(len(kinds), 10)
        gallery = PAGES[1]
        self.assertEqual(set(kinds), {words[3] for words in commands(gallery) if figure(words)})
        for kind in kinds:
            self.assertIn(f"\n## {kind}\n", gallery.read_text())
            self.assertIn(f"](#{kind})", gallery.read_text())


if __name__ == "__main__":
    unittest.main()
