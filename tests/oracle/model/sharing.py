"""Sharing a link, residual bandwidth, utilisation (MODEL.md sections 4 and 7)."""

RELATIVE_TOLERANCE = 1e-9


def share_link(bandwidth, demands, capped):
    """Max-min fair allocation of one link (MODEL.md section 4).

    `demands` maps the id of each job that crosses the link to d_j; with
    `capped` false (`one_f_one_b`, `zero_bubble`) nobody has a cap. Returns a map
    from job id to bit/s.
    """
    allocation = {}
    left = bandwidth
    order = sorted(demands, key=lambda job_id: (demands[job_id], job_id))
    for position, job_id in enumerate(order):
        fair = left / (len(order) - position)
        given = min(demands[job_id], fair) if capped else fair
        allocation[job_id] = given
        left -= given
    return allocation


def sum_of_demands(demands):
    """Demands summed in job id order (MODEL.md section 4)."""
    total = 0.0
    for job_id in sorted(demands):
        total += demands[job_id]
    return total


def residual_bandwidth(bandwidth, demands):
    """Residual bandwidth of a link (MODEL.md section 4); it can be negative."""
    return bandwidth - sum_of_demands(demands)


def residual_suffices(residual, demand):
    """"residual >= d" with its relative tolerance (MODEL.md section 4)."""
    return residual >= demand * (1 - RELATIVE_TOLERANCE)


def network_utilisation(bandwidths, demands_per_link):
    """alpha of the `bace` ordering (MODEL.md section 7).

    `bandwidths` and `demands_per_link` are parallel lists over the links.
    """
    demanded = sum(sum_of_demands(demands) for demands in demands_per_link)
    capacity = sum(bandwidths)
    if demanded == 0:
        return 0.0
    if capacity == 0:
        return 1.0
    return min(1.0, demanded / capacity)
