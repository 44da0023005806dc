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
    "paper2": RIGID | DATA_SETS | {"pipeline.split", "pipeline.best_stages", "regions.internal",
                                   "gpu.idle_power_fraction"},
    "transfer_prices": {"study.policies", "network.file", "inputs.../data/aws_transfer_prices.csv",
                        "policies.bace_total.min_stage_fraction"},
}

# Their names on the page, of those that it compares with the publication, and the numbers of jobs.
ROWS = {"elastic": ("elastic", (8, 24)), "rigid": ("rigid", (8, 24)),
        "data_sets": ("data sets", (8,)), "few_micro_batches": ("few micro-batches", (8,)),
        "paper2": ("second-hand", (8,))}


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
        studies = [path for pattern in ("*.toml", "readings/*.toml", "claims/assumptions.toml")
                   for path in CONFIGS.glob(pattern)]
        self.assertEqual(sorted(listed), sorted(str(path.relative_to(CONFIGS)) for path in studies))


def overhead(one):
    """An overhead with its interval, as the page shows it."""
    return "{} [{}, {}]".format(*(percent(one["overhead"][key])
                                  for key in ("value", "lower", "upper")))


class Page(ProgramTest):
    def setUp(self):
        self.page = (SOURCE / "docs" / "readings.md").read_text()

    def results_of_reading(self, name, jobs=8):
        results = self.directory / f"{name}_{jobs}.h5"
        ended = bacelab("run", CONFIGS / "readings" / f"{name}.toml", "-o", results,
                        "--set", f"jobs.count={jobs}")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return results

    def compared(self, results, metric):
        """What `compare` says of each baseline, by its name."""
        ended = bacelab("compare", results, "--metric", metric, "--json")
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return {one["baseline"]: one for one in json.loads(ended.stdout)[0]["baselines"]}

    def row(self, results, metric):
        found = self.compared(results, metric)
        return " | ".join(overhead(found[name]) for name in BASELINES)

    def test_the_table_is_what_the_studies_give(self):
        for name, (title, counts) in ROWS.items():
            for jobs in counts:
                results = self.results_of_reading(name, jobs)
                self.assertIn(f"| {title}, {jobs} jobs | JCT | {self.row(results, 'jct_mean')} |\n"
                              f"| | cost | {self.row(results, 'cost')} |\n", self.page)

    def test_the_table_of_transfers_is_what_the_study_gives(self):
        results = self.results_of_reading("transfer_prices")
        found = [self.compared(results, metric) for metric in ("cost", "egress_cost", "cost_total")]
        for policy in ("bace_total", *BASELINES):
            cells = []
            for one in (baselines[policy] for baselines in found):
                mean = one["baseline_mean"]["value"]
                cells += [f"{mean:,.0f}", overhead(one) if mean > 0 else "-100"]
            self.assertIn(f"\n| `{policy}` | {' | '.join(cells)} |\n", self.page)


if __name__ == "__main__":
    unittest.main()
