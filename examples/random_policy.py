"""A policy that rolls dice: what any other one should be better than."""

import bacelab


class RandomPolicy(bacelab.Policy):
    """Any job that has room somewhere, in any region with room for it, with as many stages as fit."""

    name = "random_policy"

    def decide(self, state):
        for job in self.random.permutation(len(state.pending)):
            for region in self.random.permutation(len(state.free_gpus)):
                plan = state.pending[job].plan
                stages = plan.most_stages(region, state.free_gpus[region])
                if stages:
                    return [(state.pending[job], [region], [stages])]
        return None
