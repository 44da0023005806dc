"""Writes paired.csv: samples and what scipy says about them.

Usage: /usr/bin/python3 tests/analysis/statistics/make_paired.py (scipy 1.10, numpy 1.24)

One number a row: case, quantity, index (of an element of a list, else 0), value. The same
versions write the same file. Sources of the expected values:

- moments: exact, in rational arithmetic
- p-values: scipy.stats.ttest_rel
- Student's quantiles: the root of scipy.stats.t.sf, since t.ppf of this version has but nine
  digits (t.ppf(0.975, 1) is 12.7062047364, tan(0.475 pi) is 12.7062047362)
- interval of the difference: that quantile and scipy.stats.sem, checked against ttest_rel
- relative forms: the ratio's gradient applied to numpy's covariance matrix
- Holm: the closed testing principle with Bonferroni tests, by enumeration of all subsets
- Wilson: scipy.stats.binomtest; for fractional counts, the roots of the score equation
- bootstraps: scipy.stats.bootstrap on the resamples that Philox4x32-10 gives (philox.py)
- Bonferroni: its definition
- equivalence: scipy.stats.ttest_1samp; quantile differences and dominance: numpy
- control variates: their formulas in numpy
- Johnson's interval: root finding; bootstrap-t: its definition in numpy, on the same resamples
- order statistics of quantiles: the binomial tails of scipy.stats.binom, summed by enumeration
- MSER-5 and batch means: their definitions in numpy
"""

import csv
import itertools
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy import optimize, stats
from scipy.stats._resampling import BootstrapResult

import philox

SEED = 20240607
TABLE = Path(__file__).with_name("paired.csv")


def paired_samples(rng):
    """Cases of (name, a, b, confidence)."""
    common = rng.normal(size=40)
    normal = 100 + 10 * common
    yield "normal", normal, normal + 5 + 3 * rng.normal(size=40), 0.95
    world = rng.exponential(3600, size=30)
    yield "exponential", world, 0.8 * world + rng.exponential(1800, size=30), 0.95
    heavy = rng.lognormal(1.0, 1.2, size=35)
    yield "lognormal", heavy, heavy * rng.lognormal(0.1, 0.3, size=35), 0.9
    yield "tiny", np.array([10.0, 10.5]), np.array([12.25, 12.5]), 0.95
    yield "three", np.array([3.0, 3.5, 4.25]), np.array([2.0, 3.75, 3.0]), 0.9
    noise = rng.normal(size=25)
    yield "negative_correlation", 50 + 4 * noise, 55 - 3 * noise + rng.normal(size=25), 0.95
    yield "no_difference", 20 + rng.normal(size=32), 20 + rng.normal(size=32), 0.8
    ties = rng.integers(1, 5, size=31).astype(float)
    yield "many_ties", ties, ties + rng.integers(-1, 3, size=31), 0.95
    small = 1e-6 * rng.gamma(4.0, size=28)
    yield "small_units", small, 1.5 * small + 1e-7 * rng.gamma(2.0, size=28), 0.95
    offset = 1e6 + rng.normal(size=26)
    yield "large_offset", offset, offset + 2 + rng.normal(size=26), 0.95


def exact_moments(a, b):
    a, b = [[Fraction(float(x)) for x in column] for column in (a, b)]
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)

    def spread(x, mean_x, y, mean_y):
        products = ((u - mean_x) * (v - mean_y) for u, v in zip(x, y))
        return sum(products) / (len(x) - 1)

    var_a, var_b = spread(a, mean_a, a, mean_a), spread(b, mean_b, b, mean_b)
    cov = spread(a, mean_a, b, mean_b)
    yield "mean_a", mean_a
    yield "mean_b", mean_b
    yield "variance_a", var_a
    yield "variance_b", var_b
    yield "covariance", cov
    yield "variance_reduction", (var_a + var_b) / (var_a + var_b - 2 * cov)


def student_quantile(confidence, degrees):
    """The t with P(|T| <= t) = confidence."""

    def excess(t):
        return 2 * stats.t.sf(t, degrees) - (1 - confidence)

    return optimize.brentq(excess, 0, 1e4, xtol=1e-15, rtol=1e-15)


