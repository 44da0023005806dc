"""Path finders (MODEL.md section 7).

Every path finder takes a job, the view, and the policy (for its allocator and
its parameters), and returns an Attempt: a placement or None, and whether an
edge was refused only for its residual bandwidth.

`free` is everywhere the list of the free slots of every region for k stages
of the job; a region whose GPUs cannot hold k stages has none.
"""

from dataclasses import dataclass
from typing import Optional

from .candidates import choose
from .sharing import residual_suffices
from .view import Placement

EXHAUSTIVE_REGIONS = 8


@dataclass(frozen=True)
class Attempt:
    """What one call of a path finder gives."""

    placement: Optional[Placement]
    edge_refused: bool = False


# One region ----------------------------------------------------------------


def single_cheapest(job, view, policy):
    """The cheapest region that holds enough stages."""
    return _single(job, view, policy, lambda region, free: (view.price[region], region))


def single_most_free(job, view, policy):
    """The region with the most free slots of those that hold enough stages."""
    return _single(job, view, policy, lambda region, free: (-free, region))


def _single(job, view, policy, key):
    k_hat = job.counts.largest_in_one_region(job.k_star)
    if k_hat is None:
        return Attempt(None)
    floor = max(job.k_min, policy.min_stage_fraction * k_hat)
    eligible = {}
    for region, counts in enumerate(job.counts.of_region):
        free = view.all_slots(job)[region]
        k = max((k for k in counts if k <= min(job.k_star, free)), default=0)
        if k >= floor:
            eligible[region] = (key(region, free), k)
    if not eligible:
        return Attempt(None)
    region = min(eligible, key=lambda r: eligible[r][0])
    return Attempt(Placement((region,), (eligible[region][1],)))


# The cross-region baselines -------------------------------------------------


def cross_cheapest(job, view, policy):
    """One scan of the regions by ascending price."""
    def lay(k, free):
        path = []
        for region in sorted(range(view.region_count), key=lambda r: (view.price[r], r)):
            if _held(path, free) >= k:
                break
            if free[region] >= 1 and (not path or region in view.neighbours(path, free)):
                path.append(region)
        return path

    return _cross(job, view, policy, lay)


def cross_greedy(job, view, policy):
    """From the region with the most free slots along the highest residuals."""
    def lay(k, free):
        path = [min(range(view.region_count), key=lambda r: (-free[r], r))]
        while _held(path, free) < k:
            neighbours = view.neighbours(path, free)
            if not neighbours:
                break
            path.append(_highest_residual(path[-1], neighbours, view))
        return path

    return _cross(job, view, policy, lay)


def _cross(job, view, policy, lay):
    """A first k, a path laid for it, and what that path holds; none below the floor."""
    floor = job.k_min
    if view.anybody_running:
        floor = max(floor, policy.min_stage_fraction * _k_hat(job))
    k = max((k for k in job.counts.all
             if k <= job.k_star and k <= sum(view.slots(job, k))), default=0)
    if k < floor:
        return Attempt(None)
    free = view.slots(job, k)
    path, k = _settle(job, lay(k, free), k, free)
    if k < floor:
        return Attempt(None)
    return Attempt(_allocate(path, k, free, view, policy))


def _settle(job, path, k, free):
    """The rule for a path that does not hold k: a smaller k and a cut path; or k = 0."""
    for smaller in reversed([count for count in job.counts.all if count <= k]):
        length = next((n for n in range(1, len(path) + 1)
                       if _held(path[:n], free) >= smaller), None)
        if length is None:
            continue
        if all(smaller in job.counts.of_region[r] for r in path[:length]):
            return path[:length], smaller
    return [], 0


# The bandwidth-aware path finder and its exhaustive reference ---------------


def bace(job, view, policy):
    """The bandwidth-aware path finder."""
    return _bandwidth_aware(job, view, policy, _greedy_paths, _k_hat(job))


def exhaustive(job, view, policy):
    """As `bace`, with all simple paths as candidates."""
    if view.region_count > EXHAUSTIVE_REGIONS:
        raise ValueError(f"exhaustive: at most {EXHAUSTIVE_REGIONS} regions")
    return _bandwidth_aware(job, view, policy, _all_paths, _k_hat(job))


