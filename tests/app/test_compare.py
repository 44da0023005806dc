"""`bacelab compare`: its numbers are those that numpy and scipy make of the stored runs."""

import csv
import io
import itertools
import unittest

import numpy as np
from scipy import stats

from comparing import BASELINES, LARGER_IS_BETTER, POINTS, CompareTest, expected, mean, probability
from program import open_results, settings


class Numbers(CompareTest):
    def test_every_number_is_what_scipy_makes_of_the_runs(self):
        metrics = [name for name, runs in self.runs.items()
                   if "policy" in runs.dims and name != "status"]
        for policy, confidence in (("bace", 0.95), ("own", 0.8)):
            rows = self.rows("--metric", *metrics, "--policy", policy, "--confidence", confidence)
            self.assertEqual(len(rows), 2 * len(metrics) * 3)
            for row in rows:
                smaller = row["metric"] != LARGER_IS_BETTER
                self.assertEqual((row["policy"], row["smaller_is_better"]), (policy, smaller))
                self.assertEqual(row["unit"], self.runs[row["metric"]].attrs["units"])
                self.assert_numbers(row, expected(*self.values(row), smaller, confidence))
            self.assertTrue(any(row["ties"] % 2 == 1 for row in rows))
            self.assertTrue(any(row["overhead"] is None for row in rows))

    def test_p_values_are_adjusted_over_the_baselines_of_a_table(self):
        rows = self.rows()
        for table in (rows[i:i + 3] for i in range(0, len(rows), 3)):
            p_values = sorted(row["p_value"] for row in table)
            for row in table:
                steps = [(3 - i) * p for i, p in enumerate(p_values) if p <= row["p_value"]]
                self.assertEqual((row["family_size"], row["p_adjusted"]), (3, min(1, max(steps))))
        [row] = self.rows("--baseline", "own", "--metric", "cost", "--point", 0)
        self.assertEqual((row["family_size"], row["p_adjusted"]), (1, row["p_value"]))

    def test_bonferroni_multiplies_p_values_and_widens_intervals_and_none_does_nothing(self):
        for row, raw in zip(self.rows("--adjust", "bonferroni"), self.rows("--adjust", "none"),
                            strict=True):
            self.assertEqual(row["p_adjusted"], min(1, 3 * raw["p_value"]))
            self.assertEqual(raw["p_adjusted"], raw["p_value"])
            self.assertAlmostEqual(row["confidence_of_each"], 1 - 0.05 / 3, 14)
            values = expected(*self.values(row), confidence=1 - 0.05 / 3)
            for name in ("difference_lower", "overhead_upper", "reduction_lower",
                         "probability_better_upper"):
                half = values["difference_upper"] - values["difference_lower"]
                np.testing.assert_allclose(row[name], values[name], rtol=1e-8, atol=1e-8 * half)

    def test_bootstraps_are_those_of_scipy_within_their_monte_carlo_error(self):
        # Limits of two bootstraps of 9,999 resamples differ by less than 6 % of the width with
        # probability 0.9999: a limit's error is sqrt(q (1 - q) / B) / density, 1.1 % of the width.
        forms = {"difference": lambda a, b: b - a, "overhead": lambda a, b: b / a - 1,
                 "reduction": lambda a, b: 1 - a / b}
        for method in ("percentile", "bca"):
            rows = self.rows("--interval", method, "--metric", "jct_mean", "--point", 0)
            self.assertEqual(len(rows), 3)
            for row in rows:
                self.assertEqual((row["resamples"], row["bootstrap_seed"]), (9999, 7))
                a, b = self.values(row)
                for form, of in forms.items():
                    low, high = stats.bootstrap(
                        (a, b), lambda x, y, axis: of(x.mean(axis=axis), y.mean(axis=axis)),
                        paired=True, vectorized=True, method=method.replace("bca", "BCa"),
                        random_state=1).confidence_interval
                    for end, limit in (("_lower", low), ("_upper", high)):
                        self.assertLess(abs(row[form + end] - limit), 0.06 * (high - low))

    def test_intervals_for_skewed_values_are_those_of_their_statistics(self):
        metric = ("--metric", "jct_mean", "--point", 0)
        t = stats.t.ppf(0.975, 39)
        for row in self.rows("--interval", "johnson", *metric):
            self.assertIsNone(row["resamples"])
            a, b = self.values(row)
            for form, x, bottom in (("difference", b - a, 1),
                                    ("overhead", b - (1 + row["overhead"]) * a, a.mean()),
                                    ("reduction", b * (1 - row["reduction"]) - a, b.mean())):
                g = stats.moment(x, 3) / x.std(ddof=1) ** 3 / np.sqrt(40)
                error = stats.sem(x) / bottom
                for end, q in (("_lower", t), ("_upper", -t)):
                    u = (row[form] - row[form + end]) / error
                    self.assertAlmostEqual(u + g * u**2 / 3 + g**2 * u**3 / 27 + g / 6, q, 6)
        rng = np.random.default_rng(1)
        for row in self.rows("--interval", "bootstrap_t", *metric):
            self.assertEqual((row["resamples"], row["bootstrap_seed"]), (9999, 7))
            a, b = self.values(row)
            drawn = (b - a)[rng.integers(0, 40, (9999, 40))]
            q = np.quantile((drawn.mean(1) - (b - a).mean()) / stats.sem(drawn, axis=1),
                            [0.975, 0.025])
            limits = (b - a).mean() - q * stats.sem(b - a)
            for end, limit in zip(("_lower", "_upper"), limits):
                self.assertLess(abs(row["difference" + end] - limit), 0.06 * np.ptp(limits))
        for name, told in (("johnson", "(Johnson's, for skewed values)"),
                           ("bootstrap_t", "(bootstrap-t, 9999 resamples, seed 7)")):
            self.assertIn(told, " ".join(self.compare("--interval", name, *metric).split()))

    def test_bootstraps_depend_on_the_seed_and_on_nothing_else(self):
        words = ("--interval", "bca", "--metric", "cost", "--resamples", 300, "--json")
        first, again = self.compare(*words), self.compare(*words)
        self.assertEqual(first, again)
        other = self.compare(*words, "--bootstrap-seed", 8)
        self.assertNotEqual(first, other)
        self.assertIn('"bootstrap_seed": 8', other)
        self.assertIn("(BCa bootstrap, 300 resamples, seed 7)", self.compare(*words[:-1]))

    def test_somebody_is_the_best_in_every_world(self):
        for metric in ("jct_mean", LARGER_IS_BETTER):
            rows = self.rows("--metric", metric, "--point", 1)
            runs = self.runs[metric].isel(point=1)
            best = runs == (runs.min("policy") if metric == "jct_mean" else runs.max("policy"))
            share = (best / best.sum("policy")).mean("replication")
            for row in rows:
                for name, policy in (("policy_best", "policy"), ("probability_best", "baseline")):
                    self.assertAlmostEqual(row[name], float(share.sel(policy=row[policy])), 12)
            self.assertAlmostEqual(rows[0]["policy_best"] + sum(
                row["probability_best"] for row in rows), 1, 12)

    def test_quantiles_have_order_statistics_as_limits_or_are_refused(self):
        rows = self.rows("--quantile", 0.5, 0.99, "--metric", "jct_mean", "--point", 0)
        for row in rows:
            for role, x in zip(("policy", "baseline"), self.values(row)):
                x = np.sort(x)
                name, low, high = f"{role}_quantile_0.5", stats.binom.ppf(0.025, 40, 0.5), \
                    stats.binom.isf(0.025, 40, 0.5)
                self.assertAlmostEqual(row[name], np.median(x), 8)
                self.assertEqual(row[name + "_lower"], x[int(low) - 1])
                self.assertEqual(row[name + "_upper"], x[int(high)])
                self.assertIsNone(row[f"{role}_quantile_0.99"])
        text = self.compare("--quantile", 0.5, 0.99, "--metric", "jct_mean", "--point", 0)
        self.assertIn("quantile 0.5 [h]", text)
        self.assertIn("40 values are too few for a 95 % interval of the quantile 0.99; 368 are "
                      "needed", " ".join(text.split()))

    def test_differences_of_quantiles_have_intervals_of_pairs(self):
        rng = np.random.default_rng(2)
        for row in self.rows("--quantile", 0.5, 0.99, "--metric", "jct_mean", "--point", 0):
            a, b = self.values(row)
            self.assertIsNone(row["difference_quantile_0.99"])
            name, value = "difference_quantile_0.5", np.median(b) - np.median(a)
            self.assertAlmostEqual(row[name], value, 6)
            drawn = rng.integers(0, 40, (9999, 40))
            limits = np.quantile(np.median(b[drawn], 1) - np.median(a[drawn], 1), [0.025, 0.975])
            for end, limit in zip(("_lower", "_upper"), limits):
                self.assertLessEqual(abs(row[name + end] - limit), 0.1 * np.ptp(limits))
        self.assertIn("Differences of quantiles: baseline - bace, with percentile bootstrap",
                      " ".join(self.compare("--quantile", 0.5, "--point", 0).split()))

    def test_equivalence_is_two_one_sided_tests(self):
        for margin in (2, 60):
            table = self.rows("--equivalent", margin, "--metric", "cost", "--point", 1)
            for row in table:
                a, b = self.values(row)
                p = max(stats.ttest_1samp(b - (1 - margin / 100) * a, 0, alternative="greater").pvalue,
                        stats.ttest_1samp(b - (1 + margin / 100) * a, 0, alternative="less").pvalue)
                np.testing.assert_allclose(row["p_equivalence"], p, rtol=1e-7, atol=1e-14)
                self.assertEqual(row["equivalence_margin"], margin / 100)
                self.assertEqual(row["equivalent"], row["p_equivalence_adjusted"] < 0.05)
            smallest = min(table, key=lambda row: row["p_equivalence"])
            self.assertAlmostEqual(smallest["p_equivalence_adjusted"],
                                   min(1, 3 * smallest["p_equivalence"]), 14)
            text = self.compare("--equivalent", margin, "--metric", "cost", "--point", 1)
            self.assertIn(f"within +-{margin} %", text)
            self.assertEqual(" yes" in text, any(row["equivalent"] for row in table))

    def test_dominance_is_the_test_of_barrett_and_donald(self):
        rng = np.random.default_rng(3)
        for row in self.rows("--dominance", "--metric", "jct_mean", "--point", 0):
            a, b = self.values(row)
            levels = np.unique([a, b])

            def gap(rows):
                return ((b[rows][..., None] <= levels).sum(-2)
                        - (a[rows][..., None] <= levels).sum(-2))

            observed, drawn = gap(np.arange(40)), gap(rng.integers(0, 40, (4000, 40)))
            for name, sign in (("p_dominates", 1), ("p_dominated", -1)):
                p = ((sign * (drawn - observed)).max(1) >= (sign * observed).max()).mean()
                self.assertLess(abs(row[name] - p), 0.04, row)
            refuted = (row["p_dominates"] < 0.05, row["p_dominated"] < 0.05)
            self.assertEqual(row["dominant"], {
                (False, True): "policy", (True, False): "baseline", (True, True): "neither",
                (False, False): "undecided"}[refuted])
        self.assertIn("p (dominated)", self.compare("--dominance", "--point", 0))

    def test_pooled_points_are_clusters_of_replications(self):
        for row in self.rows("--pooled", "--metric", "jct_mean", "cost"):
            runs = self.runs[row["metric"]]
            a, b = (runs.sel(policy=row[name]) for name in ("policy", "baseline"))
            self.assertEqual((row["points"], row["pairs"]), (2, 40))
            values = expected(a.mean("point").values, b.mean("point").values)
            score = ((a < b) + 0.5 * (a == b)).mean("point").values
            if np.ptp(score) > 0:
                values |= mean("probability_better", score, 0.95)
                for end, limit in (("_lower", max), ("_upper", min)):
                    values["probability_better" + end] = limit(
                        values["probability_better" + end], 0 if end == "_lower" else 1)
            else:
                values |= probability(score.sum(), len(score), 0.95)
            values |= {"points": 2, "wins": int((a < b).sum()), "ties": int((a == b).sum()),
                       "losses": int((a > b).sum())}
            self.assert_numbers(row, values)
        self.assertIn("40 replications as clusters of 2 points", self.compare("--pooled"))

    def test_csv_has_the_numbers_of_json(self):
        words = ("--metric", "jct_mean", "cross_region_jobs", "egress_cost", "--quantile", 0.5)
        rows = list(csv.DictReader(io.StringIO(self.compare("--csv", *words))))
        for row, same in zip(rows, self.rows(*words), strict=True):
            missing = [name for name, value in same.items() if value is None]
            self.assertEqual(missing[:2], ["resamples", "bootstrap_seed"])  # of no bootstrap
            self.assertEqual(bool(row.pop("remarks")), len(missing) > 2)
            scale = row.pop("network.scale")
            self.assertEqual(row["point"].split(": ")[1], f"network.scale = {scale}")
            self.assertEqual(row.keys(), same.keys())
            for name, value in same.items():
                if type(value) in (int, float):
                    self.assertEqual(float(row[name]), value, name)
                else:
                    text = {None: "", True: "true", False: "false"}.get(value, value)
                    self.assertEqual(row[name], text, name)

    def test_bace_is_compared_with_all_others_or_with_a_choice_in_its_order(self):
        choice = ("--metric", "energy", "cost", "--baseline", "cr_ldf", "lcf", "--point", 1)
        for words, *lists in (((), POINTS, ["jct_mean", "cost"], ["bace"], BASELINES),
                              (choice, POINTS[1:], choice[1:3], ["bace"], choice[4:6])):
            names = ("point", "metric", "policy", "baseline")
            self.assertEqual([tuple(row[name] for name in names) for row in self.rows(*words)],
                             list(itertools.product(*lists)))

    def test_total_cost_is_compared_where_transfers_have_a_price(self):
        path = self.results_of(self.directory / "small.toml", "paid.h5", *settings(
            "study.replications=3", "network.transfer_usd_per_gb=0.02"))
        rows = self.rows("--point", 0, path=path)
        self.assertEqual(list(dict.fromkeys(row["metric"] for row in rows)),
                         ["jct_mean", "cost", "cost_total"])
        runs = open_results(path)
        np.testing.assert_array_equal(runs["cost_total"], runs["cost"] + runs["egress_cost"])

    def test_few_pairs_are_called_optimistic_and_one_has_no_interval(self):
        for pairs in (1, 29, 30):
            path = self.results_of(self.directory / "small.toml", "few.h5", "--force",
                                   *settings(f"study.replications={pairs}"))
            text, rows = self.compare(path=path), self.rows(path=path)
            self.assertTrue(all(row["optimistic"] == (pairs < 30) for row in rows))
            self.assertEqual("optimistic" in text, pairs == 29)
            self.assertEqual("one pair shows no spread" in text, pairs == 1)
            for name in ("difference_lower", "overhead_upper", "p_value", "variance_reduction"):
                self.assertEqual(rows[0][name] is None, pairs == 1)


if __name__ == "__main__":
    unittest.main()
