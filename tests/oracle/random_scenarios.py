#!/usr/bin/env python3
"""Random scenarios that exercise every corner of the model.

    random_scenarios.py --count 200 --first-seed 1 [--additions] --out DIR

A scenario depends on its seed alone. Bandwidths are drawn around the demands
of the jobs, GPUs around what the jobs want, and times around the run times of
the jobs, so that thresholds bind, links are shared, pipelines stall, jobs
queue and spread over regions, and some runs get stuck. A scenario that the
model refuses is never generated.

Exact ties are made on purpose (equal prices, GPUs, arrivals, bandwidths); ties
that hold only up to rounding are avoided, since there two faithful programs may
differ: prices lie on a grid of 0.01, no product of a price and a `pue` meets
another one by accident, and jobs have equal E_j only with the same template.
Bandwidths that are multiples of a demand stand well inside or outside of the
tolerance of MODEL.md section 4.
"""

import argparse
import json
import os
import random

import random_additions
from model.scenario import SCHEMA, ScenarioError, parse_scenario
from model.stage_counts import best_stage_count, possible_counts, time_without_transfers
from model.templates import Gpu, Pipeline, Template

REALISTIC = (
    # name, layers, hidden, sequence, vocabulary, parameters
    ("qwen2.5-14b", 48, 5120, 4096, 152064, 14.8e9),
    ("gemma-3-27b", 62, 5376, 4096, 262208, 27.4e9),
    ("falcon-40b", 60, 8192, 2048, 65024, 41.8e9),
    ("llama-3.1-70b", 80, 8192, 4096, 128256, 70.6e9),
)
LONGEST_JOB_S = 7200.0


def random_scenario(seed, additions=False):
    """The scenario of a seed, as the parsed JSON of a scenario file.

    With `additions` it also uses all that `random_additions` adds, without them
    half of the scenarios have its internal bandwidths and idle power.
    """
    rng = random.Random(seed)
    while True:
        scenario = _draw(rng)
        if additions:
            random_additions.add(rng, scenario)
        elif seed % 2:
            random_additions.add_to_regions(rng, scenario)
        try:
            parse_scenario(scenario)
        except ScenarioError as error:
            if "can never run" not in str(error):
                raise
            continue
        return scenario


def _draw(rng):
    pipeline = _draw_pipeline(rng)
    # Crowded: many jobs come and go in few regions, so that several of them
    # end up on one link. Thin: many regions of few GPUs, jobs that need
    # several regions, little bandwidth, so that the fallbacks of the
    # bandwidth-aware path finder decide.
    world = rng.choices(("crowded", "thin", "any"), (0.4, 0.2, 0.4))[0]
    if world != "thin" and rng.random() < 0.2:
        templates, gpu = _draw_realistic(rng)
    else:
        templates, gpu = _draw_invented(rng, pipeline, world)
    shapes = [Template(**entry) for entry in templates]
    machine = Gpu(**{key: value for key, value in gpu.items() if key != "name"})
    kinds = [Kind(shape, machine, pipeline) for shape in shapes]
    jobs = _draw_jobs(rng, kinds, world)
    regions = _draw_regions(rng, kinds, jobs, world)
    scenario = {
        "schema": SCHEMA,
        "gpu": gpu,
        "regions": regions,
        "links": _draw_links(rng, regions, kinds, world),
        "templates": templates,
        "jobs": jobs,
    }
    if pipeline.schedule != "overlapped" or rng.random() < 0.5:
        scenario["pipeline"] = {"schedule": pipeline.schedule,
                                "extra_warmup": pipeline.extra_warmup}
    if rng.random() < 0.3:
        scenario["warmup_jobs"] = rng.randint(0, 4)
    if rng.random() < 0.4:
        scenario["horizon_s"] = _rounded(rng.uniform(0.1, 4) * LONGEST_JOB_S)
    return scenario


