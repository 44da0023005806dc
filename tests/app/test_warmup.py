"""`bacelab warmup`: its numbers are those that numpy and scipy make of the stored job rows."""

import json
import re
import unittest

import numpy as np
from scipy import stats

from program import (
    DONE, INCOMPLETE, MAY_GET_STUCK, SMALL_STUDY, ProgramTest, bacelab, open_jobs, open_results,
    settings,
)

# A queue M/M/8: one GPU a job, at a load below and one above 1.
STUDY = """
[study]
seed = 3
replications = 6
policies = ["lcf", "ldf"]

[regions]
names = ["Ireland"]
gpus_from = [8]

[jobs]
count = 400
warmup_jobs = 100
templates = ["small"]
micro_batches = 1

[templates.small]
layers = 1
hidden = 1024
sequence = 1024
vocabulary = 32000
parameters = 5e7

[work]
distribution = "exponential"
mean_hours = 1

[arrivals]
process = "poisson"

[output]
jobs = true

[design]
type = "grid"
[design.factors.load]
key = "arrivals.load"
values = [0.7, 1.5]
"""
JOBS, REPLICATIONS, WARMUP_JOBS = 400, 6, 100


def mser(observations, batch=5):
    """How many observations MSER-5 leaves out; None if the run is too short."""
    means = np.asarray(observations)[:len(observations) // batch * batch].reshape(-1, batch).mean(1)
    if len(means) < 10:
        return None
    tests = [((means[d:] - means[d:].mean())**2).sum() / (len(means) - d)**2
             for d in range(len(means) - 4)]
    best = int(np.argmin(tests))
    return best * batch if best <= len(means) / 2 else None


def mean_and_limits(values, confidence=0.95):
    half = stats.t.ppf((1 + confidence) / 2, len(values) - 1) * stats.sem(values)
    return np.mean(values), np.mean(values) - half, np.mean(values) + half


def growth(arrival, finish, warmup):
    """Jobs an hour by which the system fills."""
    first, last = arrival[warmup], arrival[-1]
    inside = [np.sum(arrival <= t) - np.sum(finish <= t) for t in (first, last)]
    return (inside[1] - inside[0]) / (last - first) * 3600


class WarmupTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.write("queue.toml", STUDY)
        cls.path = cls.results_of(cls.study, "queue.h5")

    def answer(self, *words, path=None):
        ended = bacelab("warmup", path or self.path, *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def json(self, *words, path=None):
        return json.loads(self.answer("--json", *words, path=path))

    def refused(self, *words, path=None):
        return self.assert_refused(bacelab("warmup", path or self.path, *words))

    def assert_estimate(self, estimate, expected):
        for name, value in zip(("value", "lower", "upper"), expected, strict=True):
            np.testing.assert_allclose(estimate[name], value, rtol=1e-7, atol=1e-9)


class Numbers(WarmupTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.jobs = open_jobs(cls.path).to_dataframe()

    def columns(self, point, policy, name):
        """Of the runs of a policy, by replication, in the order of arrival."""
        rows = self.jobs[(self.jobs["point"] == point) & (self.jobs["policy"] == policy)]
        return [run.sort_values("job_id")[name].values for _, run in rows.groupby("replication")]

    def test_the_warm_up_and_the_mean_are_what_numpy_makes_of_the_jobs(self):
        for column in ("jct", "wait"):
            answer = self.json("--column", column)
            self.assertEqual((answer["column"], answer["unit"], answer["jobs"]),
                             (column, "s", JOBS))
            self.assertEqual([point["load"] for point in answer["points"]], [0.7, 1.5])
            for point in answer["points"]:
                for row in point["policies"]:
                    runs = self.columns(point["point"], row["policy"], column)
                    found = mser(np.mean(runs, axis=0))
                    self.assertEqual(row["runs"], REPLICATIONS)
                    self.assertEqual(row["mser"]["value"], found)
                    self.assertEqual(row["left_out"], found or 0)
                    if point["load"] < 1:
                        self.assert_estimate(row["mean"], mean_and_limits(
                            [run[found:].mean() for run in runs]))

    def test_beyond_a_load_of_1_the_growth_is_reported_and_no_mean(self):
        below, above = self.json()["points"]
        rate = 1.5 * 8
        for row in below["policies"]:
            self.assertIsNotNone(row["mean"]["value"])
            self.assertLess(row["growth_per_hour"]["lower"], 0)
            self.assertGreater(row["growth_per_hour"]["upper"], 0)
        for row in above["policies"]:
            self.assertIsNone(row["mean"]["value"])
            self.assertIn("no steady state", row["mean"]["reason"])
            # The arrivals that are not served: 4 of 12 jobs per hour.
            self.assertLess(row["growth_per_hour"]["lower"], rate - 8)
            self.assertGreater(row["growth_per_hour"]["upper"], rate - 8)
            self.assertGreater(row["growth_per_hour"]["lower"], 1)

    def test_the_growth_is_what_numpy_makes_of_the_jobs(self):
        for words, least in (((), WARMUP_JOBS), (("--warmup", 30), 0)):
            for point in self.json(*words)["points"]:
                for row in point["policies"]:
                    warmup = max(least, row["left_out"])
                    self.assertEqual(row["growth_left_out"], warmup)
                    of_runs = [growth(*times, warmup) for times in zip(
                        self.columns(point["point"], row["policy"], "arrival"),
                        self.columns(point["point"], row["policy"], "finish"))]
                    self.assert_estimate(row["growth_per_hour"], mean_and_limits(of_runs))

    def test_so_many_jobs_are_left_out_as_asked_for(self):
        answer = self.json("--warmup", 40, "--point", 0, "--confidence", 0.8)
        [point] = answer["points"]
        self.assertEqual((point["point"], answer["confidence"]), (0, 0.8))
        for row in point["policies"]:
            self.assertEqual(row["left_out"], 40)
            runs = self.columns(0, row["policy"], "jct")
            self.assert_estimate(row["mean"],
                                 mean_and_limits([run[40:].mean() for run in runs], 0.8))

    def test_the_table_has_the_numbers_of_json(self):
        text = self.answer()
        self.assertIn("point 0: arrivals.load = 0.7\n", text)
        self.assertIn("No mean: at a load of 1 and above there is no steady state.", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 100)
        lines = re.findall(r"(?m)^(l[cd]f) +(\S+) +(\d+) +(-|\S+ \[\S+ \S+\]) +(\S+) \[",
                           text)
        rows = [row for point in self.json()["points"] for row in point["policies"]]
        for line, row in zip(lines, rows, strict=True):
            self.assertEqual(line[0], row["policy"])
            found = row["mser"]["value"]
            self.assertEqual(line[1], "-" if found is None else f"{found:g}")
            self.assertEqual(int(line[2]), row["left_out"])
            self.assertEqual(line[3] == "-", row["mean"]["value"] is None)
            self.assertEqual(line[4], f"{row['growth_per_hour']['value']:.3f}".replace(
                "-0.000", "0.000"))

    def test_one_run_has_batch_means(self):
        path = self.results_of(self.study, "one.h5", *settings("study.replications=1"))
        run = open_jobs(path).to_dataframe()
        run = run[(run["point"] == 0) & (run["policy"] == "lcf")].sort_values("job_id")["jct"].values
        [row, _] = self.json("--point", 0, "--warmup", 0, path=path)["points"][0]["policies"]
        means = run.reshape(20, JOBS // 20).mean(axis=1)
        self.assert_estimate(row["mean"], mean_and_limits(means))
        self.assertIsNotNone(row["correlation"]["value"])
        self.assertIn("correlation", self.answer("--point", 0, path=path))


class Incomplete(ProgramTest):
    def test_runs_that_got_stuck_are_refused_or_left_out(self):
        path = self.results_of(self.small_study(), "stuck.h5", *settings(
            "study.replications=40", "output.jobs=true", *MAY_GET_STUCK), status=INCOMPLETE)
        status = open_results(path)["status"]
        message = self.assert_refused(bacelab("warmup", path), "--drop-incomplete")
        self.assertRegex(message, r"replication \d+ under lcf \(stuck\)")
        ended = bacelab("warmup", path, "--drop-incomplete", "--json")
        for point in json.loads(ended.stdout)["points"]:
            done = (status.isel(point=point["point"]) == 1)
            self.assertEqual(point["dropped"], int((~done).sum()))
            self.assertIn(f"point {point['point']}: {point['dropped']} incomplete runs left out",
                          ended.stderr)
            for row in point["policies"]:
                self.assertEqual(row["runs"], int(done.sel(policy=row["policy"]).sum()))

    def test_replications_after_the_end_of_a_precision_target_are_no_runs(self):
        study = self.write("precise.toml", SMALL_STUDY + "[precision]\nhalf_width_points = 40\n")
        path = self.results_of(study, "precise.h5", *settings(
            "study.replications=100", "output.jobs=true"))
        run = open_results(path)["replications_run"].values
        self.assertLess(run.min(), 100)
        for point in json.loads(bacelab("warmup", path, "--json").stdout)["points"]:
            self.assertEqual({row["runs"] for row in point["policies"]}, {run[point["point"]]})


class Refused(WarmupTest):
    def test_what_is_no_results_file(self):
        for path, what in self.no_results(self.path):
            self.assert_refused(bacelab("warmup", path), path, what)

    def test_a_file_without_rows_of_jobs(self):
        path = self.results_of(self.small_study(), "small.h5")
        self.assertIn("has no rows of jobs; run the study with [output] jobs = true",
                      self.refused(path=path))

    def test_what_is_not_there(self):
        for words, told in ((("--column", "jtc"), "did you mean 'jct'"), (("--point", 2), "0 to 1"),
                            (("--point", -1), "0 to 1"), (("--confidence", 95), "--confidence"),
                            (("--warmup", -1), "--warmup"), (("--warmup", "x"), "--warmup")):
            with self.subTest(words=words):
                self.assertIn(told, self.refused(*words))

    def test_more_jobs_left_out_than_there_are(self):
        for row in self.json("--warmup", JOBS, "--point", 0)["points"][0]["policies"]:
            self.assertEqual(row["mean"]["reason"],
                             f"a run has no more than {JOBS} observations")
            self.assertIn("too few jobs", row["growth_per_hour"]["reason"])


if __name__ == "__main__":
    unittest.main()
