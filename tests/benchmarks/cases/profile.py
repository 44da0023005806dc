"""Which functions the instructions of a run are in."""

import shutil

from cases.instructions import scenario
from measure.bench import Skipped
from measure.callgrind import count, shares
from measure.tables import Table

NAME = "profile"
TITLE = "Where the instructions of a run are"
TARGETS = ("bacelab", "counted_event_loop")

SHOWN_FROM = 0.04  # of the instructions of one of the runs


def run(bench):
    if shutil.which("callgrind_annotate") is None:
        raise Skipped("valgrind is missing: setup/install.sh benchmarks")
    runs = {"mmc.toml, lcf": (scenario(bench, "mmc.toml", "jobs.count=4000"), "lcf"),
            "paper_24_jobs.toml, bace": (scenario(bench, "paper_24_jobs.toml"), "bace"),
            "paper_24_jobs.toml, cr_ldf": (scenario(bench, "paper_24_jobs.toml"), "cr_ldf"),
            "quickstart.toml, bace": (scenario(bench, "quickstart.toml"), "bace")}
    found = {}
    for name, words in runs.items():
        profile = bench.scratch / "profile.out"
        count(profile, bench.build.program("counted_event_loop"), *words)
        found[name] = shares(profile)
    largest = {}
    for of_run in found.values():
        for function, share in of_run.items():
            largest[function] = max(share, largest.get(function, 0.0))
    shown = sorted((f for f, share in largest.items() if share >= SHOWN_FROM),
                   key=largest.__getitem__, reverse=True)
    rows = [[f"`{function}`", *(f"{100 * of_run.get(function, 0.0):.1f} %" for of_run in found.values())]
            for function in shown]
    rows.append(["all others", *(f"{100 * (1 - sum(of_run.get(f, 0.0) for f in shown)):.1f} %"
                                 for of_run in found.values())])
    return Table(["function, excluding callees", *found], rows,
                 [f"Functions with at least {100 * SHOWN_FROM:.0f} % of the instructions of one of the "
                  "runs."])
