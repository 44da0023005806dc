"""Which policy was selected at each point of best.toml: a row for each load, a column for each bandwidth.

    PYTHONPATH=build/release/python python3 studies/best.py best_jct_mean.h5
"""

import sys

import bacelab


def main(file):
    results = bacelab.open(file, incomplete="keep")
    loads, bandwidths = results["arrivals.load"].values, results["network.scale"].values
    selected = dict(zip(zip(loads, bandwidths), results["selected"].values))
    columns = sorted(set(bandwidths))
    print("| load | " + " | ".join(f"bandwidth {each:g}" for each in columns) + " |")
    print("|---|" + "---|" * len(columns))
    for load in sorted(set(loads)):
        names = [selected[load, bandwidth] or "not selected" for bandwidth in columns]
        print(f"| {load:g} | " + " | ".join(names) + " |")


main(sys.argv[1])
