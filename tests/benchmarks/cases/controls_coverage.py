"""Coverage of intervals of means with control variates, of runs."""

from measure.programs import CONFIGS, answer, run as run_program
from measure.tables import Table

NAME = "controls-coverage"
TITLE = "Coverage of means with control variates with a nominal 95 %, of runs"
TARGETS = ("bacelab", "whole_control_coverage")
DOCUMENT = "statistics.md"

STUDIES = ("paper", "quickstart", "diurnal", "price_volatility")


def span(coverages):
    return f"{min(coverages):.1f} to {max(coverages):.1f}"


def run(bench):
    worlds, samples = bench.size(100_000, 5_000), bench.size(10_000, 100)
    rows = []
    for study in STUDIES:
        output = bench.scratch / f"{study}.h5"
        run_program(bench.build.bacelab, "run", CONFIGS / f"{study}.toml", "-o", output, "--force",
                    "--set", f"study.replications={worlds}")
        found = answer(bench.build.program("whole_control_coverage"), output, samples)
        output.unlink()
        for n in sorted({entry["n"] for entry in found}):
            cells = [span(entry[way]) for metric in ("jct_mean", "cost") for entry in found
                     if (entry["n"], entry["metric"]) == (n, metric) for way in ("with", "without")]
            rows.append([f"{study}, n = {n}", *cells])
    return Table(["%, lowest to highest of the policies", "mean JCT: with controls", "without",
                  "cost: with controls", "without"], rows,
                 [f"{samples:,} samples of n of {worlds:,} worlds that ran, and 20 n more that were "
                  "drawn; +-0.4 points."])