def interval(name, value, half_width):
    yield name, value
    yield name + "_lower", value - half_width
    yield name + "_upper", value + half_width


def difference(a, b, confidence):
    test = stats.ttest_rel(b, a)
    half_width = student_quantile(confidence, len(a) - 1) * stats.sem(b - a)
    limits = list(interval("difference", np.mean(b - a), half_width))
    scipy_limits = test.confidence_interval(confidence)
    np.testing.assert_allclose([limit for _, limit in limits[1:]], scipy_limits, rtol=1e-7)
    yield from limits
    yield "p_value", test.pvalue


def relative_forms(a, b, confidence):
    n = len(a)
    mean_a, mean_b = np.mean(a), np.mean(b)
    covariance_of_means = np.cov(a, b, ddof=1) / n
    t = student_quantile(confidence, n - 1)
    gradient = np.array([-mean_b / mean_a**2, 1 / mean_a])  # of mean_b / mean_a
    error = math.sqrt(gradient @ covariance_of_means @ gradient)
    yield from interval("overhead", mean_b / mean_a - 1, t * error)
    gradient = np.array([-1 / mean_b, mean_a / mean_b**2])  # of 1 - mean_a / mean_b
    error = math.sqrt(gradient @ covariance_of_means @ gradient)
    yield from interval("reduction", 1 - mean_a / mean_b, t * error)


def score_interval(successes, trials, confidence):
    """The p for which successes is z standard deviations away, by root finding."""
    share, z2 = successes / trials, stats.norm.ppf((1 + confidence) / 2) ** 2

    def score(p):
        return (share - p) ** 2 - z2 * p * (1 - p) / trials

    return (
        optimize.brentq(score, 0, share, xtol=1e-15, rtol=1e-14),
        optimize.brentq(score, share, 1, xtol=1e-15, rtol=1e-14),
    )


def wilson(successes, trials, confidence):
    if successes == int(successes):
        test = stats.binomtest(int(successes), trials)
        return tuple(test.proportion_ci(confidence, method="wilson"))
    return score_interval(successes, trials, confidence)


def better(a, b, confidence):
    wins, ties = int(np.sum(a < b)), int(np.sum(a == b))
    yield "wins", wins
    yield "ties", ties
    lower, upper = wilson(wins + ties / 2, len(a), confidence)
    yield "better", (wins + ties / 2) / len(a)
    yield "better_lower", lower
    yield "better_upper", upper


def paired_cases(rng):
    for name, a, b, confidence in paired_samples(rng):
        case = "paired." + name
        yield case, "confidence", 0, confidence
        for quantity, column in (("a", a), ("b", b)):
            for index, value in enumerate(column):
                yield case, quantity, index, value
        for source in (
            exact_moments(a, b),
            difference(a, b, confidence),
            relative_forms(a, b, confidence),
            better(a, b, confidence),
        ):
            for quantity, value in source:
                yield case, quantity, 0, value


FORMS = {
    "difference": lambda a, b: b - a,
    "overhead": lambda a, b: b / a - 1,
    "reduction": lambda a, b: 1 - a / b,
}


def bootstrap_cases(rng):
    """The intervals that scipy makes of resamples which are given."""
    for seed, (name, a, b, confidence) in enumerate(paired_samples(rng)):
        if name in ("tiny", "three", "many_ties"):
            continue  # few different resamples: many are equal to the estimate but for rounding
        case, resamples = "bootstrap." + name, 499
        yield case, "resamples", 0, resamples
        yield case, "seed", 0, seed
        rows = philox.resampled_rows(len(a), seed, range(resamples))
        for index, row in enumerate(rows[3]):
            yield case, "rows_of_resample_3", index, row
        means = a[rows].mean(axis=1), b[rows].mean(axis=1)
        for form, function in FORMS.items():
            if form != "difference" and np.any(np.concatenate(means) <= 0):
                continue
            given = BootstrapResult(None, function(*means), None)

            def statistic(x, y, axis):
                return function(x.mean(axis=axis), y.mean(axis=axis))

            for method in ("percentile", "BCa"):
                interval = stats.bootstrap(
                    (a, b), statistic, paired=True, vectorized=True, n_resamples=0,
                    bootstrap_result=given, confidence_level=confidence, method=method).confidence_interval
                for limit in ("low", "high"):
                    yield case, f"{form}_{method.lower()}_{limit}", 0, getattr(interval, limit)


