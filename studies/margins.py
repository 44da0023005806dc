"""At how many points of the map two policies are better than all named ones, by a stated margin.

Reads bace_local.csv and bace_frugal.csv, comparisons with these policies under test. A policy is
better by a margin where the lower limit of the overhead's 95 % interval is above it.
"""

import csv

OTHERS = ("bace", "lcf", "ldf", "cr_lcf", "cr_ldf", "bace_total")


def overheads(policy, metric):
    """Of each point: baseline -> (overhead, lower limit, upper limit)."""
    points = {}
    with open(f"{policy}.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["metric"] == metric:
                points.setdefault(row["point"], {})[row["baseline"]] = tuple(
                    float(row["overhead" + end]) for end in ("", "_lower", "_upper"))
    return points.values()


def count(policy, metric, margin, baselines):
    """Points at which every baseline has at least `margin` more, and all points."""
    points = overheads(policy, metric)
    sure = sum(all(point[name][1] > margin for name in baselines) for point in points)
    return f"{sure} of {len(points)}"


print("| claim, with 95 % confidence at each point | points |")
print("|---|--:|")
print("| `bace_local`: at least 10 % less total cost than `bace`, `bace_total`, `cr_lcf`, `cr_ldf` | "
      + count("bace_local", "cost_total", 0.1, ("bace", "bace_total", "cr_lcf", "cr_ldf")) + " |")
print("| `bace_local`: JCT at most 5 % longer than that of `bace` | "
      + count("bace_local", "jct_mean", -0.05, ("bace",)) + " |")
print("| `bace_frugal`: at least 3 % less electricity cost than all named policies | "
      + count("bace_frugal", "cost", 0.03, OTHERS + ("bace_local",)) + " |")
print("| `bace_frugal`: jobs finish sooner than under `lcf`, the cheapest of the others | "
      + count("bace_frugal", "jct_mean", 0.0, ("lcf",)) + " |")
