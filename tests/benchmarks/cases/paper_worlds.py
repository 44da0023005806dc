"""A million worlds of the published setting under the five policies."""

from measure.programs import CONFIGS, mpirun, run as run_program
from measure.repeated import alternate, spread
from measure.tables import Table
from cases.ranks_and_threads import seconds_of

NAME = "paper-worlds"
TITLE = "A million paper worlds"
TARGETS = ("bacelab",)


def run(bench):
    worlds = bench.size(1_000_000, 10_000)
    output = bench.scratch / "paper.h5"
    words = (bench.build.bacelab, "run", CONFIGS / "paper.toml", "-o", output, "--force",
             "--set", f"study.replications={worlds}")
    layouts = {"2 threads": (*words, "--threads", 2),
               "2 ranks": (*mpirun(2), *words, "--threads", 1)}
    found = alternate(bench.rounds, {name: (lambda command=command: run_program(*command))
                                     for name, command in layouts.items()})
    rows = [[name, spread([seconds_of(ended) for ended in all_ended]),
             spread([ended.cpu_s for ended in all_ended]),
             spread([ended.max_rss_mb for ended in all_ended]),
             f"{output.stat().st_size / 1e6:,.0f}"]
            for name, all_ended in found.items()]
    output.unlink()
    return Table([f"{worlds:,} worlds x 5 policies", "s", "CPU s", "MB of the largest process",
                  "MB of results"], rows)