def skewed_cases(rng):
    """Johnson's interval by root finding, and the bootstrap-t of given resamples."""
    for seed, (name, a, b, confidence) in enumerate(paired_samples(rng)):
        if name in ("tiny", "three"):
            continue
        case, resamples, n = "skewed." + name, 299, len(a)
        yield case, "resamples", 0, resamples
        yield case, "seed", 0, seed
        rows = philox.resampled_rows(n, seed, range(resamples))

        def studentised(form, x, y):
            """The form and its standard error by the delta method, of each row of x and y."""
            value = FORMS[form](x.mean(axis=-1), y.mean(axis=-1))
            if form == "difference":
                errors, bottom = y - x, 1.0
            elif form == "overhead":
                errors, bottom = y - x - value[..., None] * x, x.mean(axis=-1)
            else:
                errors, bottom = y - x - value[..., None] * y, y.mean(axis=-1)
            return value, stats.sem(errors, axis=-1) / bottom, errors

        for form in FORMS:
            value, error, x = (part[0] for part in studentised(form, a[None, :], b[None, :]))
            g = stats.moment(x, 3) / np.std(x, ddof=1) ** 3 / math.sqrt(n)
            t = student_quantile(confidence, n - 1)

            def excess(u, limit):
                return u + g * u**2 / 3 + g**2 * u**3 / 27 + g / 6 - limit

            u = [optimize.brentq(excess, -1e3, 1e3, args=(limit,), xtol=1e-14, rtol=1e-14)
                 for limit in (t, -t)]
            yield case, form + "_johnson_low", 0, value - error * u[0]
            yield case, form + "_johnson_high", 0, value - error * u[1]
            values, errors, _ = studentised(form, a[rows], b[rows])
            q = np.quantile((values - value) / errors, [(1 - confidence) / 2, (1 + confidence) / 2])
            yield case, form + "_bootstrap_t_low", 0, value - error * q[1]
            yield case, form + "_bootstrap_t_high", 0, value - error * q[0]


def answer_cases(rng):
    """Equivalence by scipy; quantile differences and dominance by numpy on the same resamples."""
    for seed, (name, a, b, confidence) in enumerate(paired_samples(rng)):
        if name in ("tiny", "three"):
            continue
        case, resamples, n = "answers." + name, 299, len(a)
        yield case, "resamples", 0, resamples
        yield case, "seed", 0, seed
        for index, margin in enumerate((0.02, 0.3)):
            above = stats.ttest_1samp(b - (1 - margin) * a, 0, alternative="greater").pvalue
            below = stats.ttest_1samp(b - (1 + margin) * a, 0, alternative="less").pvalue
            yield case, "equivalence", index, max(above, below)
        rows = philox.resampled_rows(n, seed, range(resamples))
        resampled = np.median(b[rows], axis=1) - np.median(a[rows], axis=1)
        low, high = np.quantile(resampled, [(1 - confidence) / 2, (1 + confidence) / 2])
        yield case, "median", 0, np.median(b) - np.median(a)
        yield case, "median_low", 0, low
        yield case, "median_high", 0, high
        levels = np.unique(np.concatenate((a, b)))

        def gap(x, y):
            below_level = [(column[..., None] <= levels).sum(axis=-2) for column in (x, y)]
            return below_level[1] - below_level[0]

        observed, drawn = gap(a, b), gap(a[rows], b[rows])
        for index, sign in enumerate((1, -1)):
            beyond = (sign * (drawn - observed)).max(axis=1) >= max((sign * observed).max(), 0)
            yield case, "dominance", index, beyond.mean()


