"""What a policy sees at one moment of a scheduling pass (MODEL.md sections 1, 4, 7)."""

from dataclasses import dataclass
from typing import Tuple

from .sharing import network_utilisation, residual_bandwidth
from .stage_counts import slots


@dataclass(frozen=True)
class Placement:
    """A path of distinct regions and the stages in each (MODEL.md section 3)."""

    path: Tuple[int, ...]
    stages: Tuple[int, ...]

    @property
    def k(self):
        """The stages of the whole pipeline."""
        return sum(self.stages)

    def boundaries(self):
        """The pairs of neighbouring regions on the path."""
        return list(zip(self.path, self.path[1:]))


class View:
    """The present state as the scheduler sees it: observed prices and bandwidths.

    `running` is a list of objects with `job`, `placement` and `demand`.
    """

    def __init__(self, scenario, time, running):
        self.scenario = scenario
        self.anybody_running = bool(running)
        self.region_count = len(scenario.regions)
        self.free = [self._free_gpus(region, time, running) for region in scenario.regions]
        self.price = [region.observed_price.at(time) * region.pue * region.gpu.power_w
                      for region in scenario.regions]
        self._capacity = {}
        self._residual = {}
        demands = demands_per_link(scenario, running)
        bandwidths = [link.observed_bandwidth.at(time) for link in scenario.links]
        for link in scenario.links:
            self._capacity[link.ends] = bandwidths[link.index]
            self._residual[link.ends] = residual_bandwidth(bandwidths[link.index],
                                                           demands[link.index])
        self.utilisation = network_utilisation(bandwidths, demands)

    @staticmethod
    def _free_gpus(region, time, running):
        """free = max(0, G_r(t) - held) (MODEL.md section 1)."""
        held = sum(stages * runner.job.template.gpus_per_stage() for runner in running
                   for r, stages in zip(runner.placement.path, runner.placement.stages)
                   if r == region.index)
        return max(0, region.capacity.at(time) - held)

    def residual(self, r, q):
        """Residual bandwidth of the link of two regions."""
        return self._residual[(min(r, q), max(r, q))]

    def all_slots(self, job):
        """The free slots of every region for a job (MODEL.md section 2)."""
        return [slots(job.template, free) for free in self.free]

    def slots(self, job, k):
        """The same for k stages (section 7).

        A region whose GPUs have too little memory for k stages has none.
        """
        return [free if k in counts else 0
                for free, counts in zip(self.all_slots(job), job.counts.of_region)]

    def neighbours(self, path, free):
        """The neighbours of the last region of a path, in index order.

        A neighbour has a link of positive capacity to it and a free slot (of
        `free`), and is not yet on the path (MODEL.md section 7).
        """
        last = path[-1]
        return [q for q in range(self.region_count)
                if q not in path and free[q] >= 1
                and self._capacity.get((min(last, q), max(last, q)), 0) > 0]

    def demand(self, job, k):
        """d(k) of a job, by the reference GPU type."""
        return job.template.demand(k, self.scenario.reference, self.scenario.pipeline)


def demands_per_link(scenario, running):
    """For each link, the map from the id of each job that crosses it to its demand."""
    result = [{} for _ in scenario.links]
    for runner in running:
        for r, q in runner.placement.boundaries():
            result[scenario.link_between(r, q).index][runner.job.id] = runner.demand
    return result
