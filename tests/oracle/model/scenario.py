"""The scenario file (docs/scenario-file.md; MODEL.md sections 1 and 2)."""

import json
import math
from dataclasses import dataclass, replace
from typing import List, Optional, Tuple

from .series import Series
from .stage_counts import (StageCounts, best_stage_count, ideal_iteration_time, reference_gpu,
                           stage_counts)
from .templates import Gpu, Pipeline, Template

SCHEMA = "bacelab-scenario-1"
SCHEDULES = ("overlapped", "gpipe", "one_f_one_b", "zero_bubble")


class ScenarioError(ValueError):
    """A scenario that the model refuses."""


@dataclass(frozen=True)
class Region:
    """A region of the cluster (MODEL.md section 1)."""

    index: int
    name: str
    gpus: int
    gpu: Gpu
    internal: float                 # b_r in bit/s, infinite if not given
    pue: float
    price: Series
    observed_price: Series
    capacity: Series


@dataclass(frozen=True)
class Link:
    """An undirected pair of regions, ends as region indices a < b."""

    index: int
    ends: Tuple[int, int]
    delay_s: float
    bandwidth: Series
    observed_bandwidth: Series
    transfer_usd_per_gb: float


@dataclass(frozen=True)
class Job:
    """A job (MODEL.md section 2), with what follows from its template."""

    id: int
    template: Template
    arrival: float
    iterations: float
    counts: StageCounts             # K_r of every region
    k_min: int
    k_star: int
    ideal_time: float               # E_j


@dataclass(frozen=True)
class Scenario:
    """Everything that a run needs, apart from the policy."""

    pipeline: Pipeline
    reference: Gpu                  # the reference GPU type
    regions: List[Region]
    links: List[Link]
    jobs: List[Job]                 # in order of id
    warmup_jobs: int
    horizon_s: Optional[float]

    def link_between(self, r, q):
        """The link of two regions, or None."""
        for link in self.links:
            if link.ends == (min(r, q), max(r, q)):
                return link
        return None

    def all_gpus(self):
        """The GPUs of the cluster, free or not."""
        return sum(region.gpus for region in self.regions)

    def all_series(self):
        """Every series of the scenario: true, observed and capacity."""
        for region in self.regions:
            yield region.price
            yield region.observed_price
            yield region.capacity
        for link in self.links:
            yield link.bandwidth
            yield link.observed_bandwidth


def load_scenario(path):
    """Read a scenario file."""
    with open(path, encoding="utf-8") as file:
        return parse_scenario(json.load(file))


def parse_scenario(data):
    """A Scenario of the parsed JSON, or ScenarioError."""
    try:
        return _parse(data)
    except ScenarioError:
        raise
    except (ValueError, TypeError, KeyError) as error:
        raise ScenarioError(f"malformed scenario: {error!r}") from error


def _parse(data):
    _check_keys("scenario", data, {"schema", "gpu", "regions", "templates", "jobs"},
                {"pipeline", "links", "warmup_jobs", "horizon_s"})
    _require(data["schema"] == SCHEMA, f"schema must be {SCHEMA!r}")
    pipeline = _parse_pipeline(data.get("pipeline", {}))
    gpu = _parse_gpu(data["gpu"])
    regions = [_parse_region(index, entry, gpu)
               for index, entry in enumerate(data["regions"])]
    _require(regions, "a cluster needs a region")
    if pipeline.best_stages == "transfer":
        _require(all(math.isfinite(region.internal) for region in regions),
                 'best_stages = "transfer" needs the internal bandwidth of every region')
    _require_unique("region", [region.name for region in regions])
    index_of = {region.name: region.index for region in regions}
    links = [_parse_link(index, entry, index_of)
             for index, entry in enumerate(data.get("links", []))]
    _require_unique("link", [link.ends for link in links])
    templates = [_parse_template(entry) for entry in data["templates"]]
    _require_unique("template", [template.name for template in templates])
    needs_of = {template.name: _needs(template, regions, pipeline) for template in templates}
    jobs = [_parse_job(entry, needs_of) for entry in data["jobs"]]
    _require_unique("job", [job.id for job in jobs])
    jobs.sort(key=lambda job: job.id)
    warmup_jobs = data.get("warmup_jobs", 0)
    _require(warmup_jobs >= 0, "warmup_jobs must not be negative")
    return Scenario(pipeline, reference_gpu(regions), regions, links, jobs, warmup_jobs,
                    data.get("horizon_s"))


def _parse_pipeline(entry):
    _check_keys("pipeline", entry, set(), {"schedule", "extra_warmup", "split", "best_stages"})
    pipeline = Pipeline(**entry)
    _require(pipeline.schedule in SCHEDULES, f"unknown schedule {pipeline.schedule!r}")
    _require(pipeline.extra_warmup >= 0, "extra_warmup must not be negative")
    _require(pipeline.split in ("layers", "even"), f"unknown split {pipeline.split!r}")
    _require(pipeline.best_stages in ("compute", "transfer"),
             f"unknown best_stages {pipeline.best_stages!r}")
    return pipeline


GPU_KEYS = {"peak_flops", "efficiency", "memory_bytes", "power_w"}
OPTIONAL_GPU_KEYS = {"name", "bytes_per_parameter", "idle_power_fraction"}


def _parse_gpu(entry):
    _check_keys("gpu", entry, GPU_KEYS, OPTIONAL_GPU_KEYS)
    return _checked_gpu(Gpu(**_without_name(entry)))


