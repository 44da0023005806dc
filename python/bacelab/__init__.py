"""Studies, results and policies of bacelab in Python.

    import bacelab

    path = bacelab.run("study.toml", set={"network.scale": 0.5})
    runs = bacelab.open(path)        # xarray, by point, replication and policy
    bacelab.compare(path)            # pandas: overheads with intervals

A policy is a class derived from `Policy`:

    class FirstFit(bacelab.Policy):
        "The first region, by number, with free GPUs for the first job"

        def decide(self, state):
            job = state.pending[0]
            for region, free in enumerate(state.free_gpus):
                stages = job.plan.most_stages(region, free)
                if stages:
                    return [(job, [region], [stages])]

    world = bacelab.scenario("study.toml", replication=3)
    jobs = bacelab.simulate(world, FirstFit)    # pandas: what became of each job

A study runs it beside others, on many cores, from a file that it names in `[plugins] files`. Where
one mechanism is to change, derive from `Ordering`, `PathFinder` or `Allocator`.

Regions, links and templates are numbers from 0, in the order of the study. Times are in seconds,
bandwidths in bit/s. The words are those of docs/glossary.md.
"""

from __future__ import annotations

import bisect
import functools
import importlib
from typing import TYPE_CHECKING, Callable, Iterable, Optional, Sequence, Tuple, Union

import numpy as np

if TYPE_CHECKING:
    from .looking import explain, plot, report
    from .one_world import scenario, simulate
    from .program import BacelabError
    from .results import compare, jobs, match, open, run, sensitivity

__all__ = ["Allocator", "BacelabError", "Decision", "Job", "Ordering", "PathFinder", "Place", "Plan",
           "Policy", "Running", "State", "TookTooLong", "compare", "explain", "jobs", "match", "open",
           "plot", "report", "run", "scenario", "sensitivity", "simulate"]


class TookTooLong(BaseException):
    """Raised in decide() when Policy.time_limit is over."""


