"""A policy that waits for cheaper electricity, up to a patience."""

import bacelab

SECONDS_PER_HOUR = 3600.0


class PriceWaiter(bacelab.Policy):
    """Starts a job in the cheapest region with room when prices are low, or it has waited enough."""

    name = "price_waiter"
    parameters = {
        "patience_hours": (6.0, 0.0, 1000.0, "longest wait for a lower price"),
        "low": (0.9, 0.0, 10.0, "a price is low if it is at most this part of the usual lowest one"),
    }

    def __init__(self):
        self.usual = None  # lowest price of a region, a mean over what this run has seen

    def decide(self, state):
        lowest = float(state.price.min())
        self.usual = lowest if self.usual is None else 0.99 * self.usual + 0.01 * lowest
        patience = self.patience_hours * SECONDS_PER_HOUR
        for job in state.pending:
            if lowest > self.low * self.usual and state.now - job.arrival < patience:
                continue
            for region in state.price.argsort(kind="stable"):
                stages = job.plan.most_stages(region, state.free_gpus[region])
                if stages:
                    return [(job, [region], [stages])]
        return None
