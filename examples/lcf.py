"""The built-in policy `lcf` again, equal to it to the last bit: a policy in few lines."""

import bacelab


class Lcf(bacelab.Policy):
    """First come, first served, each job in the cheapest region that has room for it."""

    name = "py_lcf"
    parameters = {
        "min_stage_fraction": (0.0, 0.0, 1.0, "minimum stages at start, as a fraction of the most "
                               "that one empty region has room for"),
    }

    def decide(self, state):
        job = state.pending[0]
        fewest = self.fewest(state, job.plan)
        best, most = None, 0
        for region, price in enumerate(state.price):
            stages = job.plan.most_stages(region, state.free_gpus[region])
            if stages >= fewest and (best is None or price < state.price[best]):
                best, most = region, stages
        return None if best is None else [(job, [best], [most])]

    def fewest(self, state, plan):
        """The fewest stages that a job may start with."""
        wanted = max(plan.most_stages(region, gpus) for region, gpus in enumerate(state.gpus))
        return next(k for k in plan.k if k >= self.min_stage_fraction * wanted)
