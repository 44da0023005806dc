"""`bacelab sensitivity`: its numbers are those that numpy and scipy make of the stored runs."""

import csv
import io
import json
import os
import sys
import unittest

import numpy as np
from scipy import stats

from program import (
    BAD_INPUT, DONE, SMALL_STUDY, SOURCE, ProgramTest, bacelab, open_results, settings,
)

sys.path.insert(0, str(SOURCE / "tests" / "analysis" / "statistics"))
from philox import resampled_rows  # noqa: E402

OWN_WORLDS = SMALL_STUDY[:SMALL_STUDY.index("[design]")]
BASE = OWN_WORLDS.replace("[study]\n", "[study]\ncommon_random_numbers = true\n")
FACTORS = """
[design.factors.bandwidth]
key = "network.scale"
low = 0.01
high = 1
scale = "log"

[design.factors.load]
key = "arrivals.rate_per_hour"
low = 0.5
high = 4
"""
SALTELLI_DESIGN = """
[design]
type = "saltelli"
samples = 8
scrambles = 4
second_order = true
""" + FACTORS
MORRIS_DESIGN = """
[design]
type = "morris"
trajectories = 6
levels = 4
""" + FACTORS
SALTELLI = BASE + SALTELLI_DESIGN
MORRIS = BASE + MORRIS_DESIGN
NAMES = ["network.scale", "arrivals.rate_per_hour"]


def overhead(runs, metric="jct_mean", baseline="cr_ldf"):
    """The output of each point, and the residuals of the delta method, [point, replication]."""
    a, b = (runs[metric].sel(policy=policy).values for policy in ("bace", baseline))
    value = b.mean(axis=1) / a.mean(axis=1) - 1
    return value, (b - a - value[:, None] * a) / a.mean(axis=1)[:, None]


def noise_of(residuals):
    return residuals.var(axis=1, ddof=1) / residuals.shape[1]


def sobol(values, noise, scrambles=4, rows=8):
    """{(measure, i, j): (index, lower, upper)} of values at the points, and the variance."""
    y, v = (x.reshape(scrambles, rows, 6) for x in (values, noise))
    y = y - y[:, :, :2].mean()
    a, b, ab, ba = y[:, :, 0], y[:, :, 1], y[:, :, 2:4], y[:, :, 4:6]
    n = 2 * scrambles * rows
    variance = (a**2 + b**2 - v[:, :, 0] - v[:, :, 1]) / 2 * n / (n - 1)
    terms = {}
    for i in range(2):
        terms["first", i, None] = b * (ab[:, :, i] - a)
        terms["total", i, None] = ((a - ab[:, :, i])**2 - v[:, :, 0] - v[:, :, 2 + i]) / 2
    terms["second", 0, 1] = (ba[:, :, 0] * ab[:, :, 1] - a * b
                             - terms["first", 0, None] - terms["first", 1, None])
    denominators = variance.mean(axis=1)
    found = {}
    for key, term in terms.items():
        numerators = term.mean(axis=1)
        index = numerators.mean() / denominators.mean()
        error = stats.sem(numerators - index * denominators) / denominators.mean()
        half = stats.t.ppf(0.975, scrambles - 1) * error
        found[key] = index, index - half, index + half
    return found, denominators.mean()


def products(y, centre):
    """The variance and the numerators of each scramble from outputs [scramble, row, block]."""
    a, b, ab, ba = y[:, :, 0], y[:, :, 1], y[:, :, 2:4], y[:, :, 4:6]
    pairs = np.concatenate([(a - b)[:, :, None], ab - ba], axis=2)
    found = {"variance": (pairs**2 / 2).mean(axis=2)}
    for i in range(2):
        found["first", i, None] = (b - centre) * (ab[:, :, i] - a)
        found["total", i, None] = (a - ab[:, :, i])**2 / 2
    found["second", 0, 1] = ((ba[:, :, 0] - centre) * (ab[:, :, 1] - centre)
                             - (a - centre) * (b - centre)
                             - found["first", 0, None] - found["first", 1, None])
    return {key: term.mean(axis=1) for key, term in found.items()}


def bca(value, resampled, left_out, confidence=0.95):
    """Efron 1987, with quantiles as numpy takes them."""
    below, equal = (resampled < value).mean(), (resampled == value).mean()
    bias = stats.norm.ppf(below + equal / 2)
    d = left_out.mean() - left_out
    a = (d**3).sum() / (6 * (d**2).sum()**1.5)
    z = bias + stats.norm.ppf([(1 - confidence) / 2, (1 + confidence) / 2])
    return np.quantile(resampled, stats.norm.cdf(bias + z / (1 - a * z)))


