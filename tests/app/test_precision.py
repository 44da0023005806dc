"""Studies with a precision target: where each point ends, whoever computes it and however often it dies."""

import re
import unittest

import numpy as np

from program import (
    BAD_INPUT, DONE, SMALL_STUDY, ProgramTest, bacelab, bits, open_results, settings,
)
from same_ends import SameEnds

NOT_REACHED = 4
# At most 400 worlds; the point with slow links needs more than the other.
STUDY = SMALL_STUDY.replace("replications = 6", "replications = 400") + """
[precision]
half_width_points = 12
metrics = ["jct_mean"]
baselines = ["cr_ldf", "own"]
"""
ORDER = ("replications_run", "stop_reason", "last_comparison", "half_width_points")


def ends_of(path):
    runs = open_results(path)
    return {name: runs[name].values.tolist() for name in ORDER}


def half_widths(runs, point, count):
    """Of the overheads in mean JCT after this many worlds, by scipy's t."""
    from scipy import stats

    jct = runs["jct_mean"].isel(point=point, replication=slice(0, count))
    bace = jct.sel(policy="bace").values
    widths = {}
    for baseline in ("cr_ldf", "own"):
        other = jct.sel(policy=baseline).values
        there = np.isfinite(bace) & np.isfinite(other)
        a, d = bace[there], (other - bace)[there]
        ratio = d.mean() / a.mean()
        error = np.std(d - ratio * a, ddof=1) / np.sqrt(len(a)) / a.mean()
        widths[f"overhead of {baseline} in jct_mean"] = (
            100 * stats.t.ppf(0.975, len(a) - 1) * error)
    return widths


class Precision(SameEnds, ProgramTest):
    ends_of = staticmethod(ends_of)
    FAULTS = ("computing:3", "segment_renamed:4", "merging:2", "result_renamed")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.write("precise.toml", STUDY)
        cls.path = cls.directory / "reference.h5"
        cls.told = bacelab("run", cls.study, "-o", cls.path, "--threads", 1)
        cls.plain = cls.results_of(
            cls.write("plain.toml", STUDY[:STUDY.index("[precision]")]), "plain.h5")

    def test_each_point_ends_at_the_first_look_that_is_precise_enough(self):
        self.assertEqual(self.told.returncode, DONE, self.told.stderr)
        plain = open_results(self.plain)
        ends = ends_of(self.path)
        for point, count in enumerate(ends["replications_run"]):
            looks = range(30, 401, 10)
            first = next(n for n in looks if max(half_widths(plain, point, n).values()) <= 12)
            self.assertEqual(count, first)
            self.assertLess(count, 400)
            widths = half_widths(plain, point, count)
            self.assertAlmostEqual(ends["half_width_points"][point], max(widths.values()), 9)
            if count > 30:
                before = half_widths(plain, point, count - 10)
                self.assertEqual(ends["last_comparison"][point], max(before, key=before.get))
        self.assertEqual(ends["stop_reason"], [0, 0])
        self.assertNotEqual(*ends["replications_run"])

    def test_what_ran_is_what_runs_without_a_target_and_the_rest_is_not_run(self):
        runs, plain = open_results(self.path), open_results(self.plain)
        for point, count in enumerate(ends_of(self.path)["replications_run"]):
            here, there = runs.isel(point=point), plain.isel(point=point)
            for name in ("jct_mean", "cost", "status"):
                self.assertEqual(bits(here[name][:count]), bits(there[name][:count]))
            self.assertTrue((here["status"][count:] == 0).all())
            self.assertTrue(np.isnan(here["cost"][count:]).all())

    def test_the_last_lines_say_how_many_ran_and_why_they_ended(self):
        ends = ends_of(self.path)
        for point in (0, 1):
            line = re.search(rf"^  point {point}, network.scale = .*$", self.told.stderr, re.M)[0]
            self.assertIn(f"{ends['replications_run'][point]} replications, precise", line)
            self.assertIn(ends["last_comparison"][point], line)

    def test_another_target_reuses_what_is_there(self):
        path = self.directory / "wider.h5"
        wide = bacelab("run", self.study, "-o", path, *settings("precision.half_width_points=20"))
        self.assertEqual(wide.returncode, DONE, wide.stderr)
        self.assertLess(sum(ends_of(path)["replications_run"]),
                        sum(ends_of(self.path)["replications_run"]))
        again = bacelab("run", self.study, "-o", path, "--resume")
        self.assertEqual(again.returncode, DONE, again.stderr)
        self.assertRegex(again.stderr, "found [0-9]+ ")
        self.assert_equal_results(path)
        # And all replications without a target.
        plain = bacelab("run", self.directory / "plain.toml", "-o", path, "--resume")
        self.assertEqual(plain.returncode, DONE, plain.stderr)
        self.assertEqual(bacelab("diff", self.plain, path).returncode, DONE)

    def test_a_target_that_the_maximum_does_not_reach_exits_with_4(self):
        path = self.directory / "not_reached.h5"
        run = bacelab("run", self.study, "-o", path, *settings("study.replications=35"))
        self.assertEqual(run.returncode, NOT_REACHED, run.stderr)
        self.assertIn("did not reach the precision", run.stderr)
        ends = ends_of(path)
        # The second point is precise at the first look, the first needs more than there are.
        self.assertEqual(ends["replications_run"], [35, 30])
        self.assertEqual(ends["stop_reason"], [1, 0])
        more = bacelab("run", self.study, "-o", path, "--resume")
        self.assertEqual(more.returncode, DONE, more.stderr)
        self.assert_equal_results(path)

    def test_status_and_check_know_of_it(self):
        status = bacelab("status", self.path)
        self.assertIn("complete", status.stdout)
        self.assertIn("(100.0 %)", status.stdout)
        check = bacelab("check", self.study)
        self.assertIn("at most 400", check.stdout)
        self.assertRegex(check.stdout, r"precision +\+-12 points of overhead in jct_mean")

    def test_an_analysis_takes_what_ran(self):
        compare = bacelab("compare", self.path, "--metric", "jct_mean")
        self.assertEqual(compare.returncode, DONE, compare.stderr)

    def test_worlds_that_are_left_out_are_of_those_that_ran(self):
        def get_stuck(file):
            file["status"][0, 2, 0] = 2
        path = self.altered(self.path, "stuck.h5", get_stuck)
        ran = open_results(path)["replications_run"].values
        compare = bacelab("compare", path, "--metric", "jct_mean", "--drop-incomplete")
        self.assertIn(f"point 0: 1 of {ran[0]} worlds left out", compare.stderr)
        self.assertLess(ran[0], 400)

    def test_shards_are_refused(self):
        ended_run = bacelab("run", self.study, "--shard", "1/2")
        self.assert_refused(ended_run, "--shard", "precision")
        self.assertEqual(ended_run.returncode, BAD_INPUT)


if __name__ == "__main__":
    unittest.main()
