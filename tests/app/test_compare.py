"""`bacelab compare`: its numbers are those that numpy and scipy make of the stored runs."""

import csv
import io
import itertools
import json
import re
import unittest

import numpy as np
from scipy import optimize, stats

from program import (
    DONE, INCOMPLETE, MAY_GET_STUCK, SMALL_STUDY, ProgramTest, bacelab, into_a_closed_pipe,
    onto_a_full_disk, open_results, settings, shows,
)

POINTS = ["point 0: network.scale = 0.05", "point 1: network.scale = 1"]
BASELINES = ["lcf", "own", "cr_ldf"]
LARGER_IS_BETTER = "gpu_utilisation"  # of no other metric
# With what their means are multiplied in the table.
MECHANISMS = (("edges_refused_share", 100), ("out_of_order_share", 100), ("reallocated_share", 100),
              ("cross_region_jobs", 1), ("stalled_fraction", 100), ("network_utilisation", 100))


def estimate(name, value, lower=None, upper=None):
    return {name: value, name + "_lower": lower, name + "_upper": upper}


def t_estimate(name, centre, variance, n, confidence):
    half = stats.t.ppf((1 + confidence) / 2, n - 1) * np.sqrt(variance / n)
    return estimate(name, centre, centre - half, centre + half)


def mean(name, x, confidence):
    return t_estimate(name, x.mean(), x.var(ddof=1), len(x), confidence)


def relative(name, top, bottom, sign, confidence):
    """sign (mean(top) / mean(bottom) - 1) by the delta method, if mean(bottom) is not near 0."""
    if not mean("", bottom, confidence)["_lower"] > 0:
        return estimate(name, None)
    ratio = top.mean() / bottom.mean()
    (of_top, common), (_, of_bottom) = np.cov(top, bottom)
    variance = (of_top - 2 * ratio * common + ratio**2 * of_bottom) / bottom.mean() ** 2
    return t_estimate(name, sign * (ratio - 1), variance, len(top), confidence)


def probability(successes, n, confidence):
    """With Wilson's interval; scipy has it for whole numbers only."""
    if successes == int(successes):
        limits = stats.binomtest(int(successes), n).proportion_ci(confidence, "wilson")
    else:
        share, z = successes / n, stats.norm.ppf((1 + confidence) / 2)
        limits = [optimize.brentq(lambda p: (share - p) ** 2 - z * z * p * (1 - p) / n,
                                  share, end, xtol=1e-15) for end in (0, 1)]
    return estimate("probability_better", successes / n, *limits)


def difference(a, b, confidence):
    if np.array_equal(a, b):  # scipy divides by 0
        return estimate("difference", 0.0, 0.0, 0.0) | {"p_value": 1.0}
    test = stats.ttest_rel(b, a)
    limits = test.confidence_interval(confidence)
    return estimate("difference", b.mean() - a.mean(), *limits) | {"p_value": test.pvalue}


def expected(a, b, smaller=True, confidence=0.95):
    """What the values a of the policy and b of the baseline give; p_adjusted needs the others."""
    n, gain = len(a), b - a if smaller else a - b
    wins, ties = int((gain > 0).sum()), int((gain == 0).sum())
    both, paired = a.var(ddof=1) + b.var(ddof=1), gain.var(ddof=1)
    worst = [i for i in np.argsort(gain, kind="stable")[:3] if gain[i] < 0]
    return {
        "points": 1, "confidence_of_each": confidence,
        "pairs": n, "wins": wins, "ties": ties, "losses": n - wins - ties,
        "variance_reduction": both / paired if paired > 0 else None,
        "worst_worlds": ";".join(map(str, worst)),
        **mean("policy_mean", a, confidence), **mean("baseline_mean", b, confidence),
        **difference(a, b, confidence), **probability(wins + ties / 2, n, confidence),
        **relative("overhead", b, a, 1, confidence), **relative("reduction", a, b, -1, confidence),
    }


def flat(text):
    """The rows of the JSON, named as the columns of the CSV."""
    for table in json.loads(text):
        for row in table.pop("baselines"):
            items = {**table, **row, **row["better"]}
            items["probability_better"] = items.pop("probability")
            items["worst_worlds"] = ";".join(str(x["replication"]) for x in row["worst_worlds"])
            roles = {"policy": table["policy"], "baseline": row["baseline"]}
            for entry, (role, policy) in itertools.product(items.pop("quantiles"), roles.items()):
                if entry["policy"] == policy:
                    items[f"{role}_quantile_{entry['probability']:g}"] = entry["quantile"]
            items["probability_best"] = items.pop("best")
            del items["better"], items["family"]
            for name, item in list(items.items()):
                if isinstance(item, dict):
                    ends = {f"{name}_{end}": item[end] for end in item if end in ("lower", "upper")}
                    items |= {name: item["value"], **ends}
            yield items


