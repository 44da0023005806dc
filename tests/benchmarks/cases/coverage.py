"""Coverage of intervals with a nominal 95 %."""

from measure.google import counters
from measure.tables import Table

NAME = "coverage"
TITLE = "Coverage of intervals with a nominal 95 %"
TARGETS = ("benchmarks",)
DOCUMENT = "statistics.md"

LAWS = ("normal", "exponential", "lognormal")
PAIRS = (10, 30, 100)
#: What is shown: form, method and title.
INTERVALS = (("difference", "delta", "difference: paired t"),
             ("difference", "johnson", "johnson"),
             ("difference", "bootstrap_t", "bootstrap_t"),
             ("difference", "bca", "bca"),
             ("overhead", "delta", "overhead: delta"),
             ("overhead", "johnson", "johnson"),
             ("overhead", "bootstrap_t", "bootstrap_t"),
             ("overhead", "percentile", "percentile"),
             ("overhead", "bca", "bca"))


def cell(entry):
    """Coverage; which share of the samples has no interval, if it shows."""
    if entry is None:
        return "-"
    missing = entry["without_percent"]
    return f"{entry['coverage_percent']:.1f}" + (f" (none: {missing:.1f})" if missing >= 0.05 else "")


def run(bench):
    found = counters(bench.build.program("benchmarks"),
                     bench.size("^coverage/", "^coverage/.*/delta/"))
    rows = [[f"{law}, n = {n}", *(cell(found.get(f"coverage/{law}/n={n}/{form}/{method}"))
                                  for form, method, _ in INTERVALS)]
            for law in LAWS for n in PAIRS]
    return Table(["%", *(title for _, _, title in INTERVALS)], rows,
                 ["Of the samples that have an interval; none: per cent that have none, since the mean in the "
                  "denominator could be 0. 20,000 samples for paired t, delta and johnson (coverage is known to "
                  "+-0.3 points), 4,000 for the bootstraps (+-0.7), with 999 resamples each."])
