"""The kinds of figures that show results: their numbers are those of the other commands."""

import json
import re
import unittest

import h5py

from plots import ONE_POINT, PlotTest, numbers, texts
from program import DONE, bacelab, open_results


class Overhead(PlotTest):
    def test_the_numbers_are_those_of_compare(self):
        rows = self.data(self.one, "overhead")
        found = {(row["metric"], row["baseline"]): [float(row[f"overhead{end}"])
                                                    for end in ("", "_lower", "_upper")]
                 for row in rows}
        wanted = {(table["metric"], one["baseline"]): [one["overhead"][key]
                                                       for key in ("value", "lower", "upper")]
                  for table in self.compared(self.one) for one in table["baselines"]}
        self.assertEqual(found, wanted)

    def test_intervals_are_those_that_are_asked_for(self):
        words = ("--metric", "cost", "--baseline", "lcf", "--confidence", 0.8, "--interval", "bca",
                 "--resamples", 500)
        (row,) = self.data(self.one, "overhead", *words)
        (table,) = self.compared(self.one, *words)
        self.assertEqual(float(row["overhead_lower"]), table["baselines"][0]["overhead"]["lower"])

    def test_several_points_are_rows_and_baselines_symbols(self):
        rows = self.data(self.two, "overhead", "--metric", "jct_mean")
        self.assertEqual([(row["series"], row["network.scale"]) for row in rows],
                         [(name, scale) for name in ("lcf", "own", "cr_ldf")
                          for scale in ("0.05", "1")])
        tables = self.compared(self.two, "--metric", "jct_mean")
        self.assertEqual(float(rows[3]["overhead"]),
                         tables[1]["baselines"][1]["overhead"]["value"])
        (one,) = self.data(self.two, "overhead", "--where", "network.scale=1", "--metric",
                           "jct_mean", "--baseline", "own")
        self.assertEqual(one["overhead"], rows[3]["overhead"])

    def test_the_drawing_names_baselines_and_units(self):
        file = self.out("f.svg")
        self.plot(self.one, "overhead", "-o", file)
        shown = texts(file)
        for word in ("lcf", "own", "cr_ldf", "overhead over bace in electricity cost [%]"):
            self.assertIn(word, shown)

    def test_one_world_has_no_interval_and_says_so(self):
        file = self.run_study("one", "study.replications=1", output="single")
        ended = bacelab("plot", file, "overhead", "-o", self.out("f.svg"))
        self.assertEqual(ended.returncode, DONE)
        self.assertIn("6 of 6 overheads have no interval", ended.stderr)


