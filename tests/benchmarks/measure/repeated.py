"""Measurements that are repeated: one after the other in each round, so that all see the same machine."""

import collections
import statistics

#: Of several measurements of the same thing.
Spread = collections.namedtuple("Spread", "median least most")


def spread(values):
    """Median, minimum and maximum."""
    return Spread(statistics.median(values), min(values), max(values))


def alternate(rounds, measures):
    """{name: [what the measure returned, by round]}, A B C A B C ..."""
    found = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            found[name].append(measure())
    return found


def ratios(numerators, denominators):
    """Of each round for itself."""
    return [a / b for a, b in zip(numerators, denominators, strict=True)]
