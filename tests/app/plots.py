"""What the tests of figures and of reports share."""

import csv
import json
import pathlib
import tempfile
import xml.etree.ElementTree

from program import DONE, SMALL_STUDY, ProgramTest, bacelab, settings

ONE_POINT = SMALL_STUDY[:SMALL_STUDY.index("[design]")]


def numbers(file):
    """The rows of --data, without its comments."""
    lines = pathlib.Path(file).read_text().splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def texts(svg):
    """The texts of a drawing."""
    return [(element.text or "").strip() for element in xml.etree.ElementTree.parse(svg).iter()
            if element.text and element.text.strip()]


class TwoStudies(ProgramTest):
    """The small study, and the same at one point of its design: two.toml, one.toml."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = pathlib.Path(cls.directory)
        (cls.folder / "one.toml").write_text(ONE_POINT)
        (cls.folder / "two.toml").write_text(SMALL_STUDY)


class PlotTest(TwoStudies):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls.run_study("one")
        cls.two = cls.run_study("two")

    @classmethod
    def run_study(cls, name, *sets, output=None):
        file = cls.folder / f"{output or name}.h5"
        ended = bacelab("run", cls.folder / f"{name}.toml", "-o", file, "--quiet", *settings(*sets))
        assert ended.returncode == DONE, ended.stderr
        return file

    def out(self, name):
        return pathlib.Path(tempfile.mkdtemp(dir=self.directory)) / name

    def plot(self, *words, told=""):
        ended = bacelab("plot", *words, cwd=self.directory)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, told))
        return ended.stdout

    def data(self, *words, told=""):
        file = self.out("data.csv")
        self.plot(*words, "--data", file, told=told)
        return numbers(file)

    def refused(self, *words_and_told):
        words, told = words_and_told
        self.assert_refused(bacelab("plot", *words, cwd=self.directory), *told)

    def compared(self, file, *words):
        return json.loads(bacelab("compare", file, "--json", *words).stdout)
