"""Additions to a random scenario: everything beyond one GPU a stage and free local traffic.

Internal bandwidths, several GPUs a stage, even splits, best stage counts by
transfer, `zero_bubble`, idle power, transfer prices and several GPU types,
each with some probability. GPUs and bandwidths are scaled along, so that
thresholds still bind. Parameters of policies are drawn here too.

As in `random_scenarios`, ties that hold only up to rounding are avoided: the
powers of other GPU types are prime numbers, and their speeds odd multiples.
"""

import random

from model.stage_counts import time_without_transfers
from model.templates import Gpu, Pipeline, Template

SPEEDS = (0.613, 1.371, 2.287)
POWERS = (211, 307, 353)
FRACTIONS = (0, 0, 0.3, 0.5, 0.7, 0.9, 1)


def random_settings(seed, policies):
    """The settings of a run: `min_stage_fraction` of each policy, drawn or the default."""
    rng = random.Random(f"settings {seed}")
    settings = []
    for policy in policies:
        if rng.random() < 0.7:
            settings.append(f"policies.{policy}.min_stage_fraction={rng.choice(FRACTIONS)}")
    return settings


def add_to_regions(rng, scenario):
    """Internal bandwidths and idle power alone, in place."""
    scenario.setdefault("pipeline", {})
    shapes = [_shape(scenario, entry) for entry in scenario["templates"]]
    _add_internal_bandwidths(rng, scenario, shapes)
    scenario["pipeline"].pop("best_stages", None)
    _add_idle_power(rng, scenario)


def add(rng, scenario):
    """Change a scenario in place."""
    before = {entry["name"]: _shape(scenario, entry) for entry in scenario["templates"]}
    _add_schedule(rng, scenario)
    several = rng.random() < 0.6
    for entry in scenario["templates"]:
        if several and rng.random() < 0.8:
            _add_gpus_per_stage(rng, entry)
    after = {entry["name"]: _shape(scenario, entry) for entry in scenario["templates"]}
    _scale_gpus(rng, scenario, list(after.values()))
    _limit_even_splits(rng, scenario)
    _scale_bandwidths(scenario, _mean_ratio(before, after, lambda shape: shape.demand))
    _scale_work(scenario, before, after)
    _add_internal_bandwidths(rng, scenario, list(after.values()))
    _add_prices(rng, scenario, list(after.values()))
    if rng.random() < 0.45:
        _add_gpu_types(rng, scenario)


class _shape:
    """What scales with a template."""

    def __init__(self, scenario, entry):
        template = Template(**entry)
        gpu = Gpu(**{key: value for key, value in scenario["gpu"].items() if key != "name"})
        pipeline = Pipeline(**scenario.get("pipeline", {}))
        k = min(template.layers, template.max_stages or template.layers)
        self.gpus = template.gpus_per_stage()
        self.demand = template.demand(k, gpu, pipeline)
        self.time = time_without_transfers(template, k, gpu, pipeline)
        self.stage_time = template.stage_time(k, gpu, pipeline)
        self.bits = 8 * template.boundary_bytes()
        self.egress = template.egress_bytes_per_iteration()


def _add_schedule(rng, scenario):
    pipeline = scenario.setdefault("pipeline", {})
    if rng.random() < 0.3:
        pipeline.update(schedule="zero_bubble", extra_warmup=rng.choice((0, 0, 1, 3)))
    if rng.random() < 0.35:
        pipeline["split"] = "even"


def _add_gpus_per_stage(rng, entry):
    if rng.random() < 0.7:
        entry["tensor_parallel"] = rng.choice((1, 2, 3, 4))
        entry["tensor_efficiency"] = rng.choice((1, 0.93, 0.77))
    if rng.random() < 0.6:
        entry["data_parallel"] = rng.choice((1, 2, 3, 5))
        if rng.random() < 0.6:
            entry["micro_batches"] *= entry["data_parallel"]


