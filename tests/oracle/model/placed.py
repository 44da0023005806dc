"""A placed job: its stages, its boundaries and what they cost (sections 3, 4, 8)."""

from .iteration_time import Boundary, iteration_time
from .stage_counts import gradient_time, internal_boundary


def boundary_links(scenario, placement):
    """The links of the WAN boundaries of a placement, in path order."""
    return [scenario.link_between(r, q) for r, q in placement.boundaries()]


def stage_times(scenario, job, placement):
    """c of each stage in path order, each on the GPUs of its own region."""
    times = []
    for r, stages in zip(placement.path, placement.stages):
        gpu = scenario.regions[r].gpu
        times += [job.template.stage_time(placement.k, gpu, scenario.pipeline)] * stages
    return times


def placed_iteration_time(scenario, job, placement, x):
    """T of a placed job whose WAN transfers take the times x (MODEL.md section 3)."""
    boundaries = []
    links = boundary_links(scenario, placement)
    for position, (r, stages) in enumerate(zip(placement.path, placement.stages)):
        inside = internal_boundary(job.template, scenario.regions[r].internal)
        boundaries += [inside] * (stages - 1)
        if position < len(links):
            boundaries.append(Boundary(x[position], links[position].delay_s))
    gradients = max(gradient_time(job.template, placement.k, scenario.regions[r].internal)
                    for r in placement.path)
    return iteration_time(scenario.pipeline, job.template,
                          stage_times(scenario, job, placement), boundaries, gradients)


def placed_time_without_transfers(scenario, job, placement):
    """The time of an iteration with nothing moved and without R (section 7)."""
    return iteration_time(scenario.pipeline, job.template,
                          stage_times(scenario, job, placement),
                          [Boundary(0.0, wan=False)] * (placement.k - 1))


def reserved_demand(scenario, job, placement):
    """What a job reserves on each link of its path: at its slowest stage's pace."""
    slowest = max(stage_times(scenario, job, placement))
    return job.template.demand_at(slowest, scenario.pipeline)


def busy_share(job, placement, region, time):
    """u of MODEL.md section 8: the share of an iteration in which a GPU computes.

    It is 0 while the iteration time is infinite.
    """
    template = job.template
    return min(1.0, template.replica_micro_batches()
               * template.mean_stage_time(placement.k, region.gpu) / time)


def power(job, placement, region, stages, time):
    """The watts that a job draws in a region, `pue` included (section 8)."""
    gpu = region.gpu
    psi = gpu.idle_power_fraction
    drawn = gpu.power_w * (psi + (1 - psi) * busy_share(job, placement, region, time))
    return stages * job.template.gpus_per_stage() * drawn * region.pue
