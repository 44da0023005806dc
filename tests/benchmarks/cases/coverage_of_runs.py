"""Coverage of intervals from few worlds of shipped studies."""

from measure.programs import CONFIGS, answer, run as run_program
from measure.tables import Table

NAME = "coverage-of-runs"
TITLE = "Coverage of intervals with a nominal 95 %, of runs"
TARGETS = ("bacelab", "whole_interval_coverage")
DOCUMENT = "statistics.md"

STUDIES = ("paper", "quickstart")
#: What is shown: form, method and title.
INTERVALS = (("difference", "delta", "difference: paired t"), ("difference", "johnson", "johnson"),
             ("difference", "bootstrap_t", "bootstrap_t"), ("overhead", "delta", "overhead: delta"),
             ("overhead", "johnson", "johnson"), ("overhead", "bootstrap_t", "bootstrap_t"))


def cell(entries):
    """The mean over metrics and baselines, with the lowest."""
    all_coverages = [coverage for entry in entries for coverage in entry["coverage"]]
    return f"{sum(all_coverages) / len(all_coverages):.1f} ({min(all_coverages):.1f})"


def together(entries):
    return " to ".join(f"{found(entry['together'] for entry in entries):.0f}" for found in (min, max))


def run(bench):
    worlds = bench.size(200_000, 2_000)
    samples, bootstrap_samples = bench.size((20_000, 1_000), (200, 20))
    rows = []
    for study in STUDIES:
        output = bench.scratch / f"{study}.h5"
        run_program(bench.build.bacelab, "run", CONFIGS / f"{study}.toml", "-o", output, "--force",
                    "--set", f"study.replications={worlds}")
        found = answer(bench.build.program("whole_interval_coverage"), output, samples,
                       bootstrap_samples)
        output.unlink()
        for n in (10, 30, 100):
            def of(form, method, adjusted=False):
                return [entry for entry in found if (entry["n"], entry["form"], entry["method"],
                                                     entry["adjusted"]) == (n, form, method, adjusted)]
            rows.append([f"{study}, n = {n}",
                         *(cell(of(form, method)) for form, method, _ in INTERVALS),
                         together(of("overhead", "delta")),
                         together(of("overhead", "delta", True))])
    return Table(["%", *(title for _, _, title in INTERVALS), "4 overheads together",
                  "by Bonferroni"], rows,
                 [f"Samples of n of {worlds:,} worlds: mean over jct_mean and cost against four "
                  "baselines (and the lowest of these 8). "
                  f"{samples:,} samples (+-0.3 points), {bootstrap_samples:,} for bootstrap_t "
                  "(+-1.4), with 999 resamples each. Together: of the two metrics, delta."])
