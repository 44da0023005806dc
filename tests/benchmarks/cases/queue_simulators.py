"""The M/M/8 queue on the general engine, in SimPy, in SimGrid and as a bare loop: the same jobs."""

import array
import math
import pathlib
import random

from measure.bench import Skipped
from measure.programs import PYTHON, Failed, answer, run as run_program
from measure.repeated import alternate, ratios, spread
from measure.tables import Table

NAME = "queue"
TITLE = "M/M/8 at load 0.8"
TARGETS = ("queue_engine", "queue_bare_loop", "queue_simgrid_workers", "queue_simgrid_actors")

SERVERS = 8
LOAD = 0.8  # mean service 1 s
SEED = 2605
#: Of the mean wait of 10^6 jobs: more than four standard errors. (The 95 % interval that
#: configs/mmc.toml gives for 1.8 * 10^6 jobs has a half-width of 0.0067.)
BAND_S = 0.02
#: The simulators add the same waits in other orders.
SAME = 1e-9

ENGINE = "bacelab"
FIRST = "bacelab, first run of a process"
BARE = "bare C++ loop"
SLOW = "SimGrid, one actor per job"  # gets fewer jobs

SOURCES = pathlib.Path(__file__).parents[1] / "queue"


def erlang_c_wait(servers, load):
    """The mean wait in mean service times, by Erlang's C formula."""
    offered = servers * load
    blocked = 1.0  # by Erlang's B formula, server by server
    for i in range(1, servers + 1):
        blocked = offered * blocked / (i + offered * blocked)
    waits = blocked / (1.0 - load * (1.0 - blocked))
    return waits / (servers * (1.0 - load))


def write_jobs(path, count):
    """Draws the jobs that all simulators get."""
    draws = random.Random(SEED)
    numbers = array.array("d")
    now = 0.0
    for _ in range(count):
        now += draws.expovariate(SERVERS * LOAD)
        numbers.append(now)
        numbers.append(draws.expovariate(1.0))
    with open(path, "wb") as file:
        numbers.tofile(file)
    return path


def require_right(answers):
    """The mean waits are the theory's, and the same for the same jobs."""
    expected = erlang_c_wait(SERVERS, LOAD)
    reference = answers[BARE]
    for name, found in answers.items():
        wait, count = found["wait_mean"], found["jobs"]
        band = BAND_S * math.sqrt(1e6 / count)
        if abs(wait - expected) > band:
            raise Failed(f"{name}: mean wait {wait} of {count} jobs, not {expected} +- {band}")
        if count == reference["jobs"] and abs(wait / reference["wait_mean"] - 1.0) > SAME:
            raise Failed(f"{name}: mean wait {wait}, the bare loop's is {reference['wait_mean']}")


def has_module(name):
    return run_program(PYTHON, "-c", f"import importlib.util as u; print(u.find_spec('{name}') is not None)"
               ).stdout.strip() == "True"


def simulators(bench):
    """{name: command before and after the jobs}, the engine first."""
    program = bench.build.program
    if not has_module("simpy") or not program("queue_simgrid_workers").exists():
        raise Skipped("SimPy or SimGrid is missing: setup/install.sh benchmarks")
    return {
        ENGINE: ([program("queue_engine")], ["again"]),
        FIRST: ([program("queue_engine")], []),
        "SimPy, servers and a store": ([PYTHON, SOURCES / "simpy_workers.py"], []),
        "SimPy, one process per job": ([PYTHON, SOURCES / "simpy_processes.py"], []),
        "SimGrid, servers as actors": ([program("queue_simgrid_workers")], []),
        SLOW: ([program("queue_simgrid_actors")], []),
        BARE: ([program("queue_bare_loop")], []),
    }


def run(bench):
    count = bench.size(1_000_000, 20_000)
    jobs = write_jobs(bench.scratch / "jobs.bin", count)
    few = write_jobs(bench.scratch / "few_jobs.bin", count // 20)
    answers = alternate(bench.rounds, {
        name: (lambda words=(*before, few if name == SLOW else jobs, *after): answer(*words))
        for name, (before, after) in simulators(bench).items()})
    for i in range(bench.rounds):
        require_right({name: found[i] for name, found in answers.items()})
    times = {name: [a["cpu_s"] / a["jobs"] for a in found] for name, found in answers.items()}
    rows = [[name, spread([1.0 / s for s in seconds]), spread(ratios(seconds, times[ENGINE]))]
            for name, seconds in times.items()]
    wait = answers[BARE][0]["wait_mean"]
    return Table(
        ["M/M/8, load 0.8", "jobs per second and core", "time, bacelab = 1"], rows,
        [f"{count:,} jobs, the same for all ({SLOW}: the first {count // 20:,}); mean wait {wait:.4f} s "
         f"in each, by Erlang C {erlang_c_wait(SERVERS, LOAD):.4f} s. Processor time of the simulation "
         "alone. bacelab reuses its memory from run to run, as in an experiment of many worlds; in the first "
         "run of a process the system has to hand it out."])