class Kind:
    """What the generator needs to know of a template to scale the rest."""

    def __init__(self, shape, gpu, pipeline):
        self.name = shape.name
        counts = [k for k in possible_counts(shape, pipeline, 0)
                  if shape.fits(k, gpu, pipeline)]
        self.k_star = best_stage_count(shape, counts, gpu, pipeline, None)
        k = self.k_star or shape.layers
        self.stage_time = shape.stage_time(k, gpu, pipeline)
        self.demand = shape.demand(k, gpu, pipeline)
        self.iteration_time = time_without_transfers(shape, k, gpu, pipeline)


# Pipeline, GPU, templates ------------------------------------------------------


def _draw_pipeline(rng):
    schedule = rng.choice(("overlapped", "gpipe", "one_f_one_b", "zero_bubble"))
    return Pipeline(schedule, rng.randint(0, 4) if schedule in ("one_f_one_b", "zero_bubble") else 0)


def _draw_realistic(rng):
    chosen = rng.sample(REALISTIC, rng.randint(1, 2))
    templates = []
    for name, layers, hidden, sequence, vocabulary, parameters in chosen:
        entry = {"name": name, "layers": layers, "hidden": hidden, "sequence": sequence,
                 "vocabulary": vocabulary, "parameters": parameters,
                 "micro_batches": rng.choice((16, 64, 128))}
        if rng.random() < 0.5:
            entry["max_stages"] = rng.randint(layers // 2, layers)
        templates.append(entry)
    gpu = {"name": "RTX A6000", "peak_flops": 1.548e14, "efficiency": 0.4,
           "memory_bytes": rng.choice((48e9, 80e9)), "power_w": 300}
    return templates, gpu


def _draw_invented(rng, pipeline, world):
    gpu = {"peak_flops": rng.choice((1e13, 1e14)), "efficiency": rng.choice((0.3, 0.5, 1.0)),
           "power_w": rng.choice((250, 300.0, 400))}
    if rng.random() < 0.3:
        gpu["bytes_per_parameter"] = rng.choice((12, 18))
    templates = [_draw_template(rng, f"t{index}") for index in range(rng.randint(1, 4))]
    needs = []
    for entry in templates:
        shape = Template(**entry)
        probe = Gpu(memory_bytes=1.0, **gpu)
        k = rng.randint(3, 6) if world == "thin" else rng.randint(1, 5)
        k = min(k, shape.layers)
        needs.append(shape.first_stage_memory(k, probe, pipeline))
    # Usually all fit easily, else the memory is what the median needs.
    need = max(needs) if rng.random() < 0.6 else sorted(needs)[len(needs) // 2]
    gpu["memory_bytes"] = _rounded(need / 0.9 * rng.uniform(1.01, 1.3))
    return templates, gpu


def _draw_template(rng, name):
    layers = rng.randint(2, 20)
    hidden = rng.choice((256, 512, 768, 1024, 2048))
    vocabulary = rng.choice((1000, 32000, 50257))
    entry = {"name": name, "layers": layers, "hidden": hidden,
             "sequence": rng.choice((128, 512, 1000, 2048)), "vocabulary": vocabulary,
             "parameters": float(12 * layers * hidden * hidden + vocabulary * hidden)
             * rng.choice((1, 1, 4, 20)),
             "micro_batches": rng.choice((1, 2, 4, 8, 8, 16, 16, 32))}
    if rng.random() < 0.4:
        entry["micro_batch"] = rng.randint(1, 4)
    if rng.random() < 0.5:
        entry["recompute"] = rng.random() < 0.4
    if rng.random() < 0.25:
        entry["max_stages"] = rng.choice((None, rng.randint(1, layers + 2)))
    if rng.random() < 0.2:
        entry["layer_parameters"] = rng.randint(5, 20) * hidden * hidden
    if rng.random() < 0.2:
        entry["attention_width"] = rng.choice((hidden // 2, hidden * 2))
    return entry


# Jobs ---------------------------------------------------------------------------


def _draw_jobs(rng, kinds, world):
    count = rng.randint(9, 12) if world == "crowded" else rng.randint(2, 12)
    arrivals = _draw_arrivals(rng, count)
    ids = (list(range(count)) if rng.random() < 0.6
           else rng.sample(range(100), count))
    work_ties = rng.random() < 0.2
    usual_work = {kind.name: rng.uniform(0.2, 1.0) * LONGEST_JOB_S for kind in kinds}
    jobs = []
    for job_id, arrival in zip(ids, arrivals):
        kind = rng.choice(kinds)
        work = usual_work[kind.name] if work_ties else LONGEST_JOB_S * 10 ** rng.uniform(-1.3, 0)
        iterations = work / kind.iteration_time
        if rng.random() < 0.3:
            iterations = float(max(1, round(iterations)))
        jobs.append({"id": job_id, "template": kind.name, "arrival_s": arrival,
                     "iterations": iterations})
    if rng.random() < 0.3:
        rng.shuffle(jobs)
    return jobs


def _draw_arrivals(rng, count):
    pattern = rng.choice(("batch", "late batch", "spread", "spread", "groups"))
    if pattern == "batch":
        return [0] * count
    if pattern == "late batch":
        return [1800.0] * count
    gap = LONGEST_JOB_S * rng.choice((0.02, 0.1, 0.3))
    time = 0.0
    arrivals = []
    for _ in range(count):
        if pattern == "spread" or rng.random() < 0.4:
            time += rng.expovariate(1 / gap)
        # Whole minutes coincide with the breakpoints of series now and then.
        arrivals.append(_rounded(time) if rng.random() < 0.7 else 60.0 * round(time / 60))
    return arrivals


# Regions --------------------------------------------------------------------------


def _draw_regions(rng, kinds, jobs, world):
    crowded = world == "crowded"
    count = rng.randint(*{"crowded": (2, 4), "thin": (4, 7), "any": (2, 7)}[world])
    kind_of = {kind.name: kind for kind in kinds}
    wanted = [kind_of[job["template"]].k_star or 1 for job in jobs]
    plenty = rng.choice((1.4, 2, 2.7, 3.5) if crowded else (0.7, 1.2, 2, 3.5))
    total = max(1.0, sum(wanted) / len(wanted) * plenty)
    equal_gpus = rng.random() < 0.25
    prices = rng.choice(("static", "varying", "varying", "mixed", "signed"))
    equal_prices = rng.random() < 0.2
    shared_price = _draw_price(rng, prices)
    outages = rng.random() < 0.3
    # Regions that open in steps: each step lets one more job spread over the
    # same regions, so that jobs share links.
    opening = _draw_times(rng, rng.randint(3, 5)) if crowded and rng.random() < 0.5 else None
    observed = rng.random() < 0.25
    with_pue = rng.random() < 0.4
    regions = []
    for index in range(count):
        gpus = (rng.choice((1, 1, 2, 2, 3)) if world == "thin" else
                max(1, round(total / count * (1 if equal_gpus else rng.uniform(0.2, 2)))))
        price = shared_price if equal_prices else _draw_price(rng, prices)
        region = {"name": f"region-{index}", "gpus": gpus, "price": price}
        if with_pue:
            region["pue"] = rng.choice((1, 1.07, 1.13))
        if observed and rng.random() < 0.6:
            region["observed_price"] = (
                _late(rng, price, "usd_per_kwh") if rng.random() < 0.5
                else _draw_price(rng, prices))
        if opening:
            region["gpus"] = gpus = max(len(opening), gpus)
            region["capacity"] = {"times_s": opening,
                                  "gpus": [gpus * (step + 1) // len(opening)
                                           for step in range(len(opening))]}
        elif outages and rng.random() < 0.5:
            region["capacity"] = _draw_capacity(rng, gpus)
        regions.append(region)
    rng.shuffle(regions)
    return regions


def _draw_price(rng, kind):
    lowest = -20 if kind == "signed" else 5
    varying = kind in ("varying", "signed") or (kind == "mixed" and rng.random() < 0.5)
    times = _draw_times(rng, rng.randint(1, 10) if varying else 1)
    values = [rng.randint(lowest, 40) / 100 for _ in times]
    if kind == "signed" and rng.random() < 0.5:
        values[rng.randrange(len(values))] = 0
    return {"times_s": times, "usd_per_kwh": values}


def _draw_capacity(rng, gpus):
    times = _draw_times(rng, rng.randint(2, 5))
    values = [gpus if rng.random() < 0.5 else rng.randint(0, gpus) for _ in times]
    return {"times_s": times, "gpus": values}


def _draw_times(rng, count):
    """The breakpoints of a series: on the minute, or anywhere."""
    if rng.random() < 0.4:
        step = rng.choice((600, 1800, 3600))
        return [step * index for index in range(count)]
    span = LONGEST_JOB_S * rng.choice((0.5, 1.5, 3))
    return [0] + sorted({_rounded(rng.uniform(1, span)) for _ in range(count - 1)})


def _late(rng, series, key):
    """A series as seen some time later (MODEL.md section 10)."""
    delay = rng.choice((60.0, 900.0))
    times, values = series["times_s"], series[key]
    return {"times_s": [0] + [time + delay for time in times[1:]], key: list(values)}


# Links -----------------------------------------------------------------------------


def _draw_links(rng, regions, kinds, world):
    names = [region["name"] for region in regions]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[:i]]
    density = rng.choice((0.35, 0.5, 0.8, 1.0))
    if len(names) >= 6:
        density = min(density, 0.5)
    if rng.random() < 0.1:
        lonely = rng.choice(names)
        pairs = [pair for pair in pairs if lonely not in pair]
    pairs = [pair for pair in pairs if rng.random() < density]
    rng.shuffle(pairs)
    demand = max(kind.demand for kind in kinds) if rng.random() < 0.5 else kinds[0].demand
    regime = rng.choice(("tight", "scarce", "scarce") if world == "thin" else
                        ("plenty", "tight", "tight", "scarce", "wide", "multiples"))
    low, high = {"plenty": (0.5, 2.0), "tight": (-0.4, 0.7), "scarce": (-1.3, 0.1),
                 "wide": (-1.0, 1.5), "multiples": (0, 0)}[regime]
    # Up to three jobs fit the first factor within the tolerance of 1e-9.
    multiple = rng.randint(1, 3) * rng.choice((1 - 2e-10, 1 - 2e-10, 1 - 1e-8))
    varying = regime != "multiples" and rng.random() < 0.6
    drops = rng.random() < 0.3
    observed = rng.random() < 0.25
    with_delay = rng.random() < 0.6
    with_transfer_price = rng.random() < 0.3
    links = []
    for a, b in pairs:
        base = (multiple * demand if regime == "multiples"
                else _rounded(demand * 10 ** rng.uniform(low, high)))
        link = {"a": a, "b": b, "bandwidth": _draw_bandwidth(rng, base, varying, drops)}
        if with_delay:
            link["delay_s"] = _rounded(
                kinds[0].stage_time * 10 ** rng.uniform(-2, 0.5))
        if observed and rng.random() < 0.6:
            link["observed_bandwidth"] = (
                _late(rng, link["bandwidth"], "bit_per_s") if rng.random() < 0.5
                else _draw_bandwidth(rng, base, True, drops))
        if with_transfer_price:
            link["transfer_usd_per_gb"] = rng.choice((0, 0.02, 0.09))
        links.append(link)
    return links


def _draw_bandwidth(rng, base, varying, drops):
    times = _draw_times(rng, rng.randint(2, 10) if varying or drops else 1)
    values = [_rounded(base * rng.uniform(0.2, 1.6)) if varying and index else base
              for index, _ in enumerate(times)]
    if drops:
        for index in range(len(values)):
            if rng.random() < 0.25:
                values[index] = 0
    return {"times_s": times, "bit_per_s": values}


def _rounded(value):
    """A number with six significant digits: short in the file, never an accident."""
    return float(f"{value:.6g}")


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Write random scenarios as files.")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--additions", action="store_true", help="see random_additions.py")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    for seed in range(options.first_seed, options.first_seed + options.count):
        path = os.path.join(options.out, f"scenario-{seed:06d}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(random_scenario(seed, options.additions), file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    main()