def _parse_region_gpu(entry, gpu):
    """A region's own GPU type: what it does not say is the scenario's."""
    _check_keys("gpu of a region", entry, set(), GPU_KEYS | OPTIONAL_GPU_KEYS)
    return _checked_gpu(replace(gpu, **_without_name(entry)))


def _without_name(entry):
    return {key: value for key, value in entry.items() if key != "name"}


def _checked_gpu(gpu):
    _require(0 < gpu.efficiency <= 1, "efficiency must be in (0, 1]")
    _require(0 <= gpu.idle_power_fraction <= 1, "idle_power_fraction must be in [0, 1]")
    return gpu


def _parse_region(index, entry, gpu):
    _check_keys("region", entry, {"name", "gpus", "price"},
                {"pue", "capacity", "observed_price", "internal_bit_per_s", "gpu"})
    _require(entry["gpus"] >= 1, "a region needs a GPU")
    price = _parse_series(entry["price"], "usd_per_kwh")
    observed = entry.get("observed_price")
    capacity = entry.get("capacity")
    capacity = (Series.constant(entry["gpus"]) if capacity is None
                else _parse_series(capacity, "gpus"))
    _require(all(0 <= value <= entry["gpus"] for value in capacity.values),
             "a capacity must lie between 0 and the GPUs of its region")
    pue = entry.get("pue", 1)
    _require(pue >= 1, "pue must be at least 1")
    internal = entry.get("internal_bit_per_s", math.inf)
    _require(internal > 0, "an internal bandwidth must be positive")
    return Region(index, entry["name"], entry["gpus"], _parse_region_gpu(entry.get("gpu", {}), gpu),
                  internal, pue, price,
                  price if observed is None else _parse_series(observed, "usd_per_kwh"),
                  capacity)


def _parse_link(index, entry, index_of):
    _check_keys("link", entry, {"a", "b", "bandwidth"},
                {"delay_s", "observed_bandwidth", "transfer_usd_per_gb"})
    a, b = index_of[entry["a"]], index_of[entry["b"]]
    _require(a != b, "a link needs two different regions")
    bandwidth = _parse_series(entry["bandwidth"], "bit_per_s")
    observed = entry.get("observed_bandwidth")
    observed = bandwidth if observed is None else _parse_series(observed, "bit_per_s")
    _require(min(bandwidth.values + observed.values) >= 0,
             "a bandwidth must not be negative")
    delay = entry.get("delay_s", 0)
    _require(delay >= 0, "a delay must not be negative")
    return Link(index, (min(a, b), max(a, b)), delay, bandwidth, observed,
                entry.get("transfer_usd_per_gb", 0))


def _parse_template(entry):
    _check_keys("template", entry,
                {"name", "layers", "hidden", "sequence", "vocabulary", "parameters",
                 "micro_batches"},
                {"micro_batch", "recompute", "max_stages", "layer_parameters",
                 "attention_width", "tensor_parallel", "tensor_efficiency", "data_parallel"})
    template = Template(**entry)
    _require(template.tensor_parallel >= 1, "tensor_parallel must be at least 1")
    _require(template.data_parallel >= 1, "data_parallel must be at least 1")
    _require(0 < template.tensor_efficiency <= 1, "tensor_efficiency must be in (0, 1]")
    return template


@dataclass(frozen=True)
class _Needs:
    """What follows from a template in a cluster (MODEL.md section 2)."""

    template: Template
    counts: StageCounts
    k_min: Optional[int]
    k_star: Optional[int]
    iteration_time: float           # T0(k*)


def _needs(template, regions, pipeline):
    gpu = reference_gpu(regions)
    internal = sum(region.internal for region in regions) / len(regions)
    counts = stage_counts(template, regions, pipeline)
    on_reference = [k for k in counts.all if template.fits(k, gpu, pipeline)]
    k_star = (best_stage_count(template, on_reference, gpu, pipeline, internal)
              or best_stage_count(template, counts.all, gpu, pipeline, internal))
    time = (math.nan if k_star is None else
            ideal_iteration_time(template, k_star, gpu, pipeline, internal))
    return _Needs(template, counts, min(counts.possible, default=None), k_star, time)


def _parse_job(entry, needs_of):
    _check_keys("job", entry, {"id", "template", "arrival_s", "iterations"}, set())
    needs = needs_of[entry["template"]]
    _require(entry["iterations"] > 0, f"job {entry['id']}: iterations must be positive")
    _require(entry["arrival_s"] >= 0, f"job {entry['id']}: arrival must not be negative")
    _require(needs.k_star is not None, f"job {entry['id']} can never run: no stage count")
    _require(needs.k_min is not None and needs.k_min <= needs.k_star,
             f"job {entry['id']} can never run: it needs more GPUs than there are")
    return Job(entry["id"], needs.template, entry["arrival_s"], entry["iterations"],
               needs.counts, needs.k_min, needs.k_star,
               entry["iterations"] * needs.iteration_time)


def _parse_series(entry, value_key):
    _check_keys("series", entry, {"times_s", value_key}, set())
    values = entry[value_key]
    _require(all(math.isfinite(value) for value in values), "a series must be finite")
    return Series(entry["times_s"], values)


def _check_keys(what, entry, required, optional):
    missing = required - set(entry)
    unknown = set(entry) - required - optional
    _require(not missing, f"{what}: missing {sorted(missing)}")
    _require(not unknown, f"{what}: unknown key {sorted(unknown)}")


def _require_unique(what, values):
    _require(len(set(values)) == len(values), f"a {what} is given twice")


def _require(condition, message):
    if not condition:
        raise ScenarioError(message)
