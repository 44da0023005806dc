"""Trains the weights of learned.py by random search over common random numbers.

    PYTHONPATH=build/release/python python3 examples/train_learned.py [STEPS]

Every candidate runs in the same worlds, so that two of them differ by their weights alone. Weights
that do better than the best so far are kept and written to learned.json at the end.
"""

import json
import pathlib
import shutil
import sys
import tempfile

import numpy as np

import bacelab

HERE = pathlib.Path(__file__).parent
START = {"bias": 0.0, "waited": 0.1, "length": -0.3, "stages": 1.0, "price": -0.3, "room": 0.0}
TRAINING = {"study.seed": 2, "study.replications": 30, "study.policies": ["learned"]}


def mean_hours(folder, weights):
    """Mean job completion time of all training worlds."""
    (folder / "learned.json").write_text(json.dumps(weights), encoding="utf-8")
    path = bacelab.run(folder / "learned.toml", folder / "training.h5", set=TRAINING, force=True)
    runs = bacelab.open(path, incomplete="keep")
    if not bool((runs.status == 1).all()):
        return float("inf")
    return float(runs.jct_mean.mean()) / 3600.0


def main(steps):
    random = np.random.Generator(np.random.Philox(3))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for file in ("learned.py", "learned.toml"):
            shutil.copy(HERE / file, folder)
        best, least = START, mean_hours(folder, START)
        print(f"start: {least:.3f} h")
        for step in range(1, steps + 1):
            moved = {key: round(value + 0.3 * random.normal(), 3) for key, value in best.items()}
            hours = mean_hours(folder, moved)
            if hours < least:
                best, least = moved, hours
                print(f"step {step}: {least:.3f} h")
    (HERE / "learned.json").write_text(json.dumps(best, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
