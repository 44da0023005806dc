"""Parts of a policy, which a study combines with each other and with the built-in ones."""

import bacelab
import numpy as np


class ResponseRatio(bacelab.Ordering):
    """The highest response ratio next: short jobs first, until a long one has waited long enough."""

    name = "response_ratio"

    def score(self, state, jobs):
        return [-(state.now - job.arrival + job.ideal) / job.ideal for job in jobs]


class OneOrTwo(bacelab.PathFinder):
    """The most stages that one region takes, or two with a link that has room for the traffic."""

    name = "one_or_two"

    def find(self, state, plan, allocate):
        singles = [[region] for region in range(len(state.free_gpus))]
        for k, demand in zip(plan.k[::-1], plan.demand[::-1]):
            pairs = state.links[state.residual >= demand].tolist()
            place = allocate(singles + pairs, k)
            if place is not None:
                return place
        return None


class Even(bacelab.Allocator):
    """As many stages in each region, as far as they have room; of all places the cheapest."""

    def allocate(self, state, plan, path, slots, k):
        stages = [0] * len(path)
        for _ in range(k):
            open_ones = [i for i, slot in enumerate(slots) if stages[i] < slot]
            stages[min(open_ones, key=stages.__getitem__)] += 1
        return stages

    def cost(self, state, plan, path, stages):
        return np.dot(state.price[path], stages)
