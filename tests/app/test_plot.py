"""`bacelab plot`: figures of results, their numbers and their scripts."""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

import h5py

from program import (
    BAD_INPUT, DONE, SMALL_STUDY, ProgramTest, bacelab, open_results, settings,
)

ONE_POINT = SMALL_STUDY[:SMALL_STUDY.index("[design]")]


def numbers(file):
    """The rows of --data, without its comments."""
    lines = pathlib.Path(file).read_text().splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def texts(svg):
    """The texts of a drawing."""
    return [(element.text or "").strip() for element in xml.etree.ElementTree.parse(svg).iter()
            if element.text and element.text.strip()]


class PlotTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = pathlib.Path(cls.directory)
        (cls.folder / "one.toml").write_text(ONE_POINT)
        (cls.folder / "two.toml").write_text(SMALL_STUDY)
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


class Files(PlotTest):
    def test_the_ending_says_the_format(self):
        for ending, begin in (("pdf", b"%PDF"), ("svg", b"<?xml"), ("png", b"\x89PNG")):
            file = self.out(f"figure.{ending}")
            self.plot(self.one, "overhead", "-o", file)
            self.assertTrue(file.read_bytes().startswith(begin), ending)
        self.refused((self.one, "overhead", "-o", "figure.eps"),
                     ("figure.eps", ".pdf, .svg or .png"))

    def test_equal_results_give_equal_files_in_any_locale_and_at_any_time(self):
        first, second = [], []
        for made, locale in ((first, "C"), (second, "de_DE.UTF-8")):
            folder = self.out("x").parent
            ended = bacelab("plot", self.one, "overhead", "-o", folder / "f.pdf", "--data",
                            folder / "f.csv", "--script", folder / "f.gp",
                            env=dict(os.environ, LC_ALL=locale, TZ="Asia/Tokyo"))
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            made += [(folder / f"f.{ending}").read_bytes() for ending in ("pdf", "csv", "gp")]
        self.assertEqual(first, second)
        self.assertNotIn(b"CreationDate", first[0])

    def test_the_script_alone_draws_the_same(self):
        drawing, script = self.out("figure.svg"), self.out("figure.gp")
        self.plot(self.one, "overhead", "-o", drawing, "--script", script)
        subprocess.run(["gnuplot", script.name], cwd=script.parent, check=True)
        self.assertEqual((script.parent / "figure.svg").read_text(), drawing.read_text())

    def test_no_path_is_in_script_or_data(self):
        folder = self.out("x").parent
        self.plot(self.one, "overhead", "-o", folder / "f.svg", "--data", folder / "f.csv",
                  "--script", folder / "f.gp")
        for file in folder.iterdir():
            self.assertNotIn(str(self.directory), file.read_text())

    def test_without_names_a_pdf_is_drawn_here(self):
        folder = self.out("x").parent
        self.assertEqual(bacelab("plot", self.one, "overhead", cwd=folder).returncode, DONE)
        self.assertEqual([file.name for file in folder.iterdir()], ["one.overhead.pdf"])

    def test_what_exists_is_kept_unless_forced(self):
        for option, name in (("-o", "old.pdf"), ("--data", "old.csv"), ("--script", "old.gp")):
            file = self.write(name, "old")
            self.refused((self.one, "overhead", option, file), (name, "exists"))
            self.assertEqual(pathlib.Path(file).read_text(), "old")
            self.plot(self.one, "overhead", option, file, "--force")
            self.assertNotEqual(pathlib.Path(file).read_bytes(), b"old")
        self.refused((self.one, "overhead", "--data", self.one, "--force"), ("one.h5",))
        self.refused((self.one, "overhead", "--data", "a.x", "--script", "a.x"),
                     ("a.x", "twice"))

    def test_without_gnuplot_it_says_what_to_install_and_data_can_be_had(self):
        alone = self.out("x").parent
        environment = dict(os.environ, PATH=str(alone))
        os.symlink(shutil.which("sh"), alone / "sh")
        ended = bacelab("plot", self.one, "overhead", "-o", alone / "f.pdf", env=environment)
        self.assert_refused(ended, "f.pdf", "gnuplot", "apt-get install gnuplot-nox")
        self.assertEqual([file.name for file in alone.iterdir()], ["sh"])
        ended = bacelab("plot", self.one, "overhead", "--data", alone / "f.csv", "--script",
                        alone / "f.gp", env=environment)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))


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