def control_cases(rng):
    """Regression on control variates by numpy; of the last two columns one is constant, and one a
    combination of the first."""
    for n, drawn in ((120, 2400), (300, 300)):
        case = f"controls.{n}.{drawn}"
        x = rng.gamma(2.0, size=(drawn, 3)) * [1.0, 1e6, 1e-3]
        y = 5 + x @ [2.0, 1e-6, 400.0] + rng.normal(size=drawn) * (0.2 + 0.3 * x[:, 0])
        x = np.column_stack((x, np.full(drawn, 7.0), 3 * x[:, 0] + 1e-6 * x[:, 1]))
        for column, values in enumerate(x[:n].T):
            for index, value in enumerate(values):
                yield case, f"x{column}", index, value
            yield case, "mean", column, x[:, column].mean()
        for index, value in enumerate(y[:n]):
            yield case, "y", index, value
        ran = x[:n, :3] - x[:n, :3].mean(axis=0)
        scale = ran.std(axis=0)
        b = np.linalg.lstsq(ran / scale, y[:n] - y[:n].mean(), rcond=None)[0]
        gap = (x[:, :3].mean(axis=0) - x[:n, :3].mean(axis=0)) / scale
        centred = ran / scale
        residuals = y[:n] - y[:n].mean() - centred @ b
        inverse = np.linalg.inv(centred.T @ centred)
        leverages = 1 / n + np.einsum("ij,jk,ik->i", centred, inverse, centred)
        weights = 1 / n + centred @ inverse @ gap
        fitted = b @ np.cov(centred.T) @ b
        variance = (weights**2 * residuals**2 / (1 - leverages) ** 2).sum() + fitted / drawn
        half = student_quantile(0.95, n - 4) * math.sqrt(variance)
        for quantity, value in interval("controlled", y[:n].mean() + b @ gap, half):
            yield case, quantity, 0, value
        yield case, "worlds", 0, y[:n].var(ddof=1) / variance


def best_cases(rng):
    """Who is the best of four policies, with ties."""
    values = rng.integers(0, 6, size=(4, 60)).astype(float)
    for policy, column in enumerate(values):
        for index, value in enumerate(column):
            yield "best.four", f"policy_{policy}", index, value
    smallest = values == values.min(axis=0)
    scores = (smallest / smallest.sum(axis=0)).sum(axis=1)
    for policy, score in enumerate(scores):
        lower, upper = score_interval(score, 60, 0.9)
        yield "best.four", "probability", policy, score / 60
        yield "best.four", "lower", policy, lower
        yield "best.four", "upper", policy, upper


def order_statistics(n, probability, confidence):
    """The ranks (from 1) of the limits; 0 or n + 1 where there is none."""
    mass = [math.comb(n, k) * probability**k * (1 - probability) ** (n - k) for k in range(n + 1)]
    tail = (1 - confidence) / 2
    lower = max(rank for rank in range(n + 1) if rank == 0 or sum(mass[:rank]) < tail)
    upper = min(rank for rank in range(1, n + 2) if sum(mass[rank:]) <= tail)
    return lower, upper


def quantile_cases(rng):
    for n, probability, confidence in (
            (8, 0.5, 0.95), (50, 0.5, 0.95), (100, 0.95, 0.95), (200, 0.95, 0.9),
            (400, 0.99, 0.95), (120, 0.1, 0.8)):
        case = f"quantile.{n}.{probability}.{confidence}"
        values = rng.lognormal(3, 1, size=n)
        lower, upper = order_statistics(n, probability, confidence)
        assert 1 <= lower < upper <= n
        tail = (1 - confidence) / 2
        # The same by scipy, as scipy.stats.quantile_test of later versions does it.
        assert lower == stats.binom.ppf(tail, n, probability)
        assert upper == stats.binom.isf(tail, n, probability) + 1
        yield case, "probability", 0, probability
        yield case, "confidence", 0, confidence
        for index, value in enumerate(values):
            yield case, "values", index, value
        ordered = np.sort(values)
        yield case, "value", 0, np.quantile(values, probability)
        yield case, "lower", 0, ordered[lower - 1]
        yield case, "upper", 0, ordered[upper - 1]
    for probability, confidence in itertools.product((0.05, 0.5, 0.95, 0.99), (0.9, 0.95)):
        case = f"fewest.{probability}.{confidence}"
        sizes = (n for n in itertools.count(1)
                 if max(probability, 1 - probability) ** n < (1 - confidence) / 2)
        yield case, "probability", 0, probability
        yield case, "confidence", 0, confidence
        yield case, "fewest", 0, next(sizes)


