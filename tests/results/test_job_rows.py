"""The job rows hold what a job's electricity cost is made of: it can be recomputed from them."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import numpy as np
import xarray as xr

SOURCE = pathlib.Path(__file__).resolve().parents[2]

STUDY = """
[study]
replications = 3
policies = ["bace", "cr_lcf", "cr_ldf"]
[regions]
names = ["Ireland", "Tokyo", "South Africa", "Ohio"]
gpus_from = [32, 64]
pue = 1.2
[region.Tokyo]
pue = 1.5
[price.fluctuation]
sigma = 0.3
[price.daily]
amplitude = 0.3
[jobs]
count = 12
[output]
jobs = true
"""


def program():
    """The path of the program; empty if it has not been built."""
    path = os.environ.get("BACELAB") or SOURCE / "build" / "release" / "bacelab"
    return str(path) if os.access(path, os.X_OK) else ""


def integral(series, begin, end):
    """Of a piecewise-constant price over [begin, end] in s, USD s / kWh; the last value holds."""
    times = np.array([*series["times_s"], np.inf])
    overlap = np.minimum(times[1:], end) - np.maximum(times[:-1], begin)
    return float(np.sum(np.maximum(overlap, 0.0) * np.array(series["usd_per_kwh"])))


class JobRows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not program():
            raise unittest.SkipTest("the program has not been built")
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.study = os.path.join(directory.name, "study.toml")
        pathlib.Path(cls.study).write_text(STUDY)
        results = os.path.join(directory.name, "rows.h5")
        subprocess.run([program(), "run", cls.study, "-o", results], check=True, timeout=300)
        cls.jobs = xr.load_dataset(results, group="jobs", engine="h5netcdf")
        cls.worlds = [cls.world(replication) for replication in range(3)]

    @classmethod
    def world(cls, replication):
        answer = subprocess.run(
            [program(), "scenario", cls.study, "--replication", str(replication)],
            check=True, capture_output=True, text=True, timeout=300)
        return json.loads(answer.stdout)

    def test_stages_by_region_add_up_to_the_stages_of_the_job(self):
        names = [name for name in self.jobs.data_vars if name.startswith("stages_in_")]
        self.assertEqual([self.jobs[name].long_name for name in sorted(names)],
                         ["stages in Ireland", "stages in Ohio", "stages in South Africa",
                          "stages in Tokyo"])
        by_region = self.jobs[names].to_array("region")
        np.testing.assert_array_equal(by_region.sum("region"), self.jobs["stages"])
        np.testing.assert_array_equal((by_region > 0).sum("region"), self.jobs["regions"])
        self.assertGreater(int((self.jobs["regions"] > 1).sum()), 0)

    def test_energy_and_cost_follow_from_stages_times_and_prices(self):
        energies, costs = [], []
        for row in range(self.jobs.sizes["job"]):
            job = self.jobs.isel(job=row)
            world = self.worlds[int(job["replication"])]
            kilowatts = world["gpu"]["power_w"] / 1000.0
            energy = cost = 0.0
            for region in world["regions"]:
                stages = float(job["stages_in_" + region["name"].replace(" ", "_")])
                power = stages * kilowatts * region.get("pue", 1.0)
                energy += power * float(job["finish"] - job["start"]) / 3600.0
                cost += power * integral(region["price"], float(job["start"]),
                                         float(job["finish"])) / 3600.0
            energies.append(energy)
            costs.append(cost)
        np.testing.assert_allclose(energies, self.jobs["energy"], rtol=1e-9)
        np.testing.assert_allclose(costs, self.jobs["cost"], rtol=1e-9)


if __name__ == "__main__":
    unittest.main()
