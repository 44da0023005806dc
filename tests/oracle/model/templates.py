"""Job templates: work, memory, demand (MODEL.md sections 2 and 3)."""

from dataclasses import dataclass
from typing import Optional

USABLE_SHARE_OF_MEMORY = 0.9


def ceil_div(a, b):
    """The smallest integer not below a / b, for positive integers."""
    return -(-a // b)


@dataclass(frozen=True)
class Gpu:
    """A GPU type (MODEL.md section 1)."""

    peak_flops: float
    efficiency: float
    memory_bytes: float
    power_w: float
    bytes_per_parameter: float = 16
    idle_power_fraction: float = 1.0

    def flops(self):
        """eta Phi of MODEL.md section 2."""
        return self.efficiency * self.peak_flops


@dataclass(frozen=True)
class Pipeline:
    """What all pipelines have in common (MODEL.md sections 2 and 3).

    The schedule, e of `one_f_one_b` and `zero_bubble`, where a model may be
    cut into stages, and by which time the best stage count is chosen.
    """

    schedule: str = "overlapped"
    extra_warmup: int = 0
    split: str = "layers"
    best_stages: str = "compute"

    def has_caps(self):
        """Whether a demand is the most that a job is given (section 4)."""
        return self.schedule not in ("one_f_one_b", "zero_bubble")


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
    tensor_parallel: int = 1
    tensor_efficiency: float = 1.0
    data_parallel: int = 1

    def gpus_per_stage(self):
        """g of MODEL.md section 2."""
        return self.tensor_parallel * self.data_parallel

    def replica_micro_batches(self):
        """M' of MODEL.md section 2."""
        return ceil_div(self.micro_batches, self.data_parallel)

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

    def bubble_share(self):
        """omega of MODEL.md section 3, for `zero_bubble`."""
        return 1 / 2 if self.recompute else 1 / 3

    def boundary_bytes(self):
        """A of MODEL.md section 2: one direction, one micro-batch, one replica."""
        return 2 * self.micro_batch * self.sequence * self.hidden

    def boundary_bits(self):
        """D 8 A: what a micro-batch of all replicas moves over a WAN boundary."""
        return self.data_parallel * 8 * self.boundary_bytes()

    def egress_bytes_per_iteration(self):
        """2 M' D A of MODEL.md section 8: both directions of a WAN boundary."""
        return (2 * self.replica_micro_batches() * self.data_parallel
                * self.boundary_bytes())

    def layers_per_stage(self, k, pipeline):
        """Layers of the slowest of k stages (MODEL.md section 2)."""
        if pipeline.split == "even":
            return self.layers / k
        return ceil_div(self.layers, k)

    def mean_stage_time(self, k, gpu):
        """F / (k t eps eta Phi): a micro-batch's time in a stage, on average."""
        return (self.flops_per_micro_batch()
                / (k * self.tensor_parallel * self.tensor_efficiency * gpu.flops()))

    def stage_time(self, k, gpu, pipeline):
        """c(k) of MODEL.md section 2 on a GPU type."""
        return (self.layers_per_stage(k, pipeline) / self.layers
                * self.mean_stage_time(1, gpu))

    def demand_at(self, stage_time, pipeline):
        """The bandwidth that keeps pace with a stage time (section 3), in bit/s."""
        if pipeline.schedule == "gpipe":
            phi = self.forward_share()
            stage_time *= min(phi, 1 - phi)
        return self.boundary_bits() / stage_time

    def demand(self, k, gpu, pipeline):
        """d(k) of MODEL.md section 3, in bit/s; `gpu` is the reference type."""
        return self.demand_at(self.stage_time(k, gpu, pipeline), pipeline)

    def micro_batches_in_flight(self, k, pipeline):
        """m(k) of MODEL.md section 2."""
        most = self.replica_micro_batches()
        if pipeline.schedule == "overlapped":
            return min(most, 2 * k)
        if pipeline.schedule == "gpipe":
            return most
        return min(most, k + pipeline.extra_warmup)

    def first_stage_memory(self, k, gpu, pipeline):
        """Bytes that a GPU of the first of k stages needs (MODEL.md section 2)."""
        kept = 2 if self.recompute else 34
        activations = kept * self.micro_batch * self.sequence * self.hidden
        return (self.parameters * gpu.bytes_per_parameter / k
                + self.layers_per_stage(k, pipeline) * activations
                * self.micro_batches_in_flight(k, pipeline)) / self.tensor_parallel

    def fits(self, k, gpu, pipeline):
        """Whether a GPU type has the memory for k stages (MODEL.md section 2)."""
        return (self.first_stage_memory(k, gpu, pipeline)
                <= USABLE_SHARE_OF_MEMORY * gpu.memory_bytes)
