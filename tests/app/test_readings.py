"""The studies of configs/readings: what sets each apart from paper.toml, and the pages that show them."""

import json
import re
import tomllib
import unittest

from program import CONFIGS, DONE, SOURCE, ProgramTest, bacelab, leaves

BASELINES = ("lcf", "ldf", "cr_lcf", "cr_ldf")
RIGID = {f"policies.{policy}.min_stage_fraction" for policy in BASELINES}
DATA_SETS = {"work.distribution", "work.median_hours", "work.sigma", "work.tokens_from",
             "work.epochs"}

# The keys in which a reading differs from paper.toml, but for the title.
APART = {
    "elastic": set(),
    "rigid": RIGID,
    "data_sets": DATA_SETS,
    "few_micro_batches": RIGID | {"policies.bace.min_stage_fraction", "jobs.micro_batches"},
    "transfer_prices": {"study.policies", "network.file", "inputs.../data/aws_transfer_prices.csv",
                        "policies.bace_total.min_stage_fraction"},
}

# Their names on the page, of those that it compares with the publication.
ROWS = {"elastic": "elastic", "rigid": "rigid", "data_sets": "data sets",
        "few_micro_batches": "few micro-batches"}


def percent(share):
    """As the page shows it; no minus in front of 0.0."""
    return f"{round(100 * share, 1) + 0.0:.1f}"


class Readings(ProgramTest):
    def resolved(self, study):
        """The keys of a study with all defaults, but for the title."""
        ended = bacelab("check", study, "--resolved")
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        found = leaves(tomllib.loads(ended.stdout))
        del found["study.title"]
        return found

    def test_each_differs_from_the_paper_s_study_in_what_it_is_about_alone(self):
        paper = self.resolved(CONFIGS / "paper.toml")
        for name, keys in APART.items():
            reading = self.resolved(CONFIGS / "readings" / f"{name}.toml")
            apart = {key for key in paper.keys() | reading.keys()
                     if paper.get(key) != reading.get(key)}
            self.assertEqual(apart, keys, name)

    def test_each_is_compared_here_and_its_command_stands_on_the_page(self):
        studies = {study.stem for study in (CONFIGS / "readings").glob("*.toml")}
        self.assertEqual(studies, APART.keys())
        page = (SOURCE / "docs" / "readings.md").read_text()
        for name in studies:
            self.assertIn(f"\nbacelab run configs/readings/{name}.toml", page)

    def test_the_page_of_studies_lists_all_studies_of_configs(self):
        page = (SOURCE / "docs" / "studies.md").read_text()
        listed = re.findall(r"^\| `([\w/]+\.toml)` \|", page, re.M)
        studies = [path for pattern in ("*.toml", "readings/*.toml")
                   for path in CONFIGS.glob(pattern)]
        self.assertEqual(sorted(listed), sorted(str(path.relative_to(CONFIGS)) for path in studies))


class Page(ProgramTest):
    def row(self, results, metric):
        ended = bacelab("compare", results, "--metric", metric, "--json")
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        found = {one["baseline"]: one["overhead"]
                 for one in json.loads(ended.stdout)[0]["baselines"]}
        return " | ".join("{} [{}, {}]".format(*(percent(found[name][key])
                                                 for key in ("value", "lower", "upper")))
                          for name in BASELINES)

    def test_the_table_is_what_the_studies_give(self):
        page = (SOURCE / "docs" / "readings.md").read_text()
        for name, title in ROWS.items():
            for jobs in (8, 24):
                results = self.directory / f"{name}_{jobs}.h5"
                ended = bacelab("run", CONFIGS / "readings" / f"{name}.toml", "-o", results,
                                "--set", f"jobs.count={jobs}")
                self.assertEqual(ended.returncode, DONE, ended.stderr)
                self.assertIn(f"| {title}, {jobs} jobs | JCT | {self.row(results, 'jct_mean')} |\n"
                              f"| | cost | {self.row(results, 'cost')} |\n", page)


if __name__ == "__main__":
    unittest.main()
