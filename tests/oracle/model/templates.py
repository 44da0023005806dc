"""Job templates: work, memory, stage counts, demand (MODEL.md sections 2 and 3)."""

from dataclasses import dataclass
from typing import Optional

USABLE_SHARE_OF_MEMORY = 0.9


def ceil_div(a, b):
    """The smallest integer not below a / b, for positive integers."""
    return -(-a // b)


@dataclass(frozen=True)
class Gpu:
    """The GPU type of the cluster (MODEL.md section 1)."""

    peak_flops: float
    efficiency: float
    memory_bytes: float
    power_w: float
    bytes_per_parameter: float = 16


@dataclass(frozen=True)
class Pipeline:
    """The schedule of all pipelines: its name, and e of `one_f_one_b`."""

    schedule: str = "overlapped"
    extra_warmup: int = 0


@dataclass(frozen=True)
class Template:
    """What jobs of one kind have in common (MODEL.md section 2)."""

    name: str
    layers: int
    hidden: int
    sequence: int
    vocabulary: int
    parameters: float
    micro_batches: int
    micro_batch: int = 1
    recompute: bool = True
    max_stages: Optional[int] = None
    layer_parameters: Optional[float] = None
    attention_width: Optional[float] = None

    def flops_per_micro_batch(self):
        """F of MODEL.md section 2, forward and backward."""
        b, s, L, h, V = (self.micro_batch, self.sequence, self.layers, self.hidden,
                         self.vocabulary)
        p = 12 * h * h if self.layer_parameters is None else self.layer_parameters
        a = h if self.attention_width is None else self.attention_width
        layers_part = 6 * b * s * L * p
        vocabulary_part = 6 * b * s * h * V
        attention_part = 12 * b * s * s * L * a
        if self.recompute:
            return (layers_part + attention_part) * 4 / 3 + vocabulary_part
        return layers_part + attention_part + vocabulary_part

    def forward_share(self):
        """phi of MODEL.md section 2."""
        return 1 / 4 if self.recompute else 1 / 3

    def boundary_bytes(self):
        """A of MODEL.md section 2: one direction, one micro-batch."""
        return 2 * self.micro_batch * self.sequence * self.hidden

    def stage_time(self, k, gpu):
        """c(k) of MODEL.md section 2."""
        return (ceil_div(self.layers, k) / self.layers
                * self.flops_per_micro_batch() / (gpu.efficiency * gpu.peak_flops))

    def demand(self, k, gpu, pipeline):
        """d(k) of MODEL.md section 3, in bit/s."""
        c = self.stage_time(k, gpu)
        if pipeline.schedule == "gpipe":
            phi = self.forward_share()
            return 8 * self.boundary_bytes() / (min(phi, 1 - phi) * c)
        return 8 * self.boundary_bytes() / c

    def micro_batches_in_flight(self, k, pipeline):
        """m(k) of MODEL.md section 2."""
        if pipeline.schedule == "overlapped":
            return min(self.micro_batches, 2 * k)
        if pipeline.schedule == "gpipe":
            return self.micro_batches
        return min(self.micro_batches, k + pipeline.extra_warmup)

    def first_stage_memory(self, k, gpu, pipeline):
        """Bytes that the first of k stages needs (MODEL.md section 2)."""
        kept = 2 if self.recompute else 34
        g = kept * self.micro_batch * self.sequence * self.hidden
        return (self.parameters * gpu.bytes_per_parameter / k
                + ceil_div(self.layers, k) * g * self.micro_batches_in_flight(k, pipeline))

    def stage_counts(self, gpu, pipeline):
        """K of MODEL.md section 2, ascending, without duplicates."""
        counts = {ceil_div(self.layers, l) for l in range(1, self.layers + 1)}
        usable = USABLE_SHARE_OF_MEMORY * gpu.memory_bytes
        return [k for k in sorted(counts)
                if self.first_stage_memory(k, gpu, pipeline) <= usable]

    def best_stage_count(self, gpu, pipeline):
        """k* of MODEL.md section 2, or None if there is none."""
        limit = self.layers
        if self.max_stages is not None:
            limit = min(limit, self.max_stages)
        allowed = [k for k in self.stage_counts(gpu, pipeline) if k <= limit]
        if not allowed:
            return None
        return min(allowed, key=lambda k: (
            (k + self.micro_batches - 1) * ceil_div(self.layers, k), k))

    def time_without_transfer(self, k, gpu):
        """Iteration time in one region, without a WAN boundary (section 3).

        For all three schedules it is (k + M - 1) c(k).
        """
        return (k + self.micro_batches - 1) * self.stage_time(k, gpu)
