"""The engine against the second implementation of the model, in Python: the same worlds."""

import pathlib

from measure.programs import CONFIGS, PYTHON, Failed, answer, run as run_program
from measure.repeated import alternate, ratios, spread
from measure.tables import Table

NAME = "second-implementation"
TITLE = "paper_24_jobs.toml against the second implementation in Python"
TARGETS = ("bacelab", "whole_run_scenarios")

POLICIES = "bace,lcf,ldf,cr_lcf,cr_ldf"
SAME = 1e-9
ORACLE = pathlib.Path(__file__).parents[1] / "whole" / "oracle_runs.py"


def write_worlds(bench, count):
    """Scenario files of the first replications."""
    files = []
    for replication in range(count):
        world = run_program(bench.build.bacelab, "scenario", CONFIGS / "paper_24_jobs.toml",
                            "--replication", replication).stdout
        files.append(bench.scratch / f"world_{replication}.json")
        files[-1].write_text(world, encoding="utf-8")
    return files


def require_equal(first, second):
    for a, b in zip(first["jct_mean"], second["jct_mean"], strict=True):
        if abs(a - b) > SAME * abs(b):
            raise Failed(f"the implementations differ: mean JCT {a} and {b}")


def run(bench):
    files = write_worlds(bench, bench.size(50, 3))
    engine_rounds = bench.size(100, 10)
    found = alternate(bench.rounds, {
        "bacelab": lambda: answer(bench.build.program("whole_run_scenarios"), engine_rounds, POLICIES,
                                  *files),
        "Python": lambda: answer(PYTHON, ORACLE, POLICIES, *files)})
    for engine, python in zip(found["bacelab"], found["Python"]):
        require_equal(engine, python)
    per_run = {name: [answer["cpu_s"] / answer["runs"] * 1e6 for answer in answers]
               for name, answers in found.items()}
    rows = [[name, spread(times), spread(ratios(times, per_run["bacelab"]))]
            for name, times in per_run.items()]
    return Table(["24 jobs, five policies", "µs per run", "time, bacelab = 1"], rows,
                 [f"{len(files)} worlds; mean JCT equal to 1e-9. CPU time of runs and metrics."])
