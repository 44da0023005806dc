"""README.md: its tables, figures and numbers come from the commands that it names."""

import csv
import os
import re
import shutil
import unittest

from program import CONFIGS, DONE, SOURCE, ProgramTest, bacelab, open_results

TEXT = (SOURCE / "README.md").read_text()
STUDIES = {"8 jobs": "paper", "24 jobs": "paper_24_jobs"}


def rows_under(title):
    """The rows of the first table whose head begins so, by their first cells."""
    table = TEXT[TEXT.index(f"\n| {title}"):].strip().split("\n\n")[0]
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

    @staticmethod
    def compared(path):
        """(metric, baseline) -> the row of the comparison."""
        return {(row["metric"], row["baseline"]): row for row in csv.DictReader(
            bacelab("compare", path, "--csv").stdout.splitlines())}

    @classmethod
    def varied(cls, study, name, *sets):
        """The comparison of a study with other settings."""
        words = [word for setting in sets for word in ("--set", setting)]
        return cls.compared(cls.results_of(CONFIGS / f"{study}.toml", f"{study}_{name}.h5", *words))

    def test_overheads_and_reductions(self):
        for title, path in self.results.items():
            found = self.compared(path)
            shown = rows_under(f"{title} | JCT overhead")
            self.assertEqual(set(shown), {baseline for _, baseline in found})
            for baseline, cells in shown.items():
                self.assertEqual(cells, [percent(found[metric, baseline], form)
                                         for metric in ("jct_mean", "cost")
                                         for form in ("overhead", "reduction")], (title, baseline))

    def test_overheads_under_1f1b(self):
        found = [self.varied(study, "1f1b", 'pipeline.schedule="one_f_one_b"')
                 for study in STUDIES.values()]
        shown = rows_under("1F1B")
        self.assertEqual(set(shown), {baseline for _, baseline in found[0]})
        for baseline, cells in shown.items():
            self.assertEqual(cells, [percent(each[metric, baseline], "overhead")
                                     for each in found for metric in ("jct_mean", "cost")])

    def test_numbers_of_the_text(self):
        text = " ".join(TEXT.split())
        policies = 'study.policies=["bace", "bace_no_priority"]'
        alone = [100.0 * float(self.varied(study, "ablation", policies)[
            "jct_mean", "bace_no_priority"]["overhead"]) for study in STUDIES.values()]
        self.assertIn(f"is {alone[0]:.1f} % higher with 8 jobs, {alone[1]:.1f} % with 24", text)
        cheaper = [-100.0 * float(found["cost", "lcf"]["overhead"]) for found in (
            self.varied("paper", "long", "jobs.micro_batches=512"),
            self.compared(self.results["8 jobs"]))]
        self.assertIn("With 512 micro-batches instead of 64, `lcf` is "
                      f"{cheaper[0]:.1f} % cheaper instead of {cheaper[1]:.1f} %", text)

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