class Plan:
    """How the jobs of a template may be divided into stages: its options, by ascending stages."""

    __slots__ = {
        "k": "stages of each option; a job can have no other number of them in all",
        "stage_time": "time of a stage of each option on the reference GPU, in s",
        "demand": "bandwidth of each option on each link of the path, in bit/s",
        "iteration": "time of an iteration of each option without transfers, on the reference GPU, in s",
        "gpus": "GPUs of each stage",
        "holds": "[option, region]: does the memory of a GPU there suffice for a stage?",
        "relative_time": "[region]: time of a stage there over that on the reference GPU",
        "_held": None,
    }

    k: np.ndarray
    stage_time: np.ndarray
    demand: np.ndarray
    iteration: np.ndarray
    gpus: int
    holds: np.ndarray
    relative_time: np.ndarray
    _held: list[list[int]]

    def most_stages(self, region: int, gpus: int) -> int:
        """The most stages of an option that this region has room for, with so many GPUs; 0 if it
        has room for none."""
        try:
            held = self._held[region]
        except AttributeError:
            self._held = [self.k[holds].tolist() for holds in self.holds.T]
            held = self._held[region]
        fitting = bisect.bisect_right(held, gpus // self.gpus)
        return held[fitting - 1] if fitting else 0


class Job:
    """A job that waits for its start."""

    __slots__ = {
        "id": "its number in the world",
        "arrival": "when it arrived, in s",
        "ideal": "its running time at best, in s: with k* stages, without transfers",
        "template": "the number of its template",
        "plan": "its Plan: one object for all jobs of the template",
    }

    id: int
    arrival: float
    ideal: float
    template: int
    plan: Plan

    def __repr__(self) -> str:
        return f"Job(id={self.id}, arrival={self.arrival}, template={self.template})"


class Running:
    """A job that runs, as it is now."""

    __slots__ = {
        "id": "its number in the world",
        "start": "when it started, in s",
        "remaining_iterations": "iterations that are left",
        "iteration": "time of an iteration at the present shares of the links, in s; may be infinite",
        "option": "position of its stage count in plan.k",
        "plan": "its Plan",
        "path": "the regions of its path",
        "stages": "stages in each of them",
    }

    id: int
    start: float
    remaining_iterations: float
    iteration: float
    option: int
    plan: Plan
    path: Tuple[int, ...]
    stages: Tuple[int, ...]


class State:
    """What a scheduler may see. Its arrays are read-only views of the program's own memory: they
    are void when the method that got them returns, so copy what is to be kept."""

    __slots__ = {
        "now": "the time, in s",
        "free_gpus": "[region]: usable GPUs that no job holds",
        "gpus": "[region]: GPUs, free or not",
        "price": "[region]: of a GPU, in USD per 1,000 hours, as observed",
        "capacity": "[link]: bandwidth as observed, in bit/s",
        "demand": "[link]: sum of the demands of the jobs that cross it, in bit/s",
        "links": "[link, end]: the two regions of each link",
        "transfer_usd": "[link]: price of 10^9 bytes, in USD",
        "total_capacity": "of all links, in bit/s",
        "total_demand": "of all links, in bit/s",
        "pending": "the jobs that wait, by arrival, then id: one or more `Job`",
        "_running": None,
        "_between": None,
        "_neighbours": None,
    }

    now: float
    free_gpus: np.ndarray
    gpus: np.ndarray
    price: np.ndarray
    capacity: np.ndarray
    demand: np.ndarray
    links: np.ndarray
    transfer_usd: np.ndarray
    total_capacity: float
    total_demand: float
    pending: list[Job]
    _running: Callable[[], list[Running]]
    _between: dict[Tuple[int, int], int]
    _neighbours: list[Tuple[Tuple[int, int], ...]]

    @property
    def running(self) -> list[Running]:
        """The running jobs by id; made anew at each call."""
        return self._running()

    @property
    def residual(self) -> np.ndarray:
        """[link]: capacity less demand, may be negative; a new array."""
        return self.capacity - self.demand

    @property
    def utilisation(self) -> float:
        """Of the network: min(1, demand / capacity), summed over links."""
        if self.total_demand <= 0.0:
            return 0.0
        return min(1.0, self.total_demand / self.total_capacity) if self.total_capacity > 0 else 1.0

    def link(self, a: int, b: int) -> Optional[int]:
        """The link between two regions; None if they are not linked."""
        return self._tables()[0].get((a, b))

    def neighbours(self, region: int) -> Sequence[Tuple[int, int]]:
        """(other region, link) of each link of a region, by region."""
        return self._tables()[1][region]

    def _tables(self):
        try:
            return self._between, self._neighbours
        except AttributeError:
            self._between = {}
            found = [[] for _ in self.free_gpus]
            for link, (a, b) in enumerate(self.links.tolist()):
                self._between[a, b] = self._between[b, a] = link
                found[a].append((b, link))
                found[b].append((a, link))
            self._neighbours = [tuple(sorted(of_region)) for of_region in found]
            return self._between, self._neighbours


#: A job that is to start now, the regions of its path, and the stages in each of them. The stages
#: add up to an option of the job's plan.
Decision = Tuple[Union[Job, int], Sequence[int], Sequence[int]]

#: The regions of a path, and the stages in each of them.
Place = Tuple[Sequence[int], Sequence[int]]


class Part:
    """What policies and their parts have in common.

    Attributes of the class, each of which may be given:

    name: as studies call it; unless given, the name of the class in lower case.
    description: one line for `bacelab policies`; unless given, the first line of the docstring.
    parameters: {name: (default, smallest, largest, description)}. Values are numbers, which a study
    sets in [policies.NAME], and attributes of `self`.
    time_limit: seconds that a call may take; after them the run fails.
    """

    name: str = ""
    description: str = ""
    parameters: dict[str, Tuple[float, float, float, str]] = {}
    time_limit: float = 60.0

    def __init_subclass__(cls, **named: object) -> None:
        """Parameters have their defaults in objects that are made outside of runs, too. What is wrong
        with them is told when the class is used."""
        super().__init_subclass__(**named)
        if isinstance(cls.parameters, dict):
            for parameter, values in cls.parameters.items():
                if isinstance(parameter, str) and isinstance(values, tuple) and values:
                    setattr(cls, parameter, values[0])


class Ordering(Part):
    """The order in which pending jobs are tried: derive from it and override score().

    A part of a policy, which a study combines with a path finder and an allocator. Each run has its
    own object. Scores may depend on the arguments alone: score() is called when it matters, not at
    every instant.
    """

    def score(self, state: State, jobs: Sequence[Job]) -> Sequence[float]:
        """A number for each job of `jobs`, which is state.pending: smallest first; equal ones by
        arrival, then id."""
        raise NotImplementedError("an ordering must override score()")


class PathFinder(Part):
    """Where a job starts: derive from it and override find().

    A part of a policy, which a study combines with an ordering and an allocator. Each run has its
    own object. A place may depend on the arguments alone, since it is kept until the state changes,
    for all jobs with the same plan. So `state.now`, `pending` and `running` are not known here.
    """

    def find(self, state: State, plan: Plan,
             allocate: Callable[[Sequence[Sequence[int]], int], Optional[Place]]
             ) -> Optional[Place]:
        """A place for a job with this plan, as (path, stages); None: it has to wait.

        `allocate(paths, k)` has the policy's allocator put k stages, one of plan.k, on each of these
        paths, and returns the best of the places; None if no path has room for k stages.
        """
        raise NotImplementedError("a path finder must override find()")


class Allocator(Part):
    """How the stages of a job are divided among the regions of a path: derive from it and override
    allocate(), and cost() to say which path is best.

    A part of a policy, which a study combines with an ordering and a path finder. Each run has its
    own object. Its answers may depend on the arguments alone; `state.now`, `pending` and `running`
    are not known here.
    """

    def allocate(self, state: State, plan: Plan, path: Sequence[int], slots: Sequence[int],
                 k: int) -> Sequence[int]:
        """The stages in each region of `path`, one or more, together k. `slots` has the most that
        each of them has room for."""
        raise NotImplementedError("an allocator must override allocate()")

    def cost(self, state: State, plan: Plan, path: Sequence[int], stages: Sequence[int]) -> float:
        """Of two places with as many stages the one with the lower cost is better; of equal ones
        that with fewer regions, then that with the smaller numbers of regions."""
        return 0.0


class Policy(Part):
    """A scheduler: derive from it and override decide().

    Each run has its own object, so nothing is left over from other runs. `__init__` takes no
    arguments; the parameters and `random` are there when it is called.
    """

    _seed: int = 0

    @functools.cached_property
    def random(self) -> np.random.Generator:
        """A generator of numpy: its numbers are the same for this world on any number of ranks and
        threads."""
        return np.random.Generator(np.random.Philox(self._seed))

    def decide(self, state: State) -> Optional[Iterable[Decision]]:
        """The jobs that start now, in this order, as a list; None or an empty one: wait.

        Called whenever jobs are waiting and something happens (an arrival, a finish, a change in a
        price or a bandwidth), and again after its decisions have been carried out, until it makes
        none. A started job keeps its GPUs until it finishes.
        """
        raise NotImplementedError("a policy must override decide()")


_MODULES = {"BacelabError": "program", "scenario": "one_world", "simulate": "one_world",
            "explain": "looking", "plot": "looking", "report": "looking"}


def __getattr__(name: str):
    """What needs the program, loaded when it is asked for: a policy needs none of it."""
    if name in __all__:
        module = _MODULES.get(name, "results")
        return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module 'bacelab' has no attribute {name!r}")


def __dir__() -> list[str]:
    """With what is not loaded yet, so that help() and editors show it."""
    return sorted({*globals(), *__all__})
