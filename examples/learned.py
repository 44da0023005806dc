"""A policy that was trained: a linear model says which job goes to which region next."""

import json
import pathlib

import numpy as np

import bacelab

SECONDS_PER_HOUR = 3600.0
FEATURES = ("bias", "waited", "length", "stages", "price", "room")
# learned.json, which train_learned.py writes; the study names it in [plugins] data.
WEIGHTS = json.loads(
    (pathlib.Path(__file__).parent / "learned.json").read_text(encoding="utf-8"))


def features(state, job, region, stages):
    """What the model sees of a job with so many stages in a region; about 1 each."""
    return np.array([
        1.0,
        (state.now - job.arrival) / (SECONDS_PER_HOUR * 8),
        job.ideal / (SECONDS_PER_HOUR * 8),
        stages / job.plan.k[-1],
        state.price[region] / state.price.mean(),
        state.free_gpus[region] / state.gpus[region],
    ])


class Learned(bacelab.Policy):
    """Starts the job in the region with the highest score of a trained linear model, if above 0."""

    def decide(self, state):
        best, highest = None, 0.0
        weights = np.array([WEIGHTS[name] for name in FEATURES])
        for job in state.pending:
            for region, free in enumerate(state.free_gpus):
                stages = job.plan.most_stages(region, free)
                if not stages:
                    continue
                score = float(weights @ features(state, job, region, stages))
                if score > highest or not state.running and best is None:
                    best, highest = (job, [region], [stages]), score
        return best and [best]
