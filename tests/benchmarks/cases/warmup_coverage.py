"""Coverage of the means of long runs, with the warm-up that MSER-5 chooses and a fixed one."""

from measure.google import counters
from measure.tables import Table

NAME = "warmup-coverage"
TITLE = "Coverage of the means of long runs of M/M/1, nominal 95 %"
TARGETS = ("benchmarks",)
DOCUMENT = "statistics.md"

LOADS = (50, 80, 90)
JOBS = (5000, 20000)
RUNS = (20, 1)
WARMUPS = ("mser", "tenth")


def cells(found, load, jobs):
    """Coverage of each number of runs and warm-up; of MSER-5 also how many jobs it leaves out."""
    for runs in RUNS:
        for warmup in WARMUPS:
            entry = found.get(f"warmup/load={load}/jobs={jobs}/runs={runs}/{warmup}")
            if entry is None:
                yield "-"
                continue
            text = f"{entry['coverage_percent']:.1f}"
            yield text if warmup == "tenth" else f"{text} ({entry['median_left_out']:.0f})"


def run(bench):
    found = counters(bench.build.program("benchmarks"),
                     bench.size("^warmup/", "^warmup/.*jobs=5000/"))
    rows = [[f"load {load / 100:g}, {jobs:,} jobs", *cells(found, load, jobs)]
            for load in LOADS for jobs in JOBS]
    return Table(["%", "20 runs: MSER-5", "20 runs: a tenth", "1 run: MSER-5", "1 run: a tenth"],
                 rows,
                 ["In brackets how many jobs MSER-5 leaves out, the median. 20 runs: Student's t over "
                  "runs; 1 run: 20 batch means. 200 samples each: coverage is known to +-3 points."])