def over_replications(runs, of_values, resamples, metric="jct_mean", baseline="cr_ldf"):
    """{key: (lower, upper)} of what of_values makes of overheads, by a bootstrap of replications."""
    a, b = (runs[metric].sel(policy=policy).values for policy in ("bace", baseline))
    n = a.shape[1]

    def measures(replications):
        return of_values(b[:, replications].mean(axis=1) / a[:, replications].mean(axis=1) - 1)

    all_of_them = measures(np.arange(n))
    # Sorted, so that the same replications give the same sum.
    drawn = [measures(np.sort(rows)) for rows in resampled_rows(n, 7, range(resamples))]
    left_out = [measures(np.delete(np.arange(n), i)) for i in range(n)]
    return {key: (value, *bca(value, *(np.array([found[key] for found in list_])
                                       for list_ in (drawn, left_out))))
            for key, value in all_of_them.items()}


class SensitivityTest(ProgramTest):
    STUDY = SALTELLI

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.results_of(cls.write("study.toml", cls.STUDY), "runs.h5",
                                  *settings("study.replications=5"))
        cls.runs = open_results(cls.path)

    def answer(self, *words, path=None):
        ended = bacelab("sensitivity", path or self.path, *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def json(self, *words, path=None):
        return json.loads(self.answer("--json", *words, path=path))

    def refused(self, *words, path=None):
        return self.assert_refused(bacelab("sensitivity", path or self.path, *words))

    def assert_estimate(self, estimate, expected):
        for name, value in zip(("value", "lower", "upper"), expected):
            np.testing.assert_allclose(estimate[name], value, rtol=1e-7, atol=1e-9)

    def assert_sobol(self, answer, expected):
        for i, row in enumerate(answer["sobol"]["factors"]):
            self.assertEqual(row["factor"], NAMES[i])
            self.assert_estimate(row["first"], expected["first", i, None])
            self.assert_estimate(row["total"], expected["total", i, None])
        [second] = answer["sobol"]["second"]
        self.assertEqual(second["factors"], NAMES)
        self.assert_estimate(second["index"], expected["second", 0, 1])


class Sobol(SensitivityTest):
    def test_indices_are_what_numpy_makes_of_the_runs(self):
        answer = self.json("--output", "overhead(jct_mean, cr_ldf)")
        value, residuals = overhead(self.runs)
        expected, variance = sobol(value, 0 * value)
        self.assert_sobol(answer, expected)
        np.testing.assert_allclose(answer["sobol"]["variance"], variance)
        np.testing.assert_allclose(answer["noise"]["variance"]["value"], noise_of(residuals).mean())
        self.assertEqual(answer["noise"]["worlds"], "common")
        self.assertEqual(answer["output"], "overhead(jct_mean, cr_ldf, bace)")

    def test_any_metric_of_any_policy_and_any_form(self):
        for words, value in (
                ("cost", self.runs["cost"].sel(policy="bace").mean("replication").values),
                ("mean(cost, own)", self.runs["cost"].sel(policy="own").mean("replication").values),
                ("overhead(cost, own, lcf)", None)):
            if value is None:
                of = {name: self.runs["cost"].sel(policy=name).mean("replication").values
                      for name in ("own", "lcf")}
                value = of["own"] / of["lcf"] - 1
            self.assert_sobol(self.json("--output", words), sobol(value, 0 * value)[0])

    def test_noise_of_independent_worlds_is_taken_out(self):
        path = self.results_of(self.directory / "study.toml", "independent.h5", *settings(
            "study.replications=5", "study.common_random_numbers=false"))
        answer = self.json("--output", "overhead(jct_mean, cr_ldf)", path=path)
        value, residuals = overhead(open_results(path))
        expected, variance = sobol(value, noise_of(residuals))
        self.assertEqual(answer["noise"]["worlds"], "independent")
        np.testing.assert_allclose(answer["sobol"]["variance"], variance, rtol=1e-9)
        if variance > 0:
            self.assert_sobol(answer, expected)
        text = self.answer("--output", "overhead(jct_mean, cr_ldf)", path=path)
        self.assertIn("Worlds: each point has its own.", text)

    def test_csv_and_table_have_the_numbers_of_json(self):
        words = ("--output", "cost")
        answer = self.json(*words)
        rows = list(csv.DictReader(io.StringIO(self.answer("--csv", *words))))
        self.assertEqual(len(rows), 5)
        text = self.answer(*words)
        for row, estimate in zip(rows, [
                *(factor[name] for factor in answer["sobol"]["factors"]
                  for name in ("first", "total")), answer["sobol"]["second"][0]["index"]]):
            for column, name in (("value", "value"), ("value_lower", "lower"),
                                 ("value_upper", "upper")):
                self.assertEqual(float(row[column]), estimate[name])
            self.assertIn(f"{estimate['value']:.3f}".replace("-0.000", "0.000"), text)
        self.assertLessEqual(max(map(len, text.splitlines())), 100)
        self.assertNotIn("second", self.answer("--csv", "--no-second-order", *words))

    def test_a_bootstrap_of_rows_is_repeated_by_its_seed(self):
        words = ("--output", "cost", "--bootstrap-rows", "--resamples", 200)
        self.assertEqual(self.answer(*words), self.answer(*words))
        self.assertNotEqual(self.json(*words), self.json(*words, "--bootstrap-seed", 4))
        self.assertEqual(self.json(*words)["bootstrap_seed"], 7)

    def test_a_bootstrap_of_replications_is_what_numpy_makes_of_the_same_resamples(self):
        words = ("--output", "overhead(jct_mean, cr_ldf)", "--bootstrap-replications",
                 "--resamples", 150)
        answer = self.json(*words)
        self.assertEqual(answer["sobol"]["intervals"], "replications")
        self.assertEqual((answer["resamples"], answer["bootstrap_seed"]), (150, 7))
        self.assert_sobol(answer, over_replications(self.runs, lambda y: {
            key: index for key, (index, _, _) in sobol(y, 0 * y)[0].items()}, 150))
        text = " ".join(self.answer(*words).split())
        self.assertIn("(BCa bootstrap of replications, 150 resamples, seed 7)", text)
        self.assertIn("With fewer than 30 replications the intervals are optimistic", text)
        self.assertIn("--bootstrap-rows", self.refused(*words, "--bootstrap-rows"))

    def test_intervals_do_not_depend_on_the_number_of_threads(self):
        # oneTBB has as many threads as cores are in the affinity mask.
        for option in ("--bootstrap-rows", "--bootstrap-replications"):
            words = ("sensitivity", self.path, "--output", "cost", "--json", option,
                     "--resamples", 500)
            one = bacelab(*words, launcher=("taskset", "-c", str(min(os.sched_getaffinity(0)))))
            self.assertEqual((one.returncode, one.stdout), (DONE, bacelab(*words).stdout))

    def test_a_bootstrap_of_replications_needs_worlds_that_points_share(self):
        for pairs, told in ((("study.common_random_numbers=false", "study.replications=5"),
                             "each point has its own worlds"),
                            (("study.replications=1",), "one replication per point")):
            path = self.results_of(self.directory / "study.toml", "other.h5", "--force",
                                   *settings(*pairs))
            self.assertIn(told, self.refused("--output", "cost", "--bootstrap-replications",
                                             path=path))

    def test_a_word_that_is_not_known_is_refused_with_the_nearest(self):
        for output, told in (
                ("jct_men", "did you mean 'jct_mean'?"), ("overhead(cost, cr_lfd)", "'cr_ldf'?"),
                ("overhed(cost, lcf)", "did you mean 'overhead'?"),
                ("overhead(cost)", "needs a baseline"), ("overhead(cost, bace)", "itself"),
                ("overhead(cost, lcf", "at the end"), ("", "--output")):
            with self.subTest(output=output):
                self.assertIn(told, self.refused("--output", output))
        self.assertIn("--output", self.assert_refused(bacelab("sensitivity", self.path)))

    def test_what_is_no_results_file(self):
        for path, what in self.no_results(self.path):
            self.assert_refused(bacelab("sensitivity", path, "--output", "cost"), path, what)

    def test_all_outputs_equal_have_no_shares(self):
        path = self.altered(self.path, "equal.h5", lambda file: file["cost"].write_direct(
            np.full(file["cost"].shape, 2.5)))
        self.assertIn("all outputs are equal", self.refused("--output", "cost", path=path))

    def test_an_analysis_that_does_not_fit_the_design(self):
        path = self.results_of(self.small_study(), "grid.h5")
        self.assertIn("has the design 'grid'; Sobol indices need a 'saltelli' design",
                      self.refused("--output", "cost", path=path))


class Morris(SensitivityTest):
    STUDY = MORRIS

    def test_measures_are_what_numpy_makes_of_the_runs(self):
        answer = self.json("--output", "overhead(jct_mean, cr_ldf)")
        value, _ = overhead(self.runs)
        changed, delta = self.runs["design_changed"].values, self.runs["design_delta"].values
        self.assertEqual(answer["morris"]["trajectories"], 6)
        for i, row in enumerate(answer["morris"]["factors"]):
            steps = np.flatnonzero(changed == i)
            effects = (value[steps] - value[steps - 1]) / delta[steps]
            for name, x in (("mu", effects), ("mu_star", abs(effects))):
                half = stats.t.ppf(0.975, 5) * stats.sem(x)
                self.assert_estimate(row[name], (x.mean(), x.mean() - half, x.mean() + half))
            np.testing.assert_allclose(row["sigma"]["value"], effects.std(ddof=1), rtol=1e-9)
            self.assertEqual(row["effects"], 6)
        self.assertLessEqual(max(map(len, self.answer("--output", "cost").splitlines())), 100)


    def test_a_bootstrap_of_replications_is_what_numpy_makes_of_the_same_resamples(self):
        answer = self.json("--output", "overhead(jct_mean, cr_ldf)", "--bootstrap-replications",
                           "--resamples", 150)
        self.assertEqual(answer["morris"]["intervals"], "replications")
        changed, delta = self.runs["design_changed"].values, self.runs["design_delta"].values

        def measures(value):
            found = {}
            for i in range(2):
                steps = np.flatnonzero(changed == i)
                effects = (value[steps] - value[steps - 1]) / delta[steps]
                found |= {("mu", i): effects.mean(), ("mu_star", i): abs(effects).mean(),
                          ("sigma", i): effects.std(ddof=1)}
            return found

        for (name, i), estimate in over_replications(self.runs, measures, 150).items():
            self.assert_estimate(answer["morris"]["factors"][i][name], estimate)

    def test_equal_outputs_have_no_effects(self):
        path = self.altered(self.path, "equal.h5", lambda file: file["cost"].write_direct(
            np.full(file["cost"].shape, 2.5)))
        for option in ((), ("--bootstrap-replications",)):
            for row in self.json("--output", "cost", *option, path=path)["morris"]["factors"]:
                for name in ("mu", "mu_star", "sigma"):
                    self.assert_estimate(row[name], (0, 0, 0))

    def test_there_are_no_rows_to_resample(self):
        self.assertIn("trajectories, not rows",
                      self.refused("--output", "cost", "--bootstrap-rows"))


class Incomplete(SensitivityTest):
    def test_whole_rows_are_dropped_and_counted(self):
        policy = list(self.runs["policy"].values).index("lcf")

        def get_stuck(file):
            status = file["status"][...]
            status[[7, 8, 20], 0, policy] = 2  # two points of row 1, one of row 3
            file["status"].write_direct(status)

        path = self.altered(self.path, "stuck.h5", get_stuck)
        words = ("--output", "mean(cost, lcf)")
        self.assertIn("incomplete run: replication", self.refused(*words, path=path))
        answer = self.json(*words, "--drop-incomplete", path=path)
        self.assertEqual((answer["dropped"], answer["sobol"]["rows"]), (2, 30))
        self.assertIn("Left out, since a run is incomplete: 2 whole rows.",
                      self.answer(*words, "--drop-incomplete", path=path))

    def test_a_run_without_a_number_is_refused_by_name_or_dropped_with_its_row(self):
        def lose(file):
            values = file["cost"][...]
            values[9, 3, list(self.runs["policy"].values).index("bace")] = np.nan
            file["cost"].write_direct(values)

        path = self.altered(self.path, "nan.h5", lose)
        self.assertIn("replication 3 under bace at point 9 (cost is nan)",
                      self.refused("--output", "cost", path=path))
        answer = self.json("--output", "cost", "--drop-incomplete", path=path)
        self.assertEqual((answer["dropped"], answer["sobol"]["rows"]), (1, 31))
        # The other outputs are whole.
        self.assertEqual(self.json("--output", "jct_mean", path=path)["dropped"], 0)

    def test_some_rows_must_be_left(self):
        path = self.altered(self.path, "none.h5", lambda file: file["status"].write_direct(
            np.full(file["status"].shape, 2, "u1")))
        self.assertIn("at least two rows", self.refused("--output", "cost", "--drop-incomplete",
                                                        path=path))


class Tables(ProgramTest):
    """Tables of samples: y = 3 x1 + x2."""

    def answer(self, text, *words):
        ended = bacelab("sensitivity", "--table", self.write("table.csv", text), "--output", "y",
                        "--json", *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return json.loads(ended.stdout)

    def refused(self, text, *words):
        return self.assert_refused(bacelab("sensitivity", "--table",
                                           self.write("table.csv", text), "--output", "y", *words))

    @staticmethod
    def saltelli(scrambles=4, rows=64, y=lambda x: 3 * x[0] + x[1]):
        rng = np.random.default_rng(1)
        lines = ["scramble,row,block,x1,x2,y"]
        for scramble, row in np.ndindex(scrambles, rows):
            a, b = rng.random((2, 2))
            for block, x in (("A", a), ("B", b), ("AB_1", (b[0], a[1])), ("AB_2", (a[0], b[1]))):
                lines.append(f"{scramble},{row},{block},{x[0]},{x[1]},{y(x)}")
        return lines

    def test_sobol_indices_of_a_saltelli_table_in_any_order(self):
        lines = self.saltelli()
        answer = self.answer("\n".join(lines))
        self.assertEqual([row["factor"] for row in answer["sobol"]["factors"]], ["x1", "x2"])
        for row, truth in zip(answer["sobol"]["factors"], (0.9, 0.1)):
            self.assertLess(abs(row["total"]["value"] - truth), 0.1)
        self.assertEqual(answer["noise"]["worlds"], "unknown")
        shuffled = [lines[0], *reversed(lines[1:])]
        again = self.answer("\r\n".join(shuffled))
        again["source"] = answer["source"]
        self.assertEqual(again, answer)

    def test_morris_measures_of_a_table_of_trajectories(self):
        lines = ["trajectory,x1,x2,note,y"]
        for t, (x1, x2) in enumerate(((0, 10), (10, 30), (0, 30))):
            for p in ((x1, x2), (10 - x1, x2), (10 - x1, 40 - x2)):
                lines.append(f"{t},{p[0]},{p[1]},word,{3 * p[0] + p[1]}")
        answer = self.answer("\n".join(lines), "--factors", "x1", "x2")
        for row, slope in zip(answer["morris"]["factors"], (30, 20)):
            self.assertAlmostEqual(row["mu_star"]["value"], slope, 12)
            self.assertAlmostEqual(row["sigma"]["value"], 0, 12)

    def test_rows_without_output_are_refused_or_dropped_whole(self):
        lines = self.saltelli()
        for text in ("nan", ""):
            lines[6] = ",".join(lines[6].split(",")[:-1] + [text])
            self.assertIn("table.csv:7: y", self.refused("\n".join(lines)))
            answer = self.answer("\n".join(lines), "--drop-incomplete")
            self.assertEqual((answer["dropped"], answer["sobol"]["rows"]), (1, 255))

    def test_what_is_wrong_is_named(self):
        lines = self.saltelli()
        for text, told in (
                ("x1,x2,y\n1,2,3\n", "neither a column 'block'"),
                ("\n".join(lines[:-1]), "scramble 3, row 63: block AB_2 is missing"),
                ("\n".join([*lines, lines[-1]]), "block AB_2 is there twice"),
                ("\n".join(lines).replace("AB_2", "AC_2", 1), "must be A, B, AB_1"),
                ("\n".join(lines).replace(",y\n", ",z\n"), "there is no column 'y'"),
                ("\n".join(lines).replace("x2", "scramble2").replace("x1,", ""), "fields"),
                ("\n".join(self.saltelli(y=lambda x: 4.5)), "all outputs are equal (4.5)"),
                ("\n".join(self.saltelli(1, 1)), "at least two rows"),
                ("row,block,x1,x2,x3,y\n0,A,1,1,1,2\n0,B,1,1,1,2\n0,AB_1,1,1,1,2\n",
                 "there are 1 blocks AB_i but 3 factors"),
                ("trajectory,x1,x2,y\n0,1,1,2\n0,2,2,3\n", "table.csv:3: 2 factors differ")):
            with self.subTest(told=told):
                self.assertIn(told, self.refused(text))
        self.assert_refused(bacelab("sensitivity", "--table", self.directory / "no.csv",
                                    "--output", "y"), "no.csv")
        self.assertEqual(bacelab("sensitivity", "--output", "y").returncode, BAD_INPUT)


if __name__ == "__main__":
    unittest.main()