class CompareTest(ProgramTest):
    REPLICATIONS, SETTINGS, STATUS = 40, (), DONE

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.results_of(cls.small_study(), "runs.h5", *settings(
            f"study.replications={cls.REPLICATIONS}", *cls.SETTINGS), status=cls.STATUS)
        cls.runs = open_results(cls.path)

    def compare(self, *words, path=None):
        ended = bacelab("compare", path or self.path, *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def rows(self, *words, path=None):
        return list(flat(self.compare("--json", *words, path=path)))

    def refused(self, *words, path=None):
        return self.assert_refused(bacelab("compare", path or self.path, *words))

    def values(self, row, **worlds):
        """Of the policy and the baseline of a row, by replication."""
        runs = self.runs[row["metric"]].isel(point=POINTS.index(row["point"]), **worlds)
        return (runs.sel(policy=row[name]).values for name in ("policy", "baseline"))

    def assert_numbers(self, row, values):
        for name, value in values.items():
            if value is None or isinstance(value, str):
                self.assertEqual(row[name], value, (name, row))
                continue
            # Quantiles of Student's t in scipy 1.10 have 8 digits; limits are centre +- half width.
            half_width = abs(value - values.get(name.rpartition("_")[0], value))
            np.testing.assert_allclose(row[name], value, rtol=1e-10, atol=1e-13 + 1e-8 * half_width,
                                       err_msg=f"{name} of {row}")


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


class Table(CompareTest):
    def assert_shown(self, block, policy, values):
        """The numbers after a policy's name in a table are these values."""
        [line] = [line for line in block.splitlines() if line.startswith(policy + " ")]
        texts = re.sub(r"[][,]", " ", line).split()[1:]
        self.assertEqual(len(texts), len(values), line)
        for text, value in zip(texts, values):
            self.assertTrue(shows(text, value), f"{value} in: {line}")

    def test_numbers_are_those_of_json_and_of_the_runs(self):
        for metric, unit, by in (("jct_mean", " [h]", 1 / 3600), (LARGER_IS_BETTER, "", 1)):
            words = ("--metric", metric, "--point", 0)
            title, means, evidence, _, _, mechanisms, _ = self.compare(*words).split("\n\n")
            self.assertTrue(title.startswith(metric + unit + ", "), title)
            for row in self.rows(*words):
                def limits(name, factor):
                    return [factor * row[name + end] for end in ("", "_lower", "_upper")]
                self.assert_shown(means, "bace", [row["policy_mean"] * by])
                self.assert_shown(means, row["baseline"], [
                    row["baseline_mean"] * by, *limits("difference", by),
                    *limits("overhead", 100), *limits("reduction", 100)])
                self.assert_shown(evidence, "bace", limits("policy_best", 100))
                self.assert_shown(evidence, row["baseline"], [
                    *limits("probability_better", 100), row["ties"], row["p_value"],
                    row["p_adjusted"], *limits("probability_best", 100),
                    row["variance_reduction"]])
            for policy in ("bace", *BASELINES):
                runs = self.runs.isel(point=0).sel(policy=policy)
                self.assert_shown(mechanisms, policy, [
                    factor * float(runs[name].mean()) for name, factor in MECHANISMS])

    def test_no_line_has_more_than_100_columns(self):
        study = SMALL_STUDY.replace("own", "a_policy_whose_name_leaves_little_room_for_numbers")
        long = self.results_of(self.write("long.toml", study), "long.h5")
        path = self.altered(long, "large.h5", lambda file: file["cost"].write_direct(
            file["cost"][()] * 1e12))
        for words in ((), ("--confidence", 0.9999), ("--metric", "head_of_line_blocked"),
                      ("--interval", "bca", "--resamples", 100, "--adjust", "bonferroni"),
                      ("--pooled",), ("--adjust", "none"), ("--each-point",),
                      ("--quantile", 0.2, 0.5, 0.8), ("--equivalent", 2, "--dominance")):
            self.assertLessEqual(max(map(len, self.compare(*words, path=path).splitlines())), 100)

    def test_it_is_said_that_intervals_are_not_simultaneous(self):
        told = "the 3 of a column together with less: --adjust bonferroni."
        for words, is_told in ((("--point", 0), True), (("--adjust", "none", "--pooled"), True),
                               (("--point", 0, "--adjust", "bonferroni"), False),
                               (("--point", 0, "--baseline", "own"), False),
                               (("--point", 0, "--markdown"), True)):
            text = " ".join(self.compare(*words).split())
            self.assertEqual(told in text, is_told, words)
        self.assertIn("the 3 of a line together", " ".join(self.compare().split()))

    def test_tables_stand_apart(self):
        lines = self.compare("--each-point").splitlines()
        titles = [i for i, line in enumerate(lines) if " is better: bace against " in line]
        self.assertEqual([lines[i - 1] for i in titles[1:]], ["", "", ""])

    def test_nobody_has_to_read_it_but_a_full_disk_is_told(self):
        for words in ((), ("--json",), ("--csv",)):
            ended = into_a_closed_pipe("compare", self.path, *words)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            self.assert_refused(onto_a_full_disk("compare", self.path, *words), "standard output")


class Incomplete(CompareTest):
    SETTINGS, STATUS = MAY_GET_STUCK, INCOMPLETE

    def test_they_are_refused_by_name(self):
        told, stuck = self.refused("--point", 0), self.runs["status"].isel(point=0) == 2
        named = re.findall(r"replication (\d+) under (\w+) \(stuck\)", told)
        self.assertTrue(all(stuck.sel(replication=int(i), policy=name) for i, name in named))
        self.assertIn(f"and {int(stuck.sum()) - len(named)} more; --drop-incomplete", told)
        self.rows("--baseline", "own")  # whose runs are complete

    def test_their_worlds_are_dropped_for_all_policies_and_counted(self):
        ended = bacelab("compare", self.path, "--drop-incomplete", "--json")
        for row in flat(ended.stdout):
            point = POINTS.index(row["point"])
            kept = np.flatnonzero((self.runs["status"].values[point] == 1).all(axis=1))
            self.assertIn(f"point {point}: {40 - len(kept)} of 40 worlds left out", ended.stderr)
            values = expected(*self.values(row, replication=kept))
            # Worlds keep their numbers, under which they can be run again.
            worst = [str(kept[int(i)]) for i in values["worst_worlds"].split(";") if i]
            self.assert_numbers(row, values | {"worst_worlds": ";".join(worst)})

    def test_where_points_are_pooled_whole_clusters_are_dropped(self):
        self.assertIn("point 0: incomplete runs", self.refused("--pooled"))
        kept = np.flatnonzero((self.runs["status"].values == 1).all(axis=(0, 2)))
        ended = bacelab("compare", self.path, "--drop-incomplete", "--pooled", "--json")
        self.assertIn(f"{40 - len(kept)} of 40 replications left out", ended.stderr)
        for row in flat(ended.stdout):
            self.assertEqual(row["pairs"], len(kept))
            runs = self.runs[row["metric"]].isel(replication=kept).sel(policy=row["baseline"])
            self.assertAlmostEqual(row["baseline_mean"] / float(runs.mean()), 1, 12)

    def test_some_world_must_be_left(self):
        for status, name in ((0, "not_run"), (3, "failed")):
            path = self.altered(self.path, "none.h5", lambda file: file["status"].write_direct(
                np.full(file["status"].shape, status, "u1")))
            self.assertIn(f"replication 0 under bace ({name})", self.refused(path=path))
            self.assertIn("no world", self.refused("--drop-incomplete", path=path))


class Refused(CompareTest):
    def test_what_is_no_results_file(self):
        for path, what in self.no_results(self.path):
            self.assert_refused(bacelab("compare", path), path, what)

    def test_unknown_names_with_the_nearest_known_and_what_makes_no_comparison(self):
        for words, told in (
                (("--metric", "jct_men"), "'jct_men' (did you mean 'jct_mean'?)"),
                (("--baseline", "cr_lfd"), "'cr_lfd' (did you mean 'cr_ldf'?)"),
                (("--policy", "bcae"), "'bcae' (did you mean 'bace'?)"),
                (("--metric", "cost", "cost"), "twice"), (("--baseline", "bace"), "bace"),
                (("--point", 2), "0 to 1"), (("--point", -1), "0 to 1"),
                (("--json", "--csv"), "--csv"), (("--confidence", 95), "--confidence"),
                (("--confidence", "nan"), "--confidence"),
                (("--interval", "fieller"), "{delta,percentile,bca,johnson,bootstrap_t}"), (("--adjust", "hochberg"), "--adjust"),
                (("--resamples", 10), "--resamples"), (("--quantile", 95), "--quantile 95"),
                (("--quantile", 0.5, 0.9, 0.5), "--quantile 0.5: is given twice"),
                (("--bootstrap-seed", -1), "--bootstrap-seed: '-1' is not a whole number from 0"),
                (("--bootstrap-seed", 2**64), f"'{2**64}' is not a whole number from 0"),
                (("--pooled", "--point", 0), "--pooled"),
                (("--pooled", "--quantile", 0.5), "--pooled"),
                (("--equivalent", 0), "--equivalent 0: a margin in per cent, above 0 and below 100"),
                (("--equivalent", -2), "--equivalent -2"), (("--equivalent", "nan"), "nan"),
                (("--equivalent", 2, "--markdown"), "--markdown"),
                (("--dominance", "--pooled"), "--pooled"), (("--control", "--pooled"), "--pooled"),
                (("--control",), "point 0: 40 worlds are too few for --control; 100 are needed")):
            with self.subTest(words=words):
                self.assertIn(told, self.refused(*words))

    def test_files_that_another_program_changed_before_anything_is_printed(self):
        def put(name, value):
            return lambda file: file[name].write_direct(
                np.array(value, file[name].dtype), dest_sel=np.s_[0, 2, 0])
        for alter, told in ((put("cost", np.nan), "replication 2"), (put("status", 200), "200")):
            with self.subTest(told=told):
                self.assertIn(told, self.refused(path=self.altered(self.path, "new.h5", alter)))


if __name__ == "__main__":
    unittest.main()
