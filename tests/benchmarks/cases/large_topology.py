"""One large topology on one and on two threads."""

from measure.bench import Skipped
from measure.programs import CONFIGS, run as run_program
from measure.repeated import alternate, ratios, spread
from measure.tables import Table

NAME = "large-topology"
TITLE = "Two threads on one large topology"
TARGETS = ("bacelab",)

STUDY = CONFIGS / "large_topology.toml"


def run(bench):
    if not STUDY.exists():
        raise Skipped(f"there is no {STUDY.name}")

    def measure(threads):
        return run_program(bench.build.bacelab, "run", STUDY, "-o", bench.scratch / "large.h5",
                           "--force", "--threads", threads, "--set", "study.replications=1")

    found = alternate(bench.rounds, {1: lambda: measure(1), 2: lambda: measure(2)})
    one = [ended.wall_s for ended in found[1]]
    rows = [[f"{threads} thread{'s' if threads > 1 else ''}",
             spread([ended.wall_s for ended in all_ended]),
             spread(ratios(one, [ended.wall_s for ended in all_ended])),
             spread([ended.max_rss_mb for ended in all_ended])]
            for threads, all_ended in found.items()]
    return Table(["large_topology.toml", "s, whole program", "times as fast", "MB"], rows,
                 ["One replication."])
