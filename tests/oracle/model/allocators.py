"""Allocators: how many stages each region of a path gets (MODEL.md section 7)."""


def cheapest_first(path, k, free, view):
    """One stage each, the rest by ascending price (ties: lower region index)."""
    return _fill(path, k, free, sorted(path, key=lambda r: (view.price[r], r)))


def path_order(path, k, free, view):
    """One stage each, the rest in path order."""
    return _fill(path, k, free, path)


def _fill(path, k, free, order):
    """`free` holds the free slots of every region."""
    stages = {r: 1 for r in path}
    left = k - len(path)
    for r in order:
        more = min(left, free[r] - 1)
        stages[r] += more
        left -= more
    assert left == 0, "the path cannot hold the pipeline"
    return tuple(stages[r] for r in path)


# `cheapest_total` fills like `cheapest_first`, and chooses otherwise.
ALLOCATORS = {"cheapest_first": cheapest_first, "cheapest_total": cheapest_first,
              "path_order": path_order}
