"""The choice among the candidate placements of one k (MODEL.md section 7)."""

from .placed import boundary_links, placed_time_without_transfers

PRICE_TOLERANCE = 1e-9
BYTES_PER_GB = 1e9
SECONDS_PER_HOUR = 3600
WATTS_PER_KILOWATT = 1000


def choose(candidates, job, view, allocator):
    """The cheapest candidate, or under `path_order` the shortest."""
    if allocator != "path_order":
        price = {c: hourly_price(c, job, view, allocator) for c in candidates}
        lowest = min(price.values(), key=lambda p: p[0])
        candidates = [c for c in candidates if _price_tie(price[c], lowest)]
    return min(candidates, key=lambda c: (len(c.path), c.path))


def hourly_price(placement, job, view, allocator):
    """What a candidate costs in USD an hour, and the sum of its terms' absolute values."""
    terms = electricity_terms(placement, job, view)
    if allocator == "cheapest_total":
        terms += transfer_terms(placement, job, view)
    return sum(terms), sum(abs(term) for term in terms)


def electricity_terms(placement, job, view):
    """The electricity of each region at full power, in region index order."""
    g = job.template.gpus_per_stage()
    return [g * stages * view.price[region] / WATTS_PER_KILOWATT
            for region, stages in sorted(zip(placement.path, placement.stages))]


def transfer_terms(placement, job, view):
    """The transfers over each WAN boundary at the pace of computation, in path order."""
    time = placed_time_without_transfers(view.scenario, job, placement)
    gigabytes = job.template.egress_bytes_per_iteration() / BYTES_PER_GB
    return [gigabytes * link.transfer_usd_per_gb * SECONDS_PER_HOUR / time
            for link in boundary_links(view.scenario, placement)]


def _price_tie(first, second):
    tolerance = PRICE_TOLERANCE * max(first[1], second[1])
    return abs(first[0] - second[0]) <= tolerance
