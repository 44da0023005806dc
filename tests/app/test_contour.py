"""Designs that look for a contour: which points run, whoever computes them and however often it dies."""

import json
import re
import unittest

import numpy as np

from program import (
    BAD_INPUT, DONE, SMALL_STUDY, ProgramTest, bacelab, bits, open_results, settings,
)
from same_ends import SameEnds

NOT_REACHED = 4
LEVEL = 50000
CLOSED, BELOW, ABOVE, ON, IN_DOUBT = range(5)
FACTORS = """
[design.factors.scale]
key = "network.scale"
low = 0.02
high = 1
scale = "log"

[design.factors.hours]
key = "work.median_hours"
low = 2
high = 20
"""
PLAIN = SMALL_STUDY[:SMALL_STUDY.index("[design]")].replace("replications = 6",
                                                            "replications = 40")
DESIGN = """
[design]
type = "contour"
output = "jct_mean"
level = 50000
resolution = 9
most_of_grid = 0.6
"""
STUDY = PLAIN + DESIGN + FACTORS


def ends_of(path):
    runs = open_results(path)
    return {name: bits(runs[name]) for name in ("replications_run", "stop_reason", "contour_side",
                                                "contour_value", "contour_half_width")}


class Contour(SameEnds, ProgramTest):
    ends_of = staticmethod(ends_of)
    LAUNCHES = ((2, 1), (4, 2))
    FAULTS = ("computing:3",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.write("contour.toml", STUDY)
        cls.path = cls.directory / "reference.h5"
        cls.told = bacelab("run", cls.study, "-o", cls.path, "--threads", 1)

    def test_some_points_run_and_lie_on_both_sides(self):
        self.assertEqual(self.told.returncode, DONE, self.told.stderr)
        runs = open_results(self.path)
        ran = runs["replications_run"].values
        sides = runs["contour_side"].values
        self.assertTrue((ran[np.isin(np.arange(81) // 9 % 2, 0) & (np.arange(81) % 2 == 0)] >= 10)
                        .all())  # the coarse lattice
        self.assertTrue((ran == 0).any())
        self.assertTrue((sides == ABOVE).any() and (sides == BELOW).any())
        self.assertLessEqual(ran.sum(), 0.6 * 81 * 40)
        self.assertTrue(((sides == CLOSED) == (ran == 0)).all())

    def test_sides_are_those_of_the_intervals_of_what_ran(self):
        runs = open_results(self.path)
        for point in np.flatnonzero(runs["replications_run"].values):
            count = int(runs["replications_run"][point])
            jct = runs["jct_mean"].isel(point=point, replication=slice(0, count))
            value = float(runs["contour_value"][point])
            self.assertAlmostEqual(value / float(jct.sel(policy="bace").mean()), 1, 9)
            side, width = runs["contour_side"][point], runs["contour_half_width"][point]
            expected = ABOVE if value - LEVEL > width else BELOW if LEVEL - value > width else IN_DOUBT
            self.assertEqual(side, expected)
            if side == IN_DOUBT:
                self.assertEqual(count, 40)
            status = runs["status"].isel(point=point)
            self.assertTrue((status[:count] == 1).all() and (status[count:] == 0).all())

    def test_cells_that_it_crosses_are_divided(self):
        runs = open_results(self.path)
        sides = runs["contour_side"].values.reshape(9, 9)
        for row in range(0, 8, 2):
            for column in range(0, 8, 2):
                cell = sides[row:row + 3, column:column + 3]
                corners = {cell[0, 0], cell[0, 2], cell[2, 0], cell[2, 2]}
                if len(corners) > 1 or IN_DOUBT in corners:
                    self.assertFalse((cell == CLOSED).any())

    def test_the_last_lines_say_what_it_took(self):
        self.assertRegex(self.told.stderr, r"[0-9]+ of 81 points and [0-9.]+ % of the runs")
        self.assertRegex(self.told.stderr, r"jct_mean = 50000 runs through [0-9]+ of the 64 cells")

    def test_one_side_everywhere_is_said(self):
        run = bacelab("run", self.study, "-o", self.directory / "above.h5",
                      *settings("design.level=1000"))
        self.assertEqual(run.returncode, DONE, run.stderr)
        self.assertIn("no contour: jct_mean is above 1000 at all points that ran",
                      run.stderr)

    def test_it_ends_at_its_share_of_the_grid_and_goes_on_with_more(self):
        path = self.directory / "spent.h5"
        run = bacelab("run", self.study, "-o", path, *settings("design.most_of_grid=0.09"))
        self.assertEqual(run.returncode, NOT_REACHED, run.stderr)
        self.assertIn("design.most_of_grid=SHARE", run.stderr)
        more = bacelab("run", self.study, "-o", path, "--resume")
        self.assertEqual(more.returncode, DONE, more.stderr)
        self.assert_equal_results(path)

    def test_check_and_status_know_of_it(self):
        check = bacelab("check", self.study)
        self.assertRegex(check.stdout, r"contour +jct_mean = 50000, on 9 x 9 points")
        self.assertIn("at most 7,776 runs, 60 % of a full grid", check.stdout)
        status = bacelab("status", self.path)
        self.assertIn("complete", status.stdout)
        self.assertIn("(100.0 %)", status.stdout)

    def test_analyses_take_the_points_that_ran(self):
        ran = int((open_results(self.path)["replications_run"] > 0).sum())
        compare = bacelab("compare", self.path, "--metric", "jct_mean", "--json")
        self.assertEqual(compare.returncode, DONE, compare.stderr)
        self.assertEqual(len(json.loads(compare.stdout)), ran)
        table = bacelab("compare", self.path, "--metric", "jct_mean")
        self.assertIn(f"{ran} of 81 points ran", re.sub(r"\s+", " ", table.stdout))
        figure = self.directory / "map.svg"
        for words in (("plot", self.path, "map", "--metric", "jct_mean", "--baseline", "lcf", "-o",
                       figure), ("report", self.path, "-o", self.directory / "report.html")):
            told = bacelab(*words)
            self.assertEqual(told.returncode, DONE, told.stderr)

    def test_what_can_not_be_is_refused(self):
        def refused(text, *words):
            study = self.write("refused.toml", text)
            for command in ("check", "run"):
                told = bacelab(command, study)
                self.assertEqual(told.returncode, BAD_INPUT, told.stderr)
                for word in words:
                    self.assertIn(word, told.stderr)

        one = FACTORS[:FACTORS.index("[design.factors.hours]")]
        refused(PLAIN + DESIGN + one, "two factors", "there is 1")
        refused(STUDY.replace("low = 2\nhigh = 20", "values = [0.1, 0.2]"), "low and high")
        refused(STUDY.replace("resolution = 9", "resolution = 10"), "9 or 17")
        for output, *words in (
                ("overhead(jct_mean, ldf)", "no policy 'ldf'", "bace, lcf"),
                ("jct", "no metric 'jct'"), ("overhead(jct_mean", "design.output"),
                ("overhead(jct_mean, bace)", "compared with itself")):
            refused(STUDY.replace('"jct_mean"', f'"{output}"'), *words)
        refused(STUDY.replace('output = "jct_mean"\n', ""), "design.output")
        refused(STUDY + "[precision]\n", "precision")
        refused(STUDY.replace("most_of_grid = 0.6", "most_of_grid = 0.05"), "most_of_grid", "250")
        whole = STUDY.replace('"work.median_hours"\nlow = 2\nhigh = 20',
                              '"jobs.count"\nlow = 2\nhigh = 6\ninteger = true')
        refused(whole, "only 5 different values")
        told = bacelab("run", self.study, "--shard", "1/2")
        self.assert_refused(told, "--shard", "contour")


if __name__ == "__main__":
    unittest.main()
