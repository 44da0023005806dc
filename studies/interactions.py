"""Main effects and interactions of BACE-Pipe's mechanisms, from results of mechanisms.toml.

    PYTHONPATH=build/release/python python3 studies/interactions.py mechanisms.h5

A mechanism's effect is what the mean rises by when it is taken out, in % of the mean of BACE-Pipe,
averaged over the settings of the two others. The interaction of two is what taking out both costs
more than taking out each alone, averaged over the third. Worlds are pairs: each effect is the mean
of a contrast of the eight runs of a world, over the mean of BACE-Pipe (delta method, Student's t).
"""

import itertools
import sys

import bacelab
import numpy as np
from scipy import stats

MECHANISMS = {"order": "o", "path finder": "p", "allocator": "a"}
METRICS = ("jct_mean", "cost")


def name_of(letters):
    """The policy that has these mechanisms."""
    return "m_" + ("".join(letter for letter in "opa" if letter in letters) or "none")


def contrast(runs, chosen):
    """Of each world: what it costs to take the chosen mechanisms out together, beyond less of them."""
    others = [letter for letter in "opa" if letter not in chosen]
    total = 0.0
    for kept in itertools.product((False, True), repeat=len(others)):
        letters = {letter for letter, is_kept in zip(others, kept) if is_kept}
        for present in itertools.product((False, True), repeat=len(chosen)):
            sign = (-1) ** sum(present)
            there = letters | {letter for letter, is_there in zip(chosen, present) if is_there}
            total = total + sign * runs.sel(policy=name_of(there)).values
    return total / 2 ** len(others)


def ratio(values, reference):
    """Mean of the values over that of the reference, in %, with its 95 % interval."""
    share = values.mean() / reference.mean()
    residuals = values - share * reference
    half = (stats.t.ppf(0.975, len(values) - 1) * residuals.std(ddof=1)
            / np.sqrt(len(values)) / reference.mean())
    return f"{100 * share:.1f} [{100 * (share - half):.1f}, {100 * (share + half):.1f}]"


def main(file):
    results = bacelab.open(file, incomplete="mask_world")
    print("| jobs | bandwidth | taken out | " + " | ".join(f"{name} [%]" for name in METRICS) + " |")
    print("|---|---|---|" + "--:|" * len(METRICS))
    for point in results.point.values:
        at = results.sel(point=point)
        for size in (1, 2):
            for names in itertools.combinations(MECHANISMS, size):
                cells = []
                for metric in METRICS:
                    runs = at[metric].dropna("replication")
                    chosen = [MECHANISMS[name] for name in names]
                    cells.append(ratio(contrast(runs, chosen), runs.sel(policy="m_opa").values))
                print(f"| {at['jobs.count'].item():g} | {at['network.scale'].item():g} | "
                      f"{' and '.join(names)}{', beyond each alone' if size == 2 else ''} | "
                      + " | ".join(cells) + " |")


main(sys.argv[1])
