"""How often the best policy is selected, and how many runs it takes."""

from measure.google import counters
from measure import programs
from measure.tables import Table

NAME = "selection"
TITLE = "Selection of the best policy"
TARGETS = ("benchmarks", "bacelab")
DOCUMENT = "statistics.md"

MINIMUM, CONFIDENCE = 30, 0.95
NORMAL = {"slippage": "all others worse by the zone", "rising": "worse by 1, 2, ... zones"}
METRICS = {"jct_mean": "mean JCT", "cost": "cost"}
POLICIES = {"all": "all policies", "baselines": "baselines"}


def two_stage(policies, ratio):
    """Runs of Nelson and Matejcik's procedure (Management Science 41, 1995): each policy in g^2 S^2
    / d^2 worlds, with g of the multivariate t distribution with correlations of 0.5."""
    import numpy as np
    from scipy import optimize, stats

    others = policies - 1
    freedom = others * (MINIMUM - 1)
    part = (np.arange(400) + 0.5) / 400
    common = stats.norm.ppf(part)[:, None]
    scale = np.sqrt(stats.chi2.ppf(part, freedom) / freedom)[None, :]

    def probability(g):
        """Of no variate above g: the normal ones share half of their variance."""
        return (stats.norm.cdf(np.sqrt(2) * g * scale - common) ** others).mean()

    g = optimize.brentq(lambda x: probability(x) - CONFIDENCE, 1, 6)
    return policies * max(MINIMUM, g * g * ratio)


def run_population(bench):
    path = bench.scratch / "population.h5"
    programs.run(bench.build.bacelab, "run", programs.ROOT / "configs" / "paper.toml", "-o", path, "--force",
                 "--set", f"study.replications={bench.size(100_000, 1000)}")
    return path


def row(worlds, entry):
    runs, equal = entry["runs"], entry["equal_runs"]
    two = two_stage(round(entry["policies"]), entry["two_stage_ratio"])
    return [worlds, f"{entry['policies']:.0f}", f"{entry['correct_percent']:.1f} %",
            f"{entry['good_percent']:.1f} %", f"{runs:,.0f}", f"{equal:,.0f}",
            f"{100 * (1 - runs / equal):.0f} %", f"{two:,.0f}"]


def run(bench):
    found = counters(bench.build.program("benchmarks"), "^selection/",
                     BACELAB_POPULATION=str(run_population(bench)))
    rows = []
    for kind, title in NORMAL.items():
        for k in bench.size((2, 5, 10), (2,)):
            rows.append(row(f"normal, {title}", found[f"selection/{kind}/k={k}"]))
    for metric, title in METRICS.items():
        for policies, which in POLICIES.items():
            for zone in ("0.5", "2"):
                rows.append(row(f"`paper.toml`, {title}, {which}, zone {zone} %",
                                found[f"selection/{metric}/{policies}/zone={zone}"]))
    return Table(["worlds", "policies", "best selected", "within the zone", "runs",
                  "equal allocation", "saved", "two stages"], rows,
                 ["2,000 repetitions: shares are known to +-1 point. Normal: zone 1 %, standard "
                  "deviation 5 %, half of the variance common to all policies of a world. Of "
                  "`paper.toml`: worlds drawn from 100,000 that were run."])

