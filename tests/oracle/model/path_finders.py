"""Path finders (MODEL.md section 7).

Every path finder takes a job, the view, and the policy (for its allocator and
its parameters), and returns an Attempt: a placement or None, and whether an
edge was refused only for its residual bandwidth.
"""

from dataclasses import dataclass
from typing import Optional

from .sharing import residual_suffices
from .view import Placement

PRICE_TOLERANCE = 1e-9
EXHAUSTIVE_REGIONS = 8


@dataclass(frozen=True)
class Attempt:
    """What one call of a path finder gives."""

    placement: Optional[Placement]
    edge_refused: bool = False


# One region ----------------------------------------------------------------


def single_cheapest(job, view, policy):
    """The region with the lowest price now that holds k_min."""
    return _single(job, view, lambda r: (view.price[r], r))


def single_most_free(job, view, policy):
    """The region with the most free GPUs that holds k_min."""
    return _single(job, view, lambda r: (-view.free[r], r))


def _single(job, view, key):
    eligible = [r for r in range(view.region_count) if view.free[r] >= job.k_min]
    if not eligible:
        return Attempt(None)
    region = min(eligible, key=key)
    k = _largest_stage_count(job, min(job.k_star, view.free[region]))
    return Attempt(Placement((region,), (k,)))


# The cross-region baselines -------------------------------------------------


def cross_cheapest(job, view, policy):
    """One scan of the regions by ascending price."""
    k = _largest_stage_count(job, min(job.k_star, sum(view.free)))
    if k is None:
        return Attempt(None)
    path = []
    by_price = sorted(range(view.region_count), key=lambda r: (view.price[r], r))
    for region in by_price:
        if _held(path, view) >= k:
            break
        if not path:
            if view.free[region] >= 1:
                path.append(region)
        elif region in view.neighbours(path):
            path.append(region)
    return _settle(job, view, policy, path, k)


def cross_greedy(job, view, policy):
    """From the region with the most free GPUs along the highest residuals."""
    k = _largest_stage_count(job, min(job.k_star, sum(view.free)))
    if k is None:
        return Attempt(None)
    path = [min(range(view.region_count), key=lambda r: (-view.free[r], r))]
    while _held(path, view) < k:
        neighbours = view.neighbours(path)
        if not neighbours:
            break
        path.append(_highest_residual(path[-1], neighbours, view))
    return _settle(job, view, policy, path, k)


def _settle(job, view, policy, path, k):
    """The rule for a path that never reaches k: a smaller k, and a cut path."""
    if _held(path, view) < k:
        k = _largest_stage_count(job, _held(path, view))
        if k is None:
            return Attempt(None)
        length = next(n for n in range(1, len(path) + 1) if _held(path[:n], view) >= k)
        path = path[:length]
    return Attempt(_allocate(path, k, view, policy))


# The bandwidth-aware path finder and its exhaustive reference ---------------


def bace(job, view, policy):
    """The bandwidth-aware path finder."""
    return _bandwidth_aware(job, view, policy, _greedy_paths)


def exhaustive(job, view, policy):
    """As `bace`, with all simple paths as candidates."""
    if view.region_count > EXHAUSTIVE_REGIONS:
        raise ValueError(f"exhaustive: at most {EXHAUSTIVE_REGIONS} regions")
    return _bandwidth_aware(job, view, policy, _all_paths)


def _bandwidth_aware(job, view, policy, candidate_paths):
    """The search over k; `candidate_paths(k, threshold, view)` gives the paths.

    A threshold of None admits every neighbour. The paths come with whether an
    edge was refused on the way.
    """
    k_hat = _largest_stage_count(job, min(job.k_star, view.scenario.all_gpus()))
    refused = False

    def search(stage_counts, with_threshold):
        nonlocal refused
        for k in stage_counts:
            threshold = view.demand(job, k) if with_threshold else None
            paths, edge_refused = candidate_paths(k, threshold, view)
            refused = refused or edge_refused
            if paths:
                candidates = [_allocate(path, k, view, policy) for path in paths]
                return _choose(candidates, view, policy)
        return None

    def descending(floor):
        return [k for k in reversed(job.stage_counts) if floor <= k <= k_hat]

    placement = search(descending(max(job.k_min, policy.min_stage_fraction * k_hat)), True)
    if placement is None and not view.anybody_running:
        placement = search(descending(job.k_min), True)
        if placement is None:
            ascending = [k for k in job.stage_counts if job.k_min <= k <= k_hat]
            placement = search(ascending, False)
    return Attempt(placement, refused)


def _greedy_paths(k, threshold, view):
    """From every start region with a free GPU, the greedy path, if it reaches k."""
    paths = []
    refused = False
    for start in range(view.region_count):
        if view.free[start] < 1:
            continue
        path = [start]
        while _held(path, view) < k:
            neighbours, edge_refused = _admitted(path, threshold, view)
            refused = refused or edge_refused
            if not neighbours:
                break
            path.append(_highest_residual(path[-1], neighbours, view))
        if _held(path, view) >= k:
            paths.append(tuple(path))
    return paths, refused


def _all_paths(k, threshold, view):
    """All simple paths of at most k regions whose free GPUs reach k."""
    paths = []
    refused = False

    def extend(path):
        nonlocal refused
        if _held(path, view) >= k:
            paths.append(tuple(path))
        if len(path) == k:
            return
        neighbours, edge_refused = _admitted(path, threshold, view)
        refused = refused or edge_refused
        for region in neighbours:
            extend(path + [region])

    for start in range(view.region_count):
        if view.free[start] >= 1:
            extend([start])
    return paths, refused


def _admitted(path, threshold, view):
    """The neighbours with enough residual, and whether another was refused."""
    neighbours = view.neighbours(path)
    if threshold is None:
        return neighbours, False
    admitted = [q for q in neighbours
                if residual_suffices(view.residual(path[-1], q), threshold)]
    return admitted, len(admitted) < len(neighbours)


def _choose(candidates, view, policy):
    """The winner among the candidates of one k (MODEL.md section 7)."""
    if policy.allocator == "cheapest_first":
        lowest = min((hourly_price(c, view) for c in candidates), key=lambda p: p[0])
        candidates = [c for c in candidates if _price_tie(hourly_price(c, view), lowest)]
    return min(candidates, key=lambda c: (len(c.path), c.path))


def hourly_price(placement, view):
    """Sum of n_i times the region's price, in region index order, and of the absolutes."""
    total = 0.0
    absolute = 0.0
    for region, stages in sorted(zip(placement.path, placement.stages)):
        total += stages * view.price[region]
        absolute += abs(stages * view.price[region])
    return total, absolute


def _price_tie(first, second):
    tolerance = PRICE_TOLERANCE * max(first[1], second[1])
    return abs(first[0] - second[0]) <= tolerance


# Shared ----------------------------------------------------------------------


def _largest_stage_count(job, limit):
    """The largest member of K within the limit, or None."""
    return max((k for k in job.stage_counts if k <= limit), default=None)


def _held(path, view):
    """The free GPUs on a path."""
    return sum(view.free[r] for r in path)


def _highest_residual(last, neighbours, view):
    """The neighbour with the highest residual (ties: lower region index)."""
    return min(neighbours, key=lambda q: (-view.residual(last, q), q))


def _allocate(path, k, view, policy):
    return Placement(tuple(path), policy.allocate(path, k, view))


PATH_FINDERS = {
    "single_cheapest": single_cheapest,
    "single_most_free": single_most_free,
    "cross_cheapest": cross_cheapest,
    "cross_greedy": cross_greedy,
    "bace": bace,
    "exhaustive": exhaustive,
}
