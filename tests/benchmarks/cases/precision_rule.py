"""How many replications a precision target takes, and the coverage of the interval at the end."""

from measure.google import counters
from measure.tables import Table

NAME = "precision-rule"
TITLE = "Precision targets against theory"
TARGETS = ("benchmarks",)
DOCUMENT = "statistics.md"

LAWS = {"normal": "normal, coefficient of variation 0.15", "exponential": "exponential",
        "lognormal": "lognormal, sigma 1"}


def run(bench):
    sizes = bench.size((50, 200), (50,))
    found = counters(bench.build.program("benchmarks"),
                     bench.size("^precision_rule/", "^precision_rule/.*/n=50/"))
    rows = []
    for n in sizes:
        for law, title in LAWS.items():
            entry = found[f"precision_rule/{law}/n={n}"]
            mean = entry["mean_replications"]
            rows.append([title, f"{entry['theory']:.0f}", f"{mean:.1f}",
                         f"{100 * (mean / entry['theory'] - 1):+.1f} %", f"{entry['fewest']:.0f}",
                         f"{entry['coverage_percent']:.1f} %"])
    return Table(["pairs", "n*", "mean replications", "against n*", "fewest", "coverage"], rows,
                 ["10,000 repetitions: coverage is known to +-0.5 points."])
