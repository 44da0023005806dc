"""The Python package: figures, the report, and why one policy did better than another."""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "python"))

import bacelab  # noqa: E402


class Looking(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        built = SOURCE / "build" / "release" / "bacelab"
        os.environ.setdefault("BACELAB", str(built))
        if not os.access(os.environ["BACELAB"], os.X_OK):
            raise unittest.SkipTest("no program to run")
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.folder = pathlib.Path(directory.name)
        cls.path = bacelab.run(SOURCE / "configs" / "quickstart.toml", cls.folder / "q.h5",
                               set={"study.replications": 40})

    def test_a_figure_has_the_numbers_of_compare(self):
        figure = bacelab.plot(self.path, "overhead", metric=["jct_mean", "cost"])
        table = bacelab.compare(self.path).set_index(["metric", "baseline"])
        self.assertEqual(len(figure.data), 8)
        for row in figure.data.itertuples():
            self.assertEqual(row.overhead, table.loc[(row.metric, row.baseline), "overhead"])
        self.assertIn("95 % intervals, 40 worlds", repr(figure))
        xml.dom.minidom.parseString(figure._repr_svg_())
        difference = bacelab.plot(self.path, "ecdf", metric="cost", difference=True, log=False)
        self.assertIn("difference", repr(difference))
        with self.assertRaisesRegex(bacelab.BacelabError, "sobol"):
            bacelab.plot(self.path, "sobol")

    def test_the_report(self):
        with contextlib.chdir(self.folder):
            page = bacelab.report(self.path)
            self.assertEqual(page, pathlib.Path("q.report.html"))
            self.assertIn("<html", page.read_text(encoding="utf-8"))
            with self.assertRaisesRegex(bacelab.BacelabError, "q.report.html"):
                bacelab.report(self.path)
        named = bacelab.report(self.path, self.folder / "named.html")
        self.assertEqual(bacelab.report(self.path, named, force=True), named)

    def test_an_explanation(self):
        why = bacelab.explain(self.path, 5, against="lcf")
        said = subprocess.run([os.environ["BACELAB"], "explain", self.path, "--replication", "5",
                               "--against", "lcf", "--json"], stdout=subprocess.PIPE, check=True)
        expected = json.loads(said.stdout)
        self.assertEqual(why["jobs"].to_dict("records"), expected.pop("jobs"))
        self.assertEqual({key: why[key] for key in expected}, expected)


if __name__ == "__main__":
    unittest.main()
