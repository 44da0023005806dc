"""The course of a run: events, progress, scheduling passes, accounts.

MODEL.md sections 4 (sharing), 5 (progress), 6 (events), 7 (a scheduling
pass) and 8 (energy and cost).
"""

import math
from dataclasses import dataclass, field
from typing import Dict, List, Optional

from .allocators import path_order
from .iteration_time import transfer_time
from .orderings import fcfs
from .placed import boundary_links, placed_iteration_time, power, reserved_demand
from .scenario import Job, Scenario
from .sharing import network_utilisation, share_link
from .view import Placement, View, demands_per_link

SAME_INSTANT = 1e-11
JOULES_PER_KWH = 3.6e6


@dataclass
class JobRecord:
    """What happened to one job."""

    job: Job
    placement: Optional[Placement] = None
    start: Optional[float] = None
    finish: Optional[float] = None
    iterations_done: float = 0.0
    energy_kwh: float = 0.0
    cost_usd: float = 0.0


@dataclass
class Interval:
    """The time between two instants, in which nothing changes."""

    begin: float
    end: float
    gpus_held: int
    utilisation: float      # alpha, with the true bandwidths
    blocked_jobs: int       # head-of-line blocked


@dataclass
class RunRecord:
    """What happened in a run."""

    scenario: Scenario
    jobs: Dict[int, JobRecord]
    intervals: List[Interval] = field(default_factory=list)
    end: float = 0.0
    scheduling_passes: int = 0
    path_finder_calls: int = 0
    calls_with_refused_edge: int = 0
    starts: int = 0
    starts_out_of_order: int = 0
    cross_region_starts: int = 0
    reallocated_starts: int = 0


class Runner:
    """A running job: its placement, and its progress since it last changed speed."""

    def __init__(self, job, placement, demand, time):
        self.job = job
        self.placement = placement
        self.demand = demand
        self.allocation = None          # w_i of each boundary
        self.iteration_time = math.inf
        self.since = time
        self.remaining = job.iterations
        self.finish = math.inf

    def remaining_at(self, time):
        """The iterations left at a time not before the last change of speed."""
        return self.remaining - (time - self.since) / self.iteration_time

    def change_allocation(self, allocation, new_iteration_time, time):
        """Carry the remaining iterations forward, project the finish again (section 5)."""
        self.remaining = self.remaining_at(time)
        self.since = time
        self.allocation = allocation
        self.iteration_time = new_iteration_time
        self.finish = time + self.remaining * new_iteration_time