def _scale_gpus(rng, scenario, shapes):
    factor = sum(shape.gpus for shape in shapes) / len(shapes)
    for region in scenario["regions"]:
        old = region["gpus"]
        extra = rng.randint(0, 1) if factor > 1 and "capacity" not in region else 0
        region["gpus"] = max(1, round(old * factor)) + extra
        if "capacity" in region:
            region["capacity"]["gpus"] = [value * region["gpus"] // old
                                          for value in region["capacity"]["gpus"]]


def _limit_even_splits(rng, scenario):
    """Without `max_stages`, even splits reach as far as there are slots."""
    many = sum(region["gpus"] for region in scenario["regions"]) > 40
    for entry in scenario["templates"]:
        if scenario["pipeline"].get("split") == "even" and (many or rng.random() < 0.3):
            entry["max_stages"] = rng.randint(2, 40)


def _mean_ratio(before, after, value):
    return sum(value(after[name]) / value(before[name]) for name in before) / len(before)


def _scale_bandwidths(scenario, factor):
    for link in scenario["links"]:
        for key in ("bandwidth", "observed_bandwidth"):
            if key in link:
                link[key] = {"times_s": link[key]["times_s"],
                             "bit_per_s": [value * factor for value in link[key]["bit_per_s"]]}


def _scale_work(scenario, before, after):
    for job in scenario["jobs"]:
        name = job["template"]
        job["iterations"] *= before[name].time / after[name].time


def _add_internal_bandwidths(rng, scenario, shapes):
    kind = rng.choice(("none", "some", "all", "all"))
    if kind == "none":
        return
    shape = rng.choice(shapes)
    slow = rng.random() < 0.4
    for region in scenario["regions"]:
        if kind == "all" or rng.random() < 0.5:
            # The transfer takes 3 to 0.03 of a stage's time, or less.
            share = 10 ** rng.uniform(*((-0.5, 0.5) if slow else (-2.5, -0.3)))
            region["internal_bit_per_s"] = float(f"{shape.bits / shape.stage_time / share:.6g}")
    if kind == "all" and rng.random() < 0.6:
        scenario["pipeline"]["best_stages"] = "transfer"


def _add_idle_power(rng, scenario):
    if rng.random() < 0.5:
        scenario["gpu"]["idle_power_fraction"] = rng.choice((0, 0.25, 0.6))


def _add_prices(rng, scenario, shapes):
    _add_idle_power(rng, scenario)
    if rng.random() < 0.6:
        # A boundary costs about as much as the electricity of a stage, at 0.2 USD/kWh.
        shape = rng.choice(shapes)
        power = scenario["gpu"]["power_w"] * shape.gpus
        usual = power / 3.6e6 * 0.2 * shape.time / (shape.egress / 1e9) * 10 ** rng.uniform(-1, 1)
        for link in scenario["links"]:
            price = rng.choice((0, 0.31, 0.83, 1.0, 2.7)) * usual
            link["transfer_usd_per_gb"] = float(f"{price:.6g}")


def _add_gpu_types(rng, scenario):
    gpu = scenario["gpu"]
    types = []
    for speed, power in zip(SPEEDS, POWERS):
        table = {"peak_flops": gpu["peak_flops"] * speed, "power_w": power}
        if rng.random() < 0.6:
            table["memory_bytes"] = gpu["memory_bytes"] * rng.choice((0.35, 0.6, 1.7, 3))
        if rng.random() < 0.3:
            table["efficiency"] = gpu["efficiency"] * 0.871
        if rng.random() < 0.3:
            table["idle_power_fraction"] = rng.choice((0, 0.4, 1))
        if rng.random() < 0.3:
            table["name"] = f"type-{power}"
        if rng.random() < 0.15:
            table["bytes_per_parameter"] = 14
        types.append(table)
    share = rng.choice((0.3, 0.7, 1))
    for region in scenario["regions"]:
        if rng.random() < share:
            region["gpu"] = dict(rng.choice(types[:rng.randint(1, 3)]))
