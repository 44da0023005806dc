"""What `bacelab compare` must say of stored runs, by numpy and scipy, and how tests ask for it."""

import itertools
import json

import numpy as np
from scipy import optimize, stats

from program import DONE, ProgramTest, bacelab, open_results, settings

POINTS = ["point 0: network.scale = 0.05", "point 1: network.scale = 1"]
BASELINES = ["lcf", "own", "cr_ldf"]
LARGER_IS_BETTER = "gpu_utilisation"  # of no other metric


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