def local_first(job, view, policy):
    """The most stages that the cheapest of the regions that take them takes, else as `bace`."""
    k_hat = _k_hat(job)
    within = [k for k in job.counts.possible if k <= policy.max_stage_fraction * k_hat]
    k_cap = max(within, default=job.k_min)
    local = [k for k in job.counts.possible if policy.local_fraction * k_cap <= k <= k_cap]
    for k in reversed(local):
        free = view.slots(job, k)
        regions = [r for r in range(view.region_count) if free[r] >= k]
        if regions:
            return Attempt(Placement((min(regions, key=lambda r: (view.price[r], r)),), (k,)))
    return _bandwidth_aware(job, view, policy, _greedy_paths, k_cap)


def _bandwidth_aware(job, view, policy, candidate_paths, k_hat):
    """The search over k; `candidate_paths(k, free, threshold, view)` gives the paths.

    A threshold of None admits every neighbour. The paths come with whether an
    edge was refused on the way.
    """
    refused = False

    def search(counts, with_threshold):
        nonlocal refused
        for k in counts:
            threshold = view.demand(job, k) if with_threshold else None
            free = view.slots(job, k)
            paths, edge_refused = candidate_paths(k, free, threshold, view)
            refused = refused or edge_refused
            if paths:
                candidates = [_allocate(path, k, free, view, policy) for path in paths]
                return choose(candidates, job, view, policy.allocator)
        return None

    def ascending(floor):
        return [k for k in job.counts.all if floor <= k <= k_hat]

    floor = max(job.k_min, policy.min_stage_fraction * k_hat)
    placement = search(reversed(ascending(floor)), True)
    if placement is None and not view.anybody_running:
        placement = search(reversed(ascending(job.k_min)), True)
        if placement is None:
            placement = search(ascending(job.k_min), False)
    return Attempt(placement, refused)


def _greedy_paths(k, free, threshold, view):
    """From every start region with a free slot, the greedy path, if it reaches k."""
    paths = []
    refused = False
    for start in range(view.region_count):
        if free[start] < 1:
            continue
        path = [start]
        while _held(path, free) < k:
            neighbours, edge_refused = _admitted(path, free, threshold, view)
            refused = refused or edge_refused
            if not neighbours:
                break
            path.append(_highest_residual(path[-1], neighbours, view))
        if _held(path, free) >= k:
            paths.append(tuple(path))
    return paths, refused


def _all_paths(k, free, threshold, view):
    """All simple paths of at most k regions whose free slots reach k."""
    paths = []
    refused = False

    def extend(path):
        nonlocal refused
        if _held(path, free) >= k:
            paths.append(tuple(path))
        if len(path) == k:
            return
        neighbours, edge_refused = _admitted(path, free, threshold, view)
        refused = refused or edge_refused
        for region in neighbours:
            extend(path + [region])

    for start in range(view.region_count):
        if free[start] >= 1:
            extend([start])
    return paths, refused


def _admitted(path, free, threshold, view):
    """The neighbours with enough residual, and whether another was refused."""
    neighbours = view.neighbours(path, free)
    if threshold is None:
        return neighbours, False
    admitted = [q for q in neighbours
                if residual_suffices(view.residual(path[-1], q), threshold)]
    return admitted, len(admitted) < len(neighbours)


# Shared ----------------------------------------------------------------------


def _k_hat(job):
    """The largest count within k* that the slots of all regions suffice for."""
    return max(k for k in job.counts.possible if k <= job.k_star)


def _held(path, free):
    """The free slots on a path."""
    return sum(free[r] for r in path)


def _highest_residual(last, neighbours, view):
    """The neighbour with the highest residual (ties: lower region index)."""
    return min(neighbours, key=lambda q: (-view.residual(last, q), q))


def _allocate(path, k, free, view, policy):
    return Placement(tuple(path), policy.allocate(path, k, free, view))


PATH_FINDERS = {
    "single_cheapest": single_cheapest,
    "single_most_free": single_most_free,
    "cross_cheapest": cross_cheapest,
    "cross_greedy": cross_greedy,
    "bace": bace,
    "exhaustive": exhaustive,
    "local_first": local_first,
}
