"""Orderings of the pending jobs (MODEL.md section 7)."""


def fcfs(pending, view):
    """By arrival, then id."""
    return sorted(pending, key=lambda job: (job.arrival, job.id))


def sjf(pending, view):
    """By E_j, then arrival, then id."""
    return sorted(pending, key=lambda job: (job.ideal_time, job.arrival, job.id))


def bace(pending, view):
    """Highest priority first; ties by arrival, then id."""
    if not pending:
        return []
    alpha = view.utilisation
    demand = {job.id: view.demand(job, job.k_star) for job in pending}
    longest = max(job.ideal_time for job in pending)
    largest = max(demand.values())

    def priority(job):
        I = job.ideal_time / longest
        D = demand[job.id] / largest
        return (1 - alpha) * (1 - I) + alpha * (1 - D)

    return sorted(pending, key=lambda job: (-priority(job), job.arrival, job.id))


ORDERINGS = {"fcfs": fcfs, "sjf": sjf, "bace": bace}
