"""Iteration time of a placed pipeline (MODEL.md section 3)."""

import math


def iteration_time(schedule, extra_warmup, c, phi, micro_batches, stages, x, delays):
    """T of MODEL.md section 3, in seconds.

    `stages` holds n_1..n_m along the path; `x` and `delays` hold, for each of
    the m - 1 WAN boundaries, the transfer time of one micro-batch (infinite
    where no bandwidth is allocated) and the one-way delay.
    """
    if any(math.isinf(value) for value in x):
        return math.inf
    k = sum(stages)
    M = micro_batches
    y = [transfer + delay for transfer, delay in zip(x, delays)]
    X = max(x, default=0)
    Y = sum(y)
    if schedule == "overlapped":
        return k * c + 2 * Y + (M - 1) * max(c, X)
    if schedule == "gpipe":
        return k * c + 2 * Y + (M - 1) * (max(phi * c, X) + max((1 - phi) * c, X))
    if schedule == "one_f_one_b":
        Z = slowest_cycle(c, stages, y, extra_warmup)
        return k * c + 2 * Y + (M - 1) * max(c, X, Z)
    raise ValueError(f"unknown schedule {schedule!r}")


def slowest_cycle(c, stages, y, extra_warmup):
    """Z of `one_f_one_b` (MODEL.md section 3); 0 without a boundary.

    Boundary i lies between region i and region i + 1 of the path, so the
    regions strictly between the boundaries i and j are i + 1 .. j.
    """
    largest = 0
    for i in range(len(y)):
        for j in range(i, len(y)):
            q = 2 + sum(stages[i + 1:j + 1])
            boundaries = j - i + 1
            cycle = (q * c + 2 * sum(y[i:j + 1])) / (q + boundaries * extra_warmup)
            largest = max(largest, cycle)
    return largest


def transfer_time(boundary_bytes, bandwidth):
    """x_i = 8A / w_i (MODEL.md section 3); infinite where w_i = 0."""
    return math.inf if bandwidth == 0 else 8 * boundary_bytes / bandwidth