class Simulation:
    """One run of one policy on one scenario."""

    def __init__(self, scenario, policy):
        self.scenario = scenario
        self.policy = policy
        self.time = 0.0
        self.horizon_of_instant = -math.inf  # events up to here have happened
        self.to_come = list(scenario.jobs)
        self.pending = []
        self.running = []
        self.blocked_jobs = 0
        self.record = RunRecord(scenario, {job.id: JobRecord(job) for job in scenario.jobs})

    # Events (MODEL.md section 6) ---------------------------------------------

    def run(self):
        """From the first event to the last; returns the record."""
        while self.to_come or self.pending or self.running:
            instant = self.next_event()
            if instant is None:
                break  # stuck
            self.account_until(instant)
            self.time = instant
            self.horizon_of_instant = max(self.horizon_of_instant,
                                          instant * (1 + SAME_INSTANT))
            self.complete_finished()
            self.admit_arrivals()
            if self.pending:
                self.record.scheduling_passes += 1
                self.scheduling_pass()
            self.share_links()
            self.blocked_jobs = self.count_blocked_jobs()
        self.record.end = self.time
        for runner in self.running:
            self.record.jobs[runner.job.id].iterations_done = (
                runner.job.iterations - runner.remaining_at(self.time))
        return self.record

    def next_event(self):
        """The earliest time of any pending event, or None."""
        times = [runner.finish for runner in self.running if math.isfinite(runner.finish)]
        times += [job.arrival for job in self.to_come]
        for series in self.scenario.all_series():
            time = series.next_breakpoint_after(self.horizon_of_instant)
            if time is not None:
                times.append(time)
        return min(times, default=None)

    def complete_finished(self):
        """The finishing jobs complete, at the time of the instant."""
        for runner in list(self.running):
            if runner.finish <= self.horizon_of_instant:
                self.running.remove(runner)
                record = self.record.jobs[runner.job.id]
                record.finish = self.time
                record.iterations_done = runner.job.iterations

    def admit_arrivals(self):
        """Arrivals join the pending queue in order of job id."""
        arriving = [job for job in self.to_come if job.arrival <= self.horizon_of_instant]
        for job in sorted(arriving, key=lambda job: job.id):
            self.to_come.remove(job)
            self.pending.append(job)

    # A scheduling pass (MODEL.md section 7) ------------------------------------

    def view(self):
        """The present state as the scheduler sees it.

        The environment has every breakpoint that belongs to this instant.
        """
        return View(self.scenario, self.horizon_of_instant, self.running)

    def scheduling_pass(self):
        """Start jobs until none can be placed."""
        while self.pending and self.start_one():
            pass

    def start_one(self):
        """Start the first job in order that can be placed; False if there is none."""
        view = self.view()
        for job in self.policy.order(self.pending, view):
            attempt = self.policy.find(job, view)
            self.record.path_finder_calls += 1
            if attempt.edge_refused:
                self.record.calls_with_refused_edge += 1
            if attempt.placement is not None:
                self.start(job, attempt.placement, view)
                return True
            if self.policy.blocking:
                return False
        return False

    def start(self, job, placement, view):
        """A job starts now."""
        record = self.record
        record.starts += 1
        if fcfs(self.pending, view)[0] is not job:
            record.starts_out_of_order += 1
        if len(placement.path) > 1:
            record.cross_region_starts += 1
            free = view.slots(job, placement.k)
            if placement.stages != path_order(placement.path, placement.k, free, view):
                record.reallocated_starts += 1
        record.jobs[job.id].placement = placement
        record.jobs[job.id].start = self.time
        self.pending.remove(job)
        self.running.append(
            Runner(job, placement, reserved_demand(self.scenario, job, placement), self.time))

    def count_blocked_jobs(self):
        """Pending jobs behind the first that could be placed, each alone (section 9)."""
        if not self.policy.blocking or not self.pending:
            return 0
        view = self.view()
        behind = self.policy.order(self.pending, view)[1:]
        return sum(self.policy.find(job, view).placement is not None for job in behind)

    # Sharing and progress (MODEL.md sections 4 and 5) -----------------------------

    def share_links(self):
        """Share every link again with the true bandwidths; adjust the speeds."""
        capped = self.scenario.pipeline.has_caps()
        demands = demands_per_link(self.scenario, self.running)
        shares = [share_link(link.bandwidth.at(self.horizon_of_instant),
                             demands[link.index], capped)
                  for link in self.scenario.links]
        for runner in self.running:
            links = boundary_links(self.scenario, runner.placement)
            allocation = [shares[link.index][runner.job.id] for link in links]
            if allocation != runner.allocation:
                x = [transfer_time(runner.job.template.boundary_bits(), w)
                     for w in allocation]
                runner.change_allocation(
                    allocation,
                    placed_iteration_time(self.scenario, runner.job, runner.placement, x),
                    self.time)

    # Accounts (MODEL.md sections 8 and 9) --------------------------------------------

    def account_until(self, instant):
        """Energy, cost and the time averages from the last instant to the next."""
        seconds = instant - self.time
        now = self.horizon_of_instant
        for runner in self.running:
            record = self.record.jobs[runner.job.id]
            for r, stages in zip(runner.placement.path, runner.placement.stages):
                region = self.scenario.regions[r]
                kwh = (power(runner.job, runner.placement, region, stages,
                             runner.iteration_time) * seconds / JOULES_PER_KWH)
                record.energy_kwh += kwh
                record.cost_usd += kwh * region.price.at(now)
        bandwidths = [link.bandwidth.at(now) for link in self.scenario.links]
        alpha = network_utilisation(bandwidths,
                                    demands_per_link(self.scenario, self.running))
        held = sum(runner.placement.k * runner.job.template.gpus_per_stage()
                   for runner in self.running)
        self.record.intervals.append(
            Interval(self.time, instant, held, alpha, self.blocked_jobs))


def simulate(scenario, policy):
    """Run a policy on a scenario; returns a RunRecord."""
    return Simulation(scenario, policy).run()
