"""Worlds and runs of a results file, which keeps its study: nothing else is needed."""

import json
import shutil
import unittest

from program import CONFIGS, DONE, ProgramTest, bacelab, open_results, settings


class OfResults(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = CONFIGS / "quickstart.toml"
        cls.words = settings("study.replications=4")
        cls.results = cls.results_of(cls.study, "q.h5", *cls.words)

    def output_of(self, *words):
        ended = bacelab(*words)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return ended.stdout

    def test_a_missing_file_is_no_world(self):
        self.assert_refused(bacelab("simulate", "gone.h5", "--replication", 1), "gone.h5",
                            "cannot be opened")

    def test_the_world_is_that_of_the_study(self):
        for command in ("scenario", "world"):
            with self.subTest(command):
                by_study = self.output_of(command, self.study, "--replication", 3, *self.words)
                by_results = self.output_of(command, self.results, "--replication", 3)
                self.assertEqual(by_results.replace(str(self.results), ""),
                                 by_study.replace(str(self.study), ""))
        other = self.output_of("scenario", self.results, "--replication", 3,
                               *settings("network.scale=0.5"))
        self.assertNotEqual(other, by_results)

    def test_runs_are_those_that_it_has(self):
        runs = open_results(self.results)
        answers = json.loads(self.output_of("simulate", self.results, "--replication", 2, "--json"))
        self.assertEqual([one["policy"] for one in answers], list(runs["policy"].values))
        for answer in answers:
            stored = runs.sel(policy=answer["policy"]).isel(point=0, replication=2)
            for name, value in answer["metrics"].items():
                self.assertEqual(float(stored[name]), value, (answer["policy"], name))

    def test_policies_side_by_side(self):
        world = self.write("world.json", self.output_of("scenario", self.study, *self.words))
        words = ("--policy", "bace", "--policy", "lcf")
        both = json.loads(self.output_of("simulate", world, *words, "--json"))
        for one in both:
            self.assertEqual(one, json.loads(self.output_of(
                "simulate", world, "--policy", one["policy"], "--json")))
        text = self.output_of("simulate", world, *words)
        for title in ("Waiting time [h]", "Job completion time [h]", "Electricity [USD]"):
            self.assertIn(f"\n{title}\njob  template", text)
        first = next(line for line in text.split("Job completion time [h]\n")[1].splitlines()
                     if line.startswith("0 "))
        self.assertEqual(first.split()[2:],
                         [f"{one['jobs'][0]['jct_s'] / 3600:.2f}" for one in both])

    def test_a_table_that_is_too_wide_goes_on_below(self):
        text = self.output_of("simulate", self.results, "--replication", 0)
        self.assertLessEqual(max(map(len, text.splitlines()[1:])), 100)
        policies = ["bace", "lcf", "ldf", "cr_lcf", "cr_ldf", "bace_no_priority", "bace_total",
                    "bace_no_pathfinder", "bace_no_costmin", "bace_exhaustive"]
        text = self.output_of("simulate", self.results, "--replication", 0,
                              *settings("study.policies=" + json.dumps(policies)))
        self.assertLessEqual(max(map(len, text.splitlines()[1:])), 100)
        self.assertGreater(text.count("job  template"), 5)

    def test_files_are_found_where_they_were_or_beside_the_results(self):
        home = self.directory / "home"
        shutil.copytree(CONFIGS, home)
        results = self.results_of(home / "trace_driven.toml", "t.h5",
                                  *settings("study.replications=2"))
        world = self.output_of("scenario", results, "--replication", 1)
        moved = self.directory / "moved"
        moved.mkdir()
        shutil.move(results, moved / "t.h5")
        self.assertEqual(self.output_of("scenario", moved / "t.h5", "--replication", 1), world)
        shutil.move(home / "data", moved / "data")
        shutil.rmtree(home)
        self.assertEqual(self.output_of("scenario", moved / "t.h5", "--replication", 1), world)
        prices = moved / "data" / "invented_prices.csv"
        prices.write_text(prices.read_text() + "\n")
        self.assert_refused(bacelab("scenario", moved / "t.h5", "--replication", 1),
                            "data/invented_prices.csv", "the file was changed")

    def test_what_does_not_fit_is_refused(self):
        world = self.write("small.json", self.output_of("scenario", self.study, *self.words))
        cut = self.directory / "cut.h5"
        cut.write_bytes(self.results.read_bytes()[:3000])
        garbage = self.directory / "garbage.h5"
        garbage.write_bytes(b"\x89HDF\r\n\x1a\n" + b"\0" * 100)
        for command in ("scenario", "world", "simulate"):
            self.assert_refused(bacelab(command, garbage, "--replication", 0), "garbage.h5")
        for words, *told in (
                ((cut, "--replication", 0), "cut.h5"),
                ((self.results,), "has many worlds", "--replication"),
                ((self.results, "--replication", 4), "--replication 4", "0 to 3"),
                ((self.results, "--replication", 0, "--point", 1), "--point 1", "0 to 0"),
                ((self.results, "--replication", 0, "--study", self.study), "--study", "no --study"),
                ((self.results, "--replication", 0, "--policy", "sjf"), "'sjf'", "bace, lcf"),
                ((self.results, "--replication", 0, "--policy", "lcf", "--policy", "lcf"),
                 "given twice"),
                ((self.results, "--replication", 0, "--trace"), "--trace", "one --policy"),
                ((world, "--policy", "lcf", "--replication", 0), "is one world"),
                ((world, "--policy", "lcf", "--point", 0), "needs --study")):
            with self.subTest(words=words):
                self.assert_refused(bacelab("simulate", *words), *told)


if __name__ == "__main__":
    unittest.main()
