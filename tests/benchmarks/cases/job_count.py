"""The time per job in short and long runs, at constant load."""

import pathlib

from measure.programs import answer
from measure.repeated import alternate, ratios, spread
from measure.tables import Table

NAME = "job-count"
TITLE = "Time per job, by the length of the run"
TARGETS = ("whole_time_study",)

STUDY = pathlib.Path(__file__).parents[1] / "studies" / "steady_load.toml"
COUNTS = (200, 2_000, 20_000)
MOVING = ("network.fluctuation.sigma=0.2", "price.daily.amplitude=0.3", "study.horizon_hours=4000")
WORLDS = {"static": (), "varying prices and links": MOVING}


def run(bench):
    program = bench.build.program("whole_time_study")
    jobs = bench.size(400_000, 20_000)  # of each measurement
    rows = []
    for name, settings in WORLDS.items():
        found = alternate(bench.rounds, {
            count: (lambda count=count: answer(
                program, STUDY, f"jobs.count={count}", f"study.replications={jobs // count}",
                *settings))
            for count in COUNTS})
        times = {count: [1e6 * a["run_s"] / a["jobs"] for a in answers]
                 for count, answers in found.items()}
        for count in COUNTS:
            rows.append([f"{name}, {count:,} jobs", spread(times[count]),
                         spread(ratios(times[count], times[COUNTS[0]]))])
    return Table(["worlds", "µs per job", f"{COUNTS[0]} jobs = 1"], rows,
                 ["tests/benchmarks/studies/steady_load.toml: six regions, load 0.6."])