def long_run_cases(rng):
    """An autoregressive process that begins far from its steady state."""
    for name, n, start, phi in (("mild", 400, 8.0, 0.7), ("far", 1003, 40.0, 0.95),
                                ("steady", 250, 0.0, 0.5)):
        case, series = "long_run." + name, [start]
        for noise in rng.normal(size=n - 1):
            series.append(phi * series[-1] + noise)
        for index, value in enumerate(series):
            yield case, "series", index, value
        z = np.array(series[:n // 5 * 5]).reshape(-1, 5).mean(axis=1)
        mser = [np.var(z[d:]) / (len(z) - d) for d in range(len(z) - 4)]
        yield case, "warmup", 0, 5 * int(np.argmin(mser))
        batches = 20
        size = n // batches
        means = np.array(series[n - batches * size:]).reshape(batches, size).mean(axis=1)
        half = student_quantile(0.95, batches - 1) * stats.sem(means)
        yield from ((case, quantity, 0, value)
                    for quantity, value in interval("mean", means.mean(), half))
        d = means - means.mean()
        yield case, "correlation", 0, (d[1:] @ d[:-1]) / (d @ d)


def student_cases():
    for degrees, confidence in itertools.product((1, 2, 9, 29, 199, 5000), (0.5, 0.9, 0.95, 0.999)):
        case = f"student.{degrees}.{confidence}"
        yield case, "degrees", 0, degrees
        yield case, "confidence", 0, confidence
        yield case, "quantile", 0, student_quantile(confidence, degrees)
    for degrees, t in itertools.product((1, 2, 9, 199), (0.0, 0.3, -2.5, 12.0)):
        case = f"student_tail.{degrees}.{t}"
        yield case, "degrees", 0, degrees
        yield case, "statistic", 0, t
        yield case, "p_value", 0, 2 * stats.t.sf(abs(t), degrees)


def closed_testing(p_values):
    """Rejects a hypothesis where every subset with it is rejected by Bonferroni."""
    indices = range(len(p_values))
    subsets = [s for size in indices for s in itertools.combinations(indices, size + 1)]

    def bonferroni(subset):
        return min(1.0, len(subset) * min(p_values[i] for i in subset))

    return [max(bonferroni(s) for s in subsets if i in s) for i in indices]


def bonferroni(p_values):
    return [min(1.0, len(p_values) * p) for p in p_values]


def holm_cases():
    families = (
        [0.03],
        [0.01, 0.04, 0.03],
        [0.5, 0.001, 0.02, 0.02, 0.9],
        [0.2, 0.2, 0.2, 0.2],
        [0.0, 1.0, 0.04, 0.011, 0.3, 0.0099, 0.05],
    )
    for number, family in enumerate(families):
        for index, raw in enumerate(family):
            yield f"holm.{number}", "p", index, raw
            yield f"holm.{number}", "p_holm", index, closed_testing(family)[index]
            yield f"holm.{number}", "p_bonferroni", index, bonferroni(family)[index]


def wilson_cases():
    whole = ((0, 1), (1, 1), (0, 20), (20, 20), (7, 10), (1, 500), (250, 500))
    counts = whole + ((9.5, 10), (0.5, 40))
    for (successes, trials), confidence in itertools.product(counts, (0.8, 0.95)):
        case = f"wilson.{successes}.{trials}.{confidence}"
        lower, upper = wilson(successes, trials, confidence)
        yield case, "successes", 0, successes
        yield case, "trials", 0, trials
        yield case, "confidence", 0, confidence
        yield case, "lower", 0, lower
        yield case, "upper", 0, upper


def main():
    rng = np.random.default_rng(SEED)
    with TABLE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("case", "quantity", "index", "value"))
        for cases in (paired_cases(rng), student_cases(), holm_cases(), wilson_cases(),
                      bootstrap_cases(np.random.default_rng(SEED)), best_cases(rng),
                      quantile_cases(rng), long_run_cases(rng),
                      skewed_cases(np.random.default_rng(SEED)),
                      answer_cases(np.random.default_rng(SEED)),
                      control_cases(np.random.default_rng(SEED))):
            for case, quantity, index, value in cases:
                writer.writerow((case, quantity, index, repr(float(value))))


if __name__ == "__main__":
    main()