class Worlds(PlotTest):
    """Figures over the worlds of a point."""

    def stored(self, metric, policy, file=None):
        runs = open_results(file or self.one)
        return runs[metric].sel(policy=policy).values[0]

    def test_an_ecdf_has_each_world_once(self):
        rows = self.data(self.one, "ecdf", "--metric", "jct_mean", "--baseline", "lcf")
        self.assertEqual([row["series"] for row in rows], ["bace"] * 7 + ["lcf"] * 7)
        for policy, part in (("bace", rows[:7]), ("lcf", rows[7:])):
            values = sorted(self.stored("jct_mean", policy))
            self.assertEqual([float(row["jct_mean"]) for row in part], [values[0], *values])
            self.assertEqual([float(row["fraction"]) for row in part],
                             [i / 6 for i in range(7)])

    def test_an_ecdf_of_differences(self):
        rows = self.data(self.one, "ecdf", "--metric", "cost", "--difference")
        self.assertEqual({row["series"] for row in rows}, {"lcf", "own", "cr_ldf"})
        wanted = sorted(self.stored("cost", "own") - self.stored("cost", "bace"))
        self.assertEqual([float(row["cost"]) for row in rows if row["series"] == "own"][1:], wanted)

    def test_many_worlds_are_thinned_and_this_is_said(self):
        file = self.run_study("one", "study.replications=3100", "jobs.count=1", output="worlds")
        ended = bacelab("plot", file, "ecdf", "--metric", "cost", "--data", self.out("f.csv"))
        self.assertIn("1000 of 3100 worlds", ended.stderr)
        data = self.out("f.csv")
        ended = bacelab("plot", file, "scatter", "--metric", "cost", "--data", data, "--baseline",
                        "own", "-o", self.out("f.svg"))
        self.assertEqual((ended.returncode, ended.stderr),
                         (DONE, "bacelab: 3100 worlds are counted in 48 x 48 cells.\n"))
        self.assertEqual(sum(float(row["worlds"]) for row in numbers(data)), 3100)
        self.assertIn("3100 worlds are counted", data.read_text().splitlines()[1])

    def test_a_scatter_has_a_point_for_each_world(self):
        rows = self.data(self.one, "scatter", "--metric", "jct_mean", "--baseline", "lcf", "own")
        self.assertEqual([row["baseline"] for row in rows], ["lcf"] * 6 + ["own"] * 6)
        self.assertEqual([float(row["policy_value"]) for row in rows[:6]],
                         list(self.stored("jct_mean", "bace")))
        self.assertEqual([float(row["baseline_value"]) for row in rows[6:]],
                         list(self.stored("jct_mean", "own")))
        self.assertEqual([row["replication"] for row in rows[:6]], list("012345"))

    def test_they_show_one_point(self):
        for kind in ("ecdf", "scatter"):
            self.refused((self.two, kind), ("--point I", "there are 2"))
            self.data(self.two, kind, "--point", 1)

    def test_a_logarithmic_axis_has_positive_values(self):
        self.data(self.one, "ecdf", "--log")
        self.refused((self.one, "ecdf", "--log", "--difference", "--metric", "cost"),
                     ("--log: cost is",))

    def test_one_policy_has_a_distribution(self):
        (self.folder / "solo.toml").write_text(
            ONE_POINT.replace('"bace", "lcf", "own", "cr_ldf"', '"own"'))
        file = self.run_study("solo")
        self.assertEqual({row["series"] for row in self.data(file, "ecdf", "--metric", "cost")},
                         {"own"})
        self.refused((file, "scatter"), ("the file has only own", "kinds that fit: ecdf"))