class MadeAgain(PlotTest):
    """Figures of a world that is made again from what the results keep."""

    def simulated(self, policy, *study):
        scenario = self.out("world.json")
        scenario.write_text(bacelab("scenario", *study).stdout)
        ended = bacelab("simulate", scenario, "--policy", policy, "--json", "--study", study[0])
        return json.loads(ended.stdout)

    def test_a_timeline_has_the_jobs_of_the_run(self):
        study = self.folder / "one.toml"
        rows = self.data(self.one, "timeline", "--replication", 2, "--baseline", "own")
        self.assertEqual({row["panel"] for row in rows}, {"bace", "own", ""})
        for policy in ("bace", "own"):
            jobs = self.simulated(policy, study, "--replication", 2)["jobs"]
            bars = {(float(row["job"]), float(row["start"]), float(row["end"])) for row in rows
                    if row["job"]}
            self.assertLessEqual({(job["id"], job["start_s"], job["finish_s"]) for job in jobs},
                                 bars)
            waiting = [float(row["waiting_jobs"]) for row in rows if row["panel"] == policy]
            self.assertEqual((waiting[-1], min(waiting)), (0, 0))
        alone = self.data(self.one, "timeline")
        self.assertEqual({row["panel"] for row in alone}, {"bace", ""})

    def test_gpus_of_a_job_are_those_of_its_path(self):
        rows = self.data(self.one, "timeline", "--policy", "own", "--replication", 1)
        jobs = self.simulated("own", self.folder / "one.toml", "--replication", 1)["jobs"]
        for job in jobs:
            gpus = sum(float(row["gpus"]) for row in rows if row["job"] == str(job["id"]))
            self.assertEqual(gpus, job["gpus"], job)

    def test_the_mean_use_of_all_links_is_the_network_utilisation(self):
        for policy in ("bace", "cr_ldf"):
            rows = [row for row in self.data(self.one, "timeline", "--policy", policy)
                    if row["series"] == "all links"]
            times = [float(row["time"]) for row in rows]
            used = sum(float(row["utilisation"]) * (end - begin)
                       for row, begin, end in zip(rows, times, times[1:]))
            runs = open_results(self.one).isel(point=0, replication=0).sel(policy=policy)
            self.assertGreater(used, 0)
            self.assertAlmostEqual(used / float(runs.makespan), float(runs.network_utilisation),
                                   delta=1e-9)

    def test_a_world_is_that_of_the_study(self):
        rows = self.data(self.two, "world", "--point", 1, "--replication", 3)
        scenario = json.loads(bacelab("scenario", self.folder / "two.toml", "--point", 1,
                                      "--replication", 3).stdout)
        price = scenario["regions"][1]["price"]
        shown = [(float(row["time"]), float(row["value"])) for row in rows
                 if (row["panel"], row["series"]) == ("Electricity price", "Tokyo")]
        self.assertGreater(len(shown), 100)
        self.assertLessEqual(set(shown[:-1]), set(zip(price["times_s"], price["usd_per_kwh"])))
        arrived = [float(row["jobs"]) for row in rows if row["series"] == "arrived"]
        self.assertEqual(arrived[-1], 6)

    def test_a_part_of_the_time_can_be_shown(self):
        for kind in ("world", "timeline"):
            script = self.out("f.gp")
            self.plot(self.one, kind, "--hours", "3:7.5", "--script", script)
            ranges = [line for line in script.read_text().splitlines()
                      if line.startswith("set xrange")]
            self.assertEqual(set(ranges), {"set xrange [3:7.5]"})

    def test_names_are_texts_whatever_they_hold(self):
        """gnuplot would run commands between backquotes, and replace words after @."""
        names = ["`touch made`", """@x 'y' "z" """.strip(), "Zürich $a#b"]
        text = ONE_POINT.replace('["Ireland", "Tokyo", "Sydney"]', json.dumps(names))
        text = text.replace("[region.Tokyo]\nutc_offset_hours = 9\n", "")
        (self.folder / "odd.toml").write_text(text)
        file = self.run_study("odd")
        folder = self.out("x").parent
        for kind in ("world", "timeline"):
            ended = bacelab("plot", file, kind, "-o", folder / f"{kind}.svg", cwd=folder)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            shown = " ".join(texts(folder / f"{kind}.svg"))
            for name in names:
                self.assertIn(name, shown)
        self.assertEqual({entry.name for entry in folder.iterdir()},
                         {"world.svg", "timeline.svg"})

    def test_what_the_study_does_not_have(self):
        for kind in ("world", "timeline"):
            self.refused((self.one, kind, "--replication", 6), ("--replication 6", "0 to 5"))
            self.refused((self.two, kind), ("--point I",))

    def test_an_input_that_was_changed_is_refused_and_one_elsewhere_is_named(self):
        folder = self.out("x").parent
        (folder / "prices.csv").write_text("hour,Ireland,Tokyo,Sydney\n" + "".join(
            f"{hour},0.2,0.3,0.{hour + 10}\n" for hour in range(48)))
        text = ONE_POINT.replace("[price.daily]\namplitude = 0.3\n",
                                 '[price.replay]\nfile = "prices.csv"\n')
        (folder / "files.toml").write_text(text)
        results = self.out("files.h5")
        ended = bacelab("run", folder / "files.toml", "-o", results, "--quiet")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.data(results, "timeline")
        elsewhere = self.out("elsewhere")
        elsewhere.mkdir()
        shutil.move(folder / "prices.csv", elsewhere / "prices.csv")
        self.refused((results, "timeline"), ("prices.csv", "--inputs DIR"))
        self.data(results, "timeline", "--inputs", elsewhere)
        with open(elsewhere / "prices.csv", "a") as file:
            file.write("\n")
        self.refused((results, "timeline", "--inputs", elsewhere), ("prices.csv", "was changed"))

    def test_a_run_with_another_outcome_is_refused(self):
        file = self.folder / "changed.h5"
        shutil.copy(self.one, file)
        with h5py.File(file, "r+") as results:
            results["cost"][0, 0, 0] += 1e-9
        self.refused((file, "timeline", "--no-verify"), ("replication 0 under bace", "cost"))
        self.data(file, "timeline", "--no-verify", "--replication", 1)


