"""Recorded jobs and prices on one calendar: what `check`, `run`, `world` and `compare` say of it."""

import datetime
import json
import pathlib
import unittest

from program import BAD_INPUT, DONE, ProgramTest, bacelab, one_error, open_results, settings

FIRST = datetime.datetime(2023, 2, 10, tzinfo=datetime.timezone.utc)
DAYS = 28

STUDY = """
[study]
replications = 3
policies = ["bace", "lcf"]
start = "2023-02-10T06:00Z"

[regions]
names = ["A", "B"]
gpus_from = [64]

[price.replay]
file = "prices.csv"

[jobs]
count = 40
templates = ["qwen2.5-14b"]

[work]
distribution = "trace"

[arrivals]
process = "trace"

[trace]
file = "jobs.csv"
"""


class CalendarTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        home = pathlib.Path(cls.directory)
        cls.study = str(home / "dated.toml")
        pathlib.Path(cls.study).write_text(STUDY)
        hours = range(24 * DAYS)
        prices = [f"{FIRST + datetime.timedelta(hours=hour):%Y-%m-%d %H:%M},{hour},{hour + 0.5}\n"
                  for hour in hours]
        (home / "prices.csv").write_text("utc,A,B\n" + "".join(prices))
        # A job of 32 GPU-hours every two hours: 16 GPUs of 128.
        jobs = [f"{int(FIRST.timestamp()) + 3600 * hour},32\n" for hour in hours[::2]]
        (home / "jobs.csv").write_text("submit_utc_s,gpu_hours\n" + "".join(jobs))

    def check(self, *pairs):
        ended = bacelab("check", self.study, *settings(*pairs))
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def world(self, *pairs, replication=0):
        ended = bacelab("world", self.study, "--json", "--replication", replication,
                        *settings(*pairs))
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return json.loads(ended.stdout)


class Said(CalendarTest):
    def test_check_says_the_offered_load_and_that_it_is_too_much(self):
        self.assertIn("load          0.125 offered: 16 GPU-hours an hour over the 128 GPUs",
                      self.check())
        self.assertNotIn("keep up", self.check())
        self.assertIn("the GPUs cannot keep up", self.check("regions.gpus_from=[8]"))

    def test_world_has_the_load_here_and_the_expected_one(self):
        jobs = self.world()["jobs"]
        self.assertAlmostEqual(jobs["arrivals_per_hour"], 0.5, places=12)
        self.assertAlmostEqual(jobs["offered_load"], 0.125, places=12)
        self.assertAlmostEqual(jobs["expected_offered_load"], 0.125, places=12)

    def test_runs_beyond_the_horizon_are_said_before_and_after(self):
        short = settings("study.horizon_hours=40")
        note = "nothing changes after study.horizon_hours = 40"
        self.assertIn(note, self.check("study.horizon_hours=40"))
        self.assertNotIn("nothing changes", self.check())
        results = str(pathlib.Path(self.directory) / "short.h5")
        ended = bacelab("run", self.study, "-o", results, *short)
        self.assertEqual(ended.returncode, DONE)
        self.assertIn("warning: runs take 7", ended.stderr)
        self.assertIn(note, ended.stderr)
        self.assertIn("6 of 6 runs went on after study.horizon_hours, when prices and bandwidths",
                      " ".join(bacelab("compare", results).stdout.split()))
        self.assertTrue((open_results(results)["beyond_horizon"] > 0).all())

    def test_by_default_the_horizon_follows_the_files(self):
        results = str(pathlib.Path(self.directory) / "long.h5")
        ended = bacelab("run", self.study, "-o", results, *settings("jobs.count=1500"))
        self.assertEqual(ended.returncode, DONE)
        self.assertNotIn("warning", ended.stderr)
        runs = open_results(results)
        self.assertTrue((runs["makespan"] > 2000 * 3600).all())
        self.assertTrue((runs["beyond_horizon"] == 0).all())
        self.assertNotIn("went on", bacelab("compare", results).stdout)

    def test_worlds_of_drawn_days_differ_and_those_of_a_date_do_not(self):
        self.assertEqual(self.world()["start_utc"], "2023-02-10 06:00")
        self.assertIn("40 jobs, from 2023-02-10 06:00 UTC",
                      " ".join(bacelab("world", self.study).stdout.split()))
        first = [self.world(replication=i)["groups"][0]["series"][0]["min"] for i in range(2)]
        self.assertEqual(first, [6.0, 6.0])
        drawn = {self.world("study.start='resampled'", replication=i)["groups"][0]["series"][0]
                 ["mean"] for i in range(3)}
        self.assertEqual(len(drawn), 3)

    def test_a_date_that_does_not_exist_is_refused(self):
        ended = bacelab("check", self.study, *settings("study.start='2023-02-29T00:00Z'"))
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("is not the beginning of an hour that exists", one_error(ended.stderr))

    def test_the_start_may_be_a_factor(self):
        study = pathlib.Path(self.directory) / "starts.toml"
        study.write_text(STUDY + """
[design]
type = "grid"
[design.factors.start]
key = "study.start"
names = ["2023-02-10T06:00Z", "2023-02-20T00:00Z", "resampled"]
""")
        found = [json.loads(bacelab("world", study, "--json", "--point", point).stdout)
                 for point in range(3)]
        self.assertEqual([one["groups"][0]["series"][0]["min"] for one in found[:2]], [6.0, 240.0])
        self.assertEqual(found[1]["start_utc"], "2023-02-20 00:00")
        resolved = bacelab("check", study, "--resolved").stdout
        study.write_text(resolved)
        self.assertEqual(bacelab("check", study, "--resolved").stdout, resolved)

    def test_a_resumed_study_has_the_same_worlds(self):
        resolved = pathlib.Path(self.directory) / "resolved.toml"
        resolved.write_text(self.check_resolved())
        ended = bacelab("world", resolved, "--json")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertEqual(json.loads(ended.stdout)["groups"], self.world()["groups"])

    def check_resolved(self):
        return bacelab("check", self.study, "--resolved").stdout


if __name__ == "__main__":
    unittest.main()
