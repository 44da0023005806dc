"""README.md: its first tables and its figure come from the commands that it names."""

import csv
import os
import re
import shutil
import unittest

from program import CONFIGS, DONE, SOURCE, ProgramTest, bacelab, open_results

TEXT = (SOURCE / "README.md").read_text()
STUDIES = {"8 jobs": "paper", "24 jobs": "paper_24_jobs"}


def rows_under(title):
    """The rows of the first table whose head begins with a cell, by their first cells."""
    table = TEXT[TEXT.index(f"\n| {title} | JCT overhead"):].strip().split("\n\n")[0]
    return {cells[0].strip("`"): cells[1:] for cells in (
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n")[2:])}


def percent(row, name):
    values = (100.0 * float(row[name + end]) for end in ("", "_lower", "_upper"))
    return "{:.1f} [{:.1f}, {:.1f}]".format(*values)


class Readme(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.results = {title: cls.results_of(CONFIGS / f"{study}.toml", f"{study}.h5")
                       for title, study in STUDIES.items()}

    def test_overheads_and_reductions(self):
        for title, path in self.results.items():
            found = {(row["metric"], row["baseline"]): row for row in csv.DictReader(
                bacelab("compare", path, "--csv").stdout.splitlines())}
            shown = rows_under(title)
            self.assertEqual(set(shown), {baseline for _, baseline in found})
            for baseline, cells in shown.items():
                self.assertEqual(cells, [percent(found[metric, baseline], form)
                                         for metric in ("jct_mean", "cost")
                                         for form in ("overhead", "reduction")], (title, baseline))

    def test_how_often_mechanisms_acted(self):
        for title, path in self.results.items():
            bace = open_results(path).sel(policy="bace").isel(point=0)
            cells = [f"{100 * float(bace[name].mean()):.1f} %" for name in (
                "edges_refused_share", "out_of_order_share", "reallocated_share")]
            self.assertIn(f"\n| {title} | {' | '.join(cells)} |", TEXT)

    def test_the_figure(self):
        [command] = re.findall(r"^bacelab (plot .*)$", TEXT, re.M)
        self.assertIn("(docs/overhead.svg)", TEXT)
        ended = bacelab(*command.split(), "--data", "overhead.csv", cwd=self.directory)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        if "BACELAB_RENEW" in os.environ:
            for name in ("overhead.svg", "overhead.csv"):
                shutil.copy(self.directory / name, SOURCE / "docs" / name)
        self.assertEqual((self.directory / "overhead.csv").read_text(),
                         (SOURCE / "docs" / "overhead.csv").read_text())


if __name__ == "__main__":
    unittest.main()