class Options(PlotTest):
    def test_options_of_other_kinds_are_refused(self):
        for words in (("overhead", "--log"), ("ecdf", "--confidence", 0.9), ("jobs", "--x", "a"),
                      ("scatter", "--difference"), ("sobol", "--point", 0)):
            with self.subTest(words=words):
                self.refused((self.one, *words), (words[1], f"'{words[0]}'", "whose options are"))


class Refused(PlotTest):
    def test_kinds_and_points_that_are_not_there(self):
        for words, told in (
                ((self.one, "overhed"), ("'overhed'", "did you mean 'overhead'?")),
                ((self.two, "overhead", "--point", 2), ("--point 2", "0 to 1")),
                ((self.two, "overhead", "--where", "network.scale=2"),
                 ("network.scale=2", "0.05, 1")),
                ((self.two, "overhead", "--where", "network.scal=1"),
                 ("did you mean 'network.scale'?",)),
                ((self.two, "overhead", "--where", "1"), ("--where 1", "FACTOR=VALUE")),
                ((self.one, "overhead", "--metric", "jct"), ("jct", "jct_mean")),
                ((self.one, "overhead", "--width", "3"), ("--width",)),
                ((self.one, "world", "--hours", "5"), ("--hours 5", "FROM:TO")),
                ((self.one, "timeline", "--hours", "5:1"), ("--hours 5:1", "FROM < TO")),
                ((self.one, "overhead", "--baseline", "lcf", "lcf"), ("lcf", "given twice")),
                ((self.one, "ecdf", "--metric", "cost", "cost"), ("cost", "given twice")),
                ((self.one, "overhead", "--metric", "unserved_jobs"),
                 ("nothing to draw", "not positive")),
                (("none.h5", "overhead"), ("none.h5",))):
            with self.subTest(words=words):
                self.refused(words, told)

    def test_one_policy_has_nothing_to_compare_with(self):
        (self.folder / "alone.toml").write_text(
            ONE_POINT.replace('"bace", "lcf", "own", "cr_ldf"', '"own"'))
        file = self.run_study("alone")
        self.refused((file, "overhead"), ("alone.h5", "the file has only own"))

    def test_incomplete_runs_are_refused_or_left_out(self):
        ended = bacelab("run", self.folder / "one.toml", "-o", self.folder / "stuck.h5", "--quiet",
                        *settings("jobs.one_region=any"))
        self.assertNotEqual(ended.returncode, BAD_INPUT)
        self.refused((self.folder / "stuck.h5", "overhead"),
                     ("incomplete runs", "--drop-incomplete"))
        ended = bacelab("plot", self.folder / "stuck.h5", "overhead", "--drop-incomplete",
                        "--data", self.out("f.csv"))
        self.assertEqual(ended.returncode, DONE)
        self.assertRegex(ended.stderr, r"\d of 6 worlds are left out")

    def test_a_figure_that_is_higher_than_a_page(self):
        values = ", ".join(str(i) for i in range(1, 81))
        file = self.run_study("two", "jobs.count=2",
                              f"design.factors.bandwidth.values=[{values}]", output="many")
        self.refused((file, "overhead"), ("cm high", "--where"))
        self.refused((file, "overhead", "--width", 2, "--script", "x.gp"), ("cm high",))


if __name__ == "__main__":
    unittest.main()
