"""A world that is small enough to follow by hand, for the tests of scenario files."""

import copy
import json

SMALL_WORLD = {
    "schema": "bacelab-scenario-1",
    "gpu": {"peak_flops": 1e14, "efficiency": 0.5, "memory_bytes": 48e9, "power_w": 300},
    "regions": [
        {"name": "North", "gpus": 3, "price": {"times_s": [0, 1800], "usd_per_kwh": [0.3, 0.1]}},
        {"name": "South", "gpus": 3, "price": {"times_s": [0], "usd_per_kwh": [0.2]}},
        {"name": "East", "gpus": 2, "price": {"times_s": [0], "usd_per_kwh": [0.25]}},
    ],
    "links": [
        {"a": "North", "b": "South", "bandwidth": {"times_s": [0], "bit_per_s": [8e9]}},
        {"a": "South", "b": "East", "bandwidth": {"times_s": [0], "bit_per_s": [2e9]}},
    ],
    "templates": [
        # Runs on 1, 2 or 4 GPUs.
        {"name": "small", "layers": 4, "hidden": 1024, "sequence": 1024, "vocabulary": 32000,
         "parameters": 5e7, "micro_batches": 8},
        # Runs on 4 GPUs only, more than a region has.
        {"name": "large", "layers": 4, "hidden": 1024, "sequence": 1024, "vocabulary": 32000,
         "parameters": 1e10, "micro_batches": 8},
    ],
    "jobs": [
        {"id": 0, "template": "large", "arrival_s": 0, "iterations": 1e5},
        {"id": 1, "template": "large", "arrival_s": 0, "iterations": 2e5},
        {"id": 2, "template": "small", "arrival_s": 600, "iterations": 1e4},
    ],
}

# MODEL.md sections 2 and 3, of both templates, with recomputation.
_OUTSIDE_OF_LAYERS = 6 * 1024 * 1024 * 32000
_IN_LAYERS = 6 * 1024 * 4 * 12 * 1024**2 + 12 * 1024**2 * 4 * 1024
_FLOPS = _OUTSIDE_OF_LAYERS + 4 / 3 * _IN_LAYERS


def stage_s(stages):
    """Time of a micro-batch in the slowest stage."""
    return -(-4 // stages) / 4 * _FLOPS / (0.5 * 1e14)


def iteration_s(stages):
    """Time of an iteration without transfers that anyone waits for."""
    return (stages + 8 - 1) * stage_s(stages)


def demand_bit_per_s(stages):
    """Bandwidth that hides a transfer."""
    return 8 * 2 * 1024 * 1024 / stage_s(stages)


def small_world(change=lambda world: None):
    """The world as text, after a change."""
    world = copy.deepcopy(SMALL_WORLD)
    change(world)
    return json.dumps(world, indent=1)
