"""The memory of a study does not depend on the number of its replications."""

from measure.programs import CONFIGS, mpirun, run as run_program
from measure.repeated import alternate, ratios, spread
from measure.tables import Table

NAME = "memory"
TITLE = "Memory, by the number of replications"
TARGETS = ("bacelab",)

REPLICATIONS = (1_000, 100_000)


def run(bench):
    rows = []
    for layout, launcher, threads in (("1 rank, 2 threads", (), 2), ("2 ranks", mpirun(2), 1)):
        def measure(replications, launcher=launcher, threads=threads):
            return run_program(*launcher, bench.build.bacelab, "run", CONFIGS / "paper.toml", "-o",
                               bench.scratch / "memory.h5", "--force", "--threads", threads, "--set",
                               f"study.replications={replications}").max_rss_mb
        sizes = [bench.size(n, n // 10) for n in REPLICATIONS]
        found = alternate(bench.rounds, {n: (lambda n=n: measure(n)) for n in sizes})
        for n in sizes:
            rows.append([f"{layout}, {n:,} replications", spread(found[n]),
                         spread(ratios(found[n], found[sizes[0]]))])
    return Table(["paper.toml", "MB of the largest process", "fewest replications = 1"], rows)
