"""One large topology on one and on two threads: the whole program, and the path finder alone."""

from measure.bench import Skipped
from measure.programs import CONFIGS, answer, run as run_program
from measure.repeated import alternate, ratios, spread
from measure.tables import Table

NAME = "large-topology"
TITLE = "Two threads on one large topology"
TARGETS = ("bacelab", "whole_search_paths")

STUDY = CONFIGS / "large_topology.toml"
REGIONS = 512  # of the path finder alone
THREADS = (1, 2)


def rows_of(what, seconds):
    """Rows for {threads: seconds, by round}."""
    return [[f"{what}, {threads} thread{'s' if threads > 1 else ''}", spread(found),
             spread(ratios(seconds[1], found))] for threads, found in seconds.items()]


def whole_program(bench, threads):
    fewer = bench.size((), ("--set", "jobs.count=20"))
    return run_program(bench.build.bacelab, "run", STUDY, "-o", bench.scratch / "large.h5", "--force",
                       "--threads", threads, *fewer).wall_s


def path_finder(bench, threads):
    found = answer(bench.build.program("whole_search_paths"), REGIONS, threads, bench.size(200, 5))
    return found["wall_s"] / found["calls"]


def run(bench):
    if not STUDY.exists():
        raise Skipped(f"there is no {STUDY.name}")
    rows = []
    for what, measure in ((f"{STUDY.name}, one replication", whole_program),
                          (f"a search in {REGIONS} regions", path_finder)):
        rows += rows_of(what, alternate(bench.rounds, {
            threads: (lambda measure=measure, threads=threads: measure(bench, threads))
            for threads in THREADS}))
    return Table(["", "s", "speed-up"], rows,
                 ["The whole program, including start-up and output; the path finder alone, in a state "
                  "that it has not seen before."])
