"""The built-in policy `bace` again (BACE-Pipe, docs/MODEL.md section 7), equal to it to the last bit."""

import bacelab

EVERY_EDGE = float("-inf")


class Bace(bacelab.Policy):
    """Greedy paths on links with room for the demand, in an order that follows the network's load."""

    name = "py_bace"
    parameters = {
        "min_stage_fraction": (0.5, 0.0, 1.0, "minimum stages at start, as a fraction of what the "
                               "job would want of an empty cluster"),
    }

    def decide(self, state):
        places = {}  # of templates: their jobs have the same
        for job in self.in_order(state):
            if job.template not in places:
                places[job.template] = Search(state, job.plan).place(self.min_stage_fraction)
            if places[job.template]:
                return [(job, *places[job.template])]
        return None

    @staticmethod
    def in_order(state):
        """Short jobs first while the network is idle, jobs with little traffic while it is busy."""
        alpha = state.utilisation
        longest = max(job.ideal for job in state.pending)
        highest = max(float(job.plan.demand[-1]) for job in state.pending)

        def score(job):
            length, demand = job.ideal / longest, float(job.plan.demand[-1]) / highest
            return -((1.0 - alpha) * (1.0 - length) + alpha * (1.0 - demand))

        return sorted(state.pending, key=score)


class Search:
    """For a place of the jobs of one plan, in one state."""

    def __init__(self, state, plan):
        self.state, self.plan = state, plan
        self.price = state.price.tolist()
        self.capacity = state.capacity.tolist()
        self.residual = state.residual.tolist()
        self.options = range(len(plan.k))

    def place(self, min_stage_fraction):
        """(path, stages); None if there is no place."""
        most = max((i for i in self.options if sum(self.slots(i, self.state.gpus)) >= self.k(i)),
                   default=None)
        if most is None:
            return None
        floor = next(i for i in self.options if self.k(i) >= min_stage_fraction * self.k(most))
        tries = [(i, True) for i in range(most, floor - 1, -1)]
        if not self.state.running:
            tries += [(i, True) for i in range(floor - 1, -1, -1)]
            tries += [(i, False) for i in range(most + 1)]
        for option, has_threshold in tries:
            if best := self.best_candidate(option, has_threshold):
                return best
        return None

    def k(self, option):
        return int(self.plan.k[option])

    def slots(self, option, gpus):
        """Stages that each region has room for, having so many GPUs."""
        return [free // self.plan.gpus if holds else 0
                for free, holds in zip(gpus.tolist(), self.plan.holds[option].tolist())]

    def best_candidate(self, option, has_threshold):
        """The cheapest of the greedy paths from every region, with its stages."""
        slots, wanted = self.slots(option, self.state.free_gpus), self.k(option)
        if sum(slots) < wanted:
            return None
        room = float(self.plan.demand[option]) * (1.0 - 1e-9) if has_threshold else EVERY_EDGE
        best = best_cost = None
        for start, free in enumerate(slots):
            path = self.walk(start, slots, wanted, room) if free > 0 else None
            if path is None:
                continue
            stages = self.divide(path, slots, wanted)
            cost = self.cost(path, stages)
            if best is None or is_better(cost, path, best_cost, best[0]):
                best, best_cost = (path, stages), cost
        return best

    def walk(self, start, slots, wanted, room):
        """From region to region over the link with the most residual bandwidth; None if that ends
        before there are slots for all stages."""
        path, found = [start], slots[start]
        while found < wanted:
            best, highest = None, EVERY_EDGE
            for region, link in self.state.neighbours(path[-1]):
                residual = self.residual[link]
                if (residual < room or residual <= highest or self.capacity[link] <= 0.0
                        or slots[region] < 1 or region in path):
                    continue
                best, highest = region, residual
            if best is None:
                return None
            path.append(best)
            found += slots[best]
        return path

    def divide(self, path, slots, wanted):
        """One stage in every region, the rest where it is cheapest."""
        stages = dict.fromkeys(path, 1)
        left = wanted - len(path)
        for region in sorted(path, key=lambda region: (self.price[region], region)):
            more = min(left, slots[region] - 1)
            stages[region] += more
            left -= more
        return list(stages.values())

    def cost(self, path, stages):
        """Per hour, and the sum of the absolute values that it is made of."""
        cost = magnitude = 0.0
        for region, count in sorted(zip(path, stages)):
            price = count * self.plan.gpus * self.price[region]
            cost += price
            magnitude += abs(price)
        return cost, magnitude


def is_better(cost, path, best_cost, best_path):
    """Cheaper, or as cheap and shorter, or with lower numbers."""
    difference = cost[0] - best_cost[0]
    if abs(difference) <= 1e-9 * (cost[1] + best_cost[1]):
        return (len(path), path) < (len(best_path), best_path)
    return difference < 0.0
