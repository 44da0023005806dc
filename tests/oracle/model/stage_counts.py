"""Slots, the reference GPU type, and stage counts (MODEL.md sections 1 and 2)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Tuple

from .iteration_time import Boundary, iteration_time
from .templates import ceil_div

SAME_TIME = 1e-12


def slots(template, gpus):
    """The stages of a job that a number of GPUs has room for (section 2)."""
    return gpus // template.gpus_per_stage()


def reference_gpu(regions):
    """The GPU type with the largest total of eta Phi; ties to the first region's."""
    def total(gpu):
        return sum(region.gpus for region in regions if region.gpu == gpu) * gpu.flops()

    return max((region.gpu for region in regions), key=total)


@dataclass(frozen=True)
class StageCounts:
    """The stage counts of a template in a cluster (MODEL.md section 2)."""

    of_region: Tuple[Tuple[int, ...], ...]  # K_r, ascending
    slots: Tuple[int, ...]                  # of each region, outages aside

    @cached_property
    def all(self):
        """K, ascending."""
        return sorted(set().union(*self.of_region))

    def largest_in_one_region(self, limit):
        """The largest count within the limit that a region has the slots for, or None."""
        return max((k for counts, room in zip(self.of_region, self.slots)
                    for k in counts if k <= min(limit, room)), default=None)

    @cached_property
    def possible(self):
        """The members of K that the slots of the regions that hold them suffice for."""
        return [k for k in self.all if k <= self.total_slots(k)]

    def total_slots(self, k):
        """S(k): the slots of all regions that hold k."""
        return sum(room for counts, room in zip(self.of_region, self.slots) if k in counts)


def stage_counts(template, regions, pipeline):
    """K_r of every region, with its slots."""
    room = tuple(slots(template, region.gpus) for region in regions)
    candidates = possible_counts(template, pipeline, sum(room))
    return StageCounts(
        tuple(tuple(k for k in candidates if template.fits(k, region.gpu, pipeline))
              for region in regions), room)


def possible_counts(template, pipeline, all_slots):
    """The stage counts into which a model can be cut, memory aside."""
    if pipeline.split == "even":
        cap = all_slots if template.max_stages is None else template.max_stages
        return range(1, cap + 1)
    L = template.layers
    return sorted({ceil_div(L, l) for l in range(1, L + 1)})


def best_stage_count(template, counts, gpu, pipeline, internal):
    """k* of MODEL.md section 2, or None: the best of `counts`.

    `gpu` is the reference type, `internal` the mean internal bandwidth.
    """
    allowed = [k for k in counts
               if template.max_stages is None or k <= template.max_stages]
    if not allowed:
        return None
    if pipeline.best_stages == "transfer":
        time = {k: ideal_iteration_time(template, k, gpu, pipeline, internal)
                for k in allowed}
    else:
        time = {k: _relative_time(template, k, pipeline) for k in allowed}
    # Integers are compared exactly, as the page has them.
    exact = pipeline.best_stages == "compute" and pipeline.split == "layers"
    most = min(time.values()) * (1 if exact else 1 + SAME_TIME)
    return min(k for k in allowed if time[k] <= most)


def _relative_time(template, k, pipeline):
    """What k* minimises under "compute": the iteration time but for a constant."""
    M = template.replica_micro_batches()
    if pipeline.schedule == "zero_bubble":
        omega12, phi12 = (6, 3) if template.recompute else (4, 4)
        work = max(12 * M + omega12 * (k - 1), phi12 * M + (12 - phi12) * k)
    else:
        work = k + M - 1
    return work / k if pipeline.split == "even" else work * ceil_div(template.layers, k)


def time_without_transfers(template, k, gpu, pipeline):
    """The iteration time of k stages on one GPU type, nothing moved, without R."""
    return iteration_time(pipeline, template, [template.stage_time(k, gpu, pipeline)] * k,
                          [Boundary(0.0, wan=False)] * (k - 1))


def gradient_time(template, k, internal):
    """R of MODEL.md section 3, of the GPUs of one region; 0 where b_r is infinite."""
    D = template.data_parallel
    return (2 * (D - 1) / D) * 16 * template.parameters / (
        k * template.tensor_parallel) / internal


def internal_boundary(template, internal):
    """A boundary inside a region with an internal bandwidth."""
    return Boundary(8 * template.boundary_bytes() / internal, wan=False)


def ideal_iteration_time(template, k, gpu, pipeline, internal):
    """T0(k) of MODEL.md section 2: the one of which E_j is made."""
    if pipeline.best_stages == "compute":
        return time_without_transfers(template, k, gpu, pipeline)
    return iteration_time(pipeline, template, [template.stage_time(k, gpu, pipeline)] * k,
                          [internal_boundary(template, internal)] * (k - 1),
                          gradient_time(template, k, internal))
