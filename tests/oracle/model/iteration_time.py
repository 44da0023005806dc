"""Iteration time of a pipeline (MODEL.md section 3)."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Boundary:
    """Two neighbouring stages, in two regions (WAN) or in one (internal).

    `transfer` is x_i, infinite where no bandwidth is given; `delay` is
    lambda_i, 0 inside a region.
    """

    transfer: float
    delay: float = 0.0
    wan: bool = True

    @property
    def one_way(self):
        """y_i of MODEL.md section 3."""
        return self.transfer + self.delay


def iteration_time(pipeline, template, c, boundaries, gradients=0.0):
    """T of MODEL.md section 3, in seconds.

    `c` holds the time of a micro-batch in each of the k stages, `boundaries`
    the k - 1 boundaries between them; `gradients` is R.
    """
    if any(math.isinf(boundary.transfer) for boundary in boundaries):
        return math.inf
    # 2 Y + 2 I + R
    once = 2 * sum(boundary.one_way for boundary in boundaries) + gradients
    through, slowest = sum(c), max(c)
    M = template.replica_micro_batches()
    X = max((boundary.transfer for boundary in boundaries), default=0)
    phi = template.forward_share()
    if pipeline.schedule == "overlapped":
        return through + once + (M - 1) * max(slowest, X)
    if pipeline.schedule == "gpipe":
        return through + once + (M - 1) * (max(phi * slowest, X)
                                           + max((1 - phi) * slowest, X))
    e = pipeline.extra_warmup
    if pipeline.schedule == "one_f_one_b":
        Z = slowest_cycle(c, boundaries, e)
        return through + once + (M - 1) * max(slowest, X, Z)
    if pipeline.schedule == "zero_bubble":
        omega = template.bubble_share()
        Z = slowest_cycle(c, boundaries, e, omega)
        steady = slowest + omega * (through - slowest) + (M - 1) * max(slowest, X, Z)
        return max(steady, phi * M * slowest + (1 - phi) * through) + once
    raise ValueError(f"unknown schedule {pipeline.schedule!r}")


def slowest_cycle(c, boundaries, extra_warmup, omega=1.0):
    """Z of `one_f_one_b` (omega = 1) and of `zero_bubble`; 0 for one stage.

    Stage j lies between the boundaries j - 1 and j, so the stages of a run
    i..j of boundaries are i..j + 1.
    """
    largest = 0.0
    for i in range(len(boundaries)):
        stages, moved, wans = c[i], 0.0, 0
        for j in range(i, len(boundaries)):
            stages += c[j + 1]
            moved += 2 * boundaries[j].one_way
            wans += boundaries[j].wan
            q = j - i + 2
            cycle = (stages * (1 + omega) / 2 + c[i] * (1 - omega) / 2 + moved)
            largest = max(largest, cycle / (q + wans * extra_warmup))
    return largest


def transfer_time(bits, bandwidth):
    """x_i (MODEL.md section 3); infinite where w_i = 0."""
    return math.inf if bandwidth == 0 else bits / bandwidth