class Designs(PlotTest):
    """Figures of metrics over factors."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grid = cls.run_study("two", "design.factors.rate.key=arrivals.rate_per_hour",
                                 "design.factors.rate.values=[0.5, 1, 4]", output="grid")

    def test_lines_have_the_estimates_of_compare(self):
        tables = self.compared(self.two, "--metric", "cost")
        rows = self.data(self.two, "lines", "--metric", "cost")
        self.assertEqual([row["network.scale"] for row in rows], ["0.05", "1"] * 4)
        self.assertEqual([float(row["mean_upper"]) for row in rows[:2]],
                         [table["policy_mean"]["upper"] for table in tables])
        for form in ("difference", "overhead", "reduction"):
            rows = self.data(self.two, "lines", "--metric", "cost", "--form", form)
            self.assertEqual(
                [float(row[f"{form}_lower"]) for row in rows if row["series"] == "own"],
                [table["baselines"][1][form]["lower"] for table in tables])

    def test_lines_need_all_other_factors_fixed(self):
        self.refused((self.grid, "lines"), ("arrivals.rate_per_hour", "--where"))
        rows = self.data(self.grid, "lines", "--where", "network.scale=1", "--metric", "cost",
                         "--baseline", "own")
        self.assertEqual([row["arrivals.rate_per_hour"] for row in rows], ["0.5", "1", "4"] * 2)
        self.refused((self.grid, "lines", "--x", "network"), ("no factor 'network'",))
        self.refused((self.one, "lines"), ("vary no factor", "kinds that fit: overhead, ecdf"))

    def test_a_factor_goes_by_the_name_in_the_study_too(self):
        by_key, by_name = (
            self.data(self.grid, "lines", "--where", f"{fixed}=4", "--x", shown, "--metric", "cost")
            for fixed, shown in (("arrivals.rate_per_hour", "network.scale"),
                                 ("rate", "bandwidth")))
        self.assertEqual(by_name, by_key)
        self.assertEqual([row["network.scale"] for row in by_key[:2]], ["0.05", "1"])

    def test_a_map_has_a_cell_for_each_point(self):
        rows = self.data(self.grid, "map", "--metric", "cost", "--baseline", "own")
        cells = [row for row in rows if row["overhead"]]
        tables = self.compared(self.grid, "--metric", "cost", "--baseline", "own")
        self.assertEqual([float(row["overhead"]) for row in cells],
                         [table["baselines"][0]["overhead"]["value"] for table in tables])
        places = {(float(row["network.scale"]), float(row["arrivals.rate_per_hour"]))
                  for row in cells}
        self.assertEqual(places, {(x, y) for x in (0.05, 1) for y in (0.5, 1, 4)})
        for row in cells:
            self.assertLess(float(row["network.scale_from"]), float(row["network.scale"]))
            self.assertLess(float(row["network.scale"]), float(row["network.scale_to"]))

    def test_a_map_of_few_values_has_its_ticks_at_them(self):
        script = self.out("map.gp")
        ended = bacelab("plot", self.grid, "map", "--baseline", "own", "--metric", "cost",
                        "--script", script)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertIn("set xtics ('0.05' 0.05, '1' 1)", script.read_text())
        self.assertIn("set ytics ('0.5' 0.5, '1' 1, '4' 4)", script.read_text())

    def test_shades_of_a_map_may_end_before_the_values_do(self):
        words = (self.grid, "map", "--metric", "cost", "--baseline", "own")
        told = "bacelab: Shades end at -1 and 2.5, and values beyond have the last.\n"
        self.assertEqual(self.data(*words, "--shades", "-1:2.5", told=told), self.data(*words))
        colours = {}
        for shades in ("-1:2.5", "1000:1001", "-1001:-1000"):
            script = self.out("map.gp")
            ended = bacelab("plot", *words, "--shades", shades, "--script", script)
            self.assertEqual(ended.returncode, DONE, ended.stderr)
            cells = script.read_text().split("$panel1_series1 << END_OF_DATA")[1]
            colours[shades] = {line.split()[-1] for line in cells.split("\nEND")[0].split("\n")[1:]}
        self.assertEqual((colours["1000:1001"], colours["-1001:-1000"]),
                         ({str(0x00204D)}, {str(0xFFEA46)}))
        self.assertGreater(len(colours["-1:2.5"]), 2)
        for wrong in ("1", "2:1", "a:b", "1:1", "0:inf"):
            self.refused((*words, "--shades", wrong), ("--shades", "FROM:TO"))
        self.refused((self.grid, "overhead", "--shades", "0:1"), ("--shades", "has no meaning"))

    def test_the_contour_of_a_map_is_at_a_level(self):
        words = (self.grid, "map", "--metric", "cost", "--baseline", "own")
        cells = [row for row in self.data(*words) if row["overhead"]]
        at = {(float(row["network.scale"]), float(row["arrivals.rate_per_hour"])):
              100 * float(row["overhead"]) for row in cells}
        level = (at[0.05, 1] + at[1, 1]) / 2  # half way between two neighbours
        rows = self.data(*words, "--level", str(level))
        name = f"overhead = {level:.6g} %"
        ends = [(float(row["network.scale" + end]), float(row["arrivals.rate_per_hour" + end]))
                for row in rows if row["series"] == name for end in ("", "_end")]
        self.assertTrue(any(abs(x - 0.525) < 1e-9 and y == 1 for x, y in ends))
        means = self.data(*words[:4], "--policy", "bace", "--form", "mean")
        self.assertNotIn("mean = ", {row["series"][:7] for row in means})
        self.refused((self.grid, "overhead", "--level", "1"), ("--level", "has no meaning"))

    def test_a_level_that_is_nowhere_is_not_in_the_key(self):
        words = (self.grid, "map", "--metric", "cost", "--baseline", "own", "--level", "1e6")
        drawing = self.out("map.svg")
        caption = self.plot(*words, "-o", drawing)
        self.assertIn("overhead is 1e+06 % nowhere.", caption)
        self.assertNotIn("dashed", caption)
        self.assertNotIn("overhead = ", drawing.read_text())

    def test_the_key_has_the_dashes_of_the_lines(self):
        drawing = self.out("map.svg")
        self.plot(self.grid, "map", "--metric", "cost", "--baseline", "own", "--level", "10",
                  "-o", drawing)
        dashed = [line for line in drawing.read_text().splitlines()
                  if "stroke-dasharray" in line]
        pieces = [re.findall(r"[ML] ?[\d.]+,[\d.]+", line) for line in dashed]
        self.assertIn(2, [len(piece) for piece in pieces], "a line from one place to another")

    def test_a_map_needs_a_grid_of_two_factors(self):
        self.refused((self.two, "map"), ("fewer than two factors", "kinds that fit:"))
        self.refused((self.one, "map"), ("fewer than two factors",))
        file = self.run_study("two", "design.type=lhs", "design.samples=5",
                              "design.factors.bandwidth={key='network.scale', low=0.1, high=1}",
                              "design.factors.rate={key='arrivals.rate_per_hour', low=1, high=2}",
                              output="lhs")
        self.refused((file, "map"), ("all combinations", "5 of 25"))
        self.refused((file, "lines"), ("varies all 2 factors at once", "kinds that fit: overhead"))

    def test_sensitivity_is_that_of_the_command(self):
        for kind, sets, name in (
                ("sobol", ("design.type=saltelli", "design.samples=4"), "saltelli"),
                ("morris", ("design.type=morris", "design.trajectories=4", "design.levels=4"),
                 "morris")):
            file = self.run_study(
                "two", *sets, "design.factors.bandwidth={key='network.scale', low=0.1, high=1}",
                "design.factors.rate={key='arrivals.rate_per_hour', low=1, high=2}", output=name)
            rows = self.data(file, kind, "--metric", "cost", "--form", "overhead", "--baseline",
                             "lcf")
            found = json.loads(bacelab("sensitivity", file, "--json", "--output",
                                       "overhead(cost, lcf)").stdout)
            key, measures = {"sobol": ("index", ("first", "total")),
                             "morris": ("mu_star", ("mu_star",))}[kind]
            wanted = [one[measure] for measure in measures for one in found[kind]["factors"]]
            self.assertEqual([(float(row[key]), float(row[f"{key}_lower"])) for row in rows],
                             [(one["value"], one["lower"]) for one in wanted])
        self.refused((self.two, "sobol"), ("'saltelli'", "'grid'", "kinds that fit: overhead"))
        self.refused((self.two, "morris"), ("'morris'",))


class Jobs(PlotTest):
    def test_all_jobs_of_all_worlds_are_in_the_distribution(self):
        file = self.run_study("one", "output.jobs=true", output="jobs")
        rows = self.data(file, "jobs", "--baseline", "own", "--column", "wait")
        with h5py.File(file) as results:
            jobs = results["jobs"]
            names = [name.decode() for name in results["policy"][:]]
            of_own = jobs["wait"][:][jobs["policy"][:] == names.index("own")]
        self.assertEqual(len(of_own), 36)
        self.assertEqual([float(row["wait"]) for row in rows if row["series"] == "own"][1:],
                         sorted(of_own))
        self.refused((file, "jobs", "--column", "jtc"), ("--column jtc", "did you mean 'jct'?"))

    def test_job_rows_are_needed(self):
        self.refused((self.one, "jobs"), ("no job rows", "output", "kinds that fit:"))


if __name__ == "__main__":
    unittest.main()
