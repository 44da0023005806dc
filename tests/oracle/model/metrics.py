"""What is reported of a run (MODEL.md sections 8 and 9; docs/scenario-file.md)."""

import math

from .placed import boundary_links, placed_iteration_time, reserved_demand

BYTES_PER_GB = 1e9


def answer(record, policy_name):
    """The whole JSON answer of a run."""
    jobs = [job_report(record, record.jobs[job.id]) for job in record.scenario.jobs]
    return {"policy": policy_name, "jobs": jobs, "metrics": run_metrics(record, jobs)}


# Per job ---------------------------------------------------------------------


def job_report(record, job_record):
    """The metrics of one job; None for what it never reached."""
    scenario, job, placement = record.scenario, job_record.job, job_record.placement
    started = job_record.start is not None
    finished = job_record.finish is not None
    jct = job_record.finish - job.arrival if finished else None
    transfer = egress_cost(scenario, job_record)
    return {
        "id": job.id,
        "served": finished,
        "start_s": job_record.start,
        "finish_s": job_record.finish,
        "jct_s": jct,
        "wait_s": job_record.start - job.arrival if started else None,
        "slowdown": jct / job.ideal_time if finished else None,
        "stages": placement.k if started else None,
        "gpus": placement.k * job.template.gpus_per_stage() if started else None,
        "path": [scenario.regions[r].name for r in placement.path] if started else None,
        "stages_per_region": list(placement.stages) if started else None,
        "cost_usd": job_record.cost_usd,
        "energy_kwh": job_record.energy_kwh,
        "egress_bytes": egress_bytes(job_record),
        "transfer_usd": transfer,
        "total_usd": job_record.cost_usd + transfer,
        "stalled_fraction": stalled_fraction(scenario, job_record) if finished else None,
    }


def bytes_per_boundary(job_record):
    """Each iteration moves 2 M' D A bytes over each WAN boundary (section 8)."""
    template = job_record.job.template
    return job_record.iterations_done * template.egress_bytes_per_iteration()


def egress_bytes(job_record):
    """The bytes that a job moved over WAN boundaries."""
    if job_record.placement is None:
        return 0.0
    return len(job_record.placement.boundaries()) * bytes_per_boundary(job_record)


def egress_cost(scenario, job_record):
    """The price of these bytes, with each link's own price."""
    if job_record.placement is None:
        return 0.0
    return sum(bytes_per_boundary(job_record) / BYTES_PER_GB * link.transfer_usd_per_gb
               for link in boundary_links(scenario, job_record.placement))


def stalled_fraction(scenario, job_record):
    """max(0, 1 - unstalled time / (finish - start)); exactly 0 without a boundary."""
    job, placement = job_record.job, job_record.placement
    boundaries = len(placement.boundaries())
    if boundaries == 0:
        return 0.0
    if scenario.pipeline.has_caps():
        d = reserved_demand(scenario, job, placement)
        x = [job.template.boundary_bits() / d] * boundaries
    else:
        x = [0.0] * boundaries
    unstalled = job.iterations * placed_iteration_time(scenario, job, placement, x)
    return max(0.0, 1 - unstalled / (job_record.finish - job_record.start))


# Per run -----------------------------------------------------------------------


def run_metrics(record, jobs):
    """The metrics of one run; None where there is nothing to average."""
    scenario = record.scenario
    counted = _after_warmup(scenario, jobs)
    jct = _values(counted, "jct_s")
    metrics = {
        "jct_mean": mean(jct),
        "jct_median": quantile(jct, 0.5),
        "jct_p95": quantile(jct, 0.95),
        "jct_p99": quantile(jct, 0.99),
        "jct_max": max(jct, default=None),
        "wait_mean": mean(_values(counted, "wait_s")),
        "slowdown_mean": mean(_values(counted, "slowdown")),
        "cost": math.fsum(job["cost_usd"] for job in jobs),
        "energy": math.fsum(job["energy_kwh"] for job in jobs),
        "egress_cost": math.fsum(job["transfer_usd"] for job in jobs),
        "cost_total": math.fsum(job["total_usd"] for job in jobs),
        "cross_region_jobs": sum(job["path"] is not None and len(job["path"]) > 1
                                 for job in jobs),
        "stalled_fraction": mean(_values(counted, "stalled_fraction")),
        "head_of_line_blocked": math.fsum(interval.blocked_jobs
                                          * (interval.end - interval.begin)
                                          for interval in record.intervals),
        "unserved_jobs": sum(not job["served"] for job in jobs),
        "scheduling_passes": record.scheduling_passes,
        "beyond_horizon": (0.0 if scenario.horizon_s is None
                           else max(0.0, record.end - scenario.horizon_s)),
        "edges_refused_share": share(record.calls_with_refused_edge,
                                     record.path_finder_calls),
        "out_of_order_share": share(record.starts_out_of_order, record.starts),
        "reallocated_share": share(record.reallocated_starts, record.cross_region_starts),
    }
    metrics.update(_over_the_makespan(record, _values(jobs, "finish_s")))
    return metrics


def _over_the_makespan(record, finishes):
    """Makespan and the two utilisations, from the first arrival to the last finish."""
    if not finishes:
        return {"makespan": None, "gpu_utilisation": None, "network_utilisation": None}
    first = min(job.arrival for job in record.scenario.jobs)
    last = max(finishes)
    inside = [interval for interval in record.intervals
              if interval.begin >= first and interval.end <= last]
    held = math.fsum(i.gpus_held * (i.end - i.begin) for i in inside)
    used = math.fsum(i.utilisation * (i.end - i.begin) for i in inside)
    return {
        "makespan": last - first,
        "gpu_utilisation": held / (record.scenario.all_gpus() * (last - first)),
        "network_utilisation": used / (last - first),
    }


def _after_warmup(scenario, jobs):
    """The reports without the first `warmup_jobs` arrivals."""
    arrivals = sorted(scenario.jobs, key=lambda job: (job.arrival, job.id))
    left_out = {job.id for job in arrivals[:scenario.warmup_jobs]}
    return [job for job in jobs if job["id"] not in left_out]


def _values(jobs, key):
    return [job[key] for job in jobs if job[key] is not None]


def mean(values):
    """The mean, or None over nothing."""
    return math.fsum(values) / len(values) if values else None


def share(part, whole):
    """A share, 0 where the denominator is 0."""
    return part / whole if whole else 0.0


def quantile(values, probability):
    """Type 7, numpy's default: linear between the order statistics."""
    if not values:
        return None
    ordered = sorted(values)
    position = (len(ordered) - 1) * probability
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])
