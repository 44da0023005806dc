"""Two ranks and two threads against one, and against what the machine gives two programs."""

import re
import tempfile

from measure.programs import CONFIGS, Failed, mpirun, run as run_program, start
from measure.repeated import alternate, ratios, spread
from measure.tables import Table

NAME = "ranks-and-threads"
TITLE = "Two ranks or threads against one"
TARGETS = ("bacelab",)

JOBS = "jobs.count=100"


def seconds_of(ended):
    """What a run says of its time, from its first look at the results to their name."""
    return float(re.search(r"runs in ([\d.]+) s", ended.stderr)[1])


def study(replications):
    return (CONFIGS / "quickstart.toml", "--set", JOBS, "--set", f"study.replications={replications}")


def replications_for(bench, seconds):
    """As many as one thread runs in about this many seconds."""
    tried = bench.size(2_000, 100)
    ended = run_program(bench.build.bacelab, "run", *study(tried), "-o", bench.scratch / "tried.h5",
                        "--force", "--threads", 1)
    return max(tried, int(tried * seconds / seconds_of(ended)))


def two_programs(commands):
    """Runs two programs side by side; the seconds of the slower one."""
    with tempfile.TemporaryFile("w+") as first, tempfile.TemporaryFile("w+") as second:
        files = (first, second)
        processes = [start(command, file, file) for command, file in zip(commands, files)]
        for process in processes:
            if process.wait() != 0:
                raise Failed("one of two programs failed")
        seconds = []
        for file in files:
            file.seek(0)
            seconds.append(float(re.search(r"runs in ([\d.]+) s", file.read())[1]))
    return max(seconds)


def run(bench):
    replications = replications_for(bench, bench.size(40.0, 1.0))
    words = (bench.build.bacelab, "run", *study(replications), "--force", "-o")

    def alone(threads):
        return run_program(*words, bench.scratch / "one.h5", "--threads", threads)

    def ranks():
        return run_program(*mpirun(2), *words, bench.scratch / "ranks.h5", "--threads", 1)

    def halves():
        return two_programs([(*words, bench.scratch / f"half_{i}.h5", "--threads", 1, "--shard",
                              f"{i}/2") for i in (1, 2)])

    found = alternate(bench.rounds, {"one": lambda: alone(1), "2 threads": lambda: alone(2),
                                     "2 ranks": ranks, "two programs": halves})
    one = [seconds_of(ended) for ended in found["one"]]
    cpu = [ended.cpu_s for ended in found["one"]]
    rows = [["1 rank, 1 thread", spread(one), "1", "1"]]
    for name in ("2 threads", "2 ranks"):
        seconds = [seconds_of(ended) for ended in found[name]]
        rows.append([name, spread(seconds), spread(ratios(one, seconds)),
                     spread(ratios([ended.cpu_s for ended in found[name]], cpu))])
    rows.append(["two programs, half each", spread(found["two programs"]),
                 spread(ratios(one, found["two programs"])), "-"])
    return Table(["quickstart.toml, 100 jobs", "s", "speed-up", "CPU time"], rows,
                 [f"{replications:,} worlds x 5 policies; start-up excluded. Two programs share "
                  "nothing: what they lose is due to the machine."])
