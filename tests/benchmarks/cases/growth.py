"""How the cost of a run grows with policies, regions and jobs that wait."""

import json
import pathlib

from measure.programs import CONFIGS, answer
from measure.repeated import alternate, spread
from measure.tables import Table

NAME = "growth"
TITLE = "How cost grows"
TARGETS = ("whole_time_study",)

STEADY = pathlib.Path(__file__).parents[1] / "studies" / "steady_load.toml"
POLICIES = ("bace", "lcf", "ldf", "cr_lcf", "cr_ldf", "bace_exhaustive")
REGIONS = (6, 12, 24, 48)
WAITING = (8, 24, 72)


def only(policy):
    return f'study.policies=["{policy}"]'


def measurements(bench):
    """{name: words of time_study}."""
    worlds = bench.size(5_000, 100)
    found = {}
    for policy in POLICIES:
        found[f"policy {policy}, 24 jobs at once"] = (
            CONFIGS / "paper_24_jobs.toml", only(policy), f"study.replications={worlds}")
    for jobs in WAITING:
        found[f"{jobs} jobs at once, bace"] = (
            CONFIGS / "paper_24_jobs.toml", only("bace"), f"jobs.count={jobs}",
            f"study.replications={worlds * 8 // jobs}")
    for regions in REGIONS:
        names = json.dumps([f"R{i}" for i in range(regions)])
        found[f"{regions} regions, bace, steady load"] = (
            STEADY, only("bace"), f"regions.names={names}", "jobs.count=2000",
            f"study.replications={bench.size(10, 1)}")
    return found


def run(bench):
    program = bench.build.program("whole_time_study")
    found = alternate(bench.rounds, {name: (lambda words=words: answer(program, *words))
                                     for name, words in measurements(bench).items()})
    rows = [[name, spread([1e6 * a["run_s"] / a["jobs"] for a in answers]),
             spread([1e6 * a["run_s"] / a["passes"] for a in answers])]
            for name, answers in found.items()]
    return Table(["runs", "µs per job", "µs per scheduling pass"], rows)
