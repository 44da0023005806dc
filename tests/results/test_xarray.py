"""A results file opens as users open it: with xarray, and no special code."""

import os
import pathlib
import subprocess
import tempfile
import unittest
import warnings

import numpy as np
import xarray as xr

SOURCE = pathlib.Path(__file__).resolve().parents[2]
STUDY = SOURCE / "configs" / "quickstart.toml"
REPLICATIONS = 3
BOX = ("point", "replication", "policy")

# Two factors, one of numbers and one of names.
SETTINGS = (
    f"study.replications={REPLICATIONS}",
    "output.jobs=true",
    "design.type=grid",
    "design.factors.test_scale.key=network.scale",
    "design.factors.test_scale.values=[0.5, 1.0]",
    "design.factors.test_gpu.key=gpu.type",
    'design.factors.test_gpu.names=["RTX A6000"]',
)


def program():
    """The path of the program; empty if it has not been built."""
    path = os.environ.get("BACELAB") or SOURCE / "build" / "release" / "bacelab"
    return str(path) if os.access(path, os.X_OK) else ""


def open_file(path, group=None):
    """The file as xarray shows it; a warning is a failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return xr.load_dataset(path, group=group, engine="h5netcdf")


class XarrayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not program() or not STUDY.exists():
            raise unittest.SkipTest("no program or no configs/quickstart.toml to run")
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.path = os.path.join(directory.name, "tmp.h5")
        settings = [word for setting in SETTINGS for word in ("--set", setting)]
        subprocess.run([program(), "run", str(STUDY), "-o", cls.path, *settings],
                       check=True, timeout=300)
        cls.data = open_file(cls.path)

    def metrics(self):
        return [self.data[name] for name in self.data.data_vars
                if name not in ("status", "redraws") and not name.startswith("world_")]

    def test_dimensions_are_point_replication_and_policy(self):
        self.assertEqual(set(self.data.sizes), set(BOX))
        self.assertEqual(self.data.sizes["replication"], REPLICATIONS)
        for name in ("point", "replication"):
            numbers = np.arange(self.data.sizes[name])
            np.testing.assert_array_equal(self.data[name].values, numbers)
        for policy in self.data["policy"].values:
            self.assertIsInstance(policy, str)

    def test_metrics_are_numbers_along_all_dimensions(self):
        self.assertGreater(len(self.metrics()), 20)
        for metric in self.metrics():
            self.assertEqual(metric.dims, BOX, metric.name)
            self.assertEqual(metric.dtype, np.float64, metric.name)

    def test_every_variable_says_what_it_is(self):
        for name, variable in self.data.variables.items():
            for attribute in ("units", "long_name", "description"):
                self.assertTrue(variable.attrs.get(attribute), f"{name}: {attribute}")

    def test_nothing_becomes_a_time(self):
        for group in (None, "timing", "jobs"):
            for name, variable in open_file(self.path, group).variables.items():
                self.assertNotIn(variable.dtype.kind, "mM", name)

    def test_factors_are_coordinates_along_point(self):
        factors = set(self.data.coords) - set(BOX)
        self.assertLessEqual({"network.scale", "gpu.type"}, factors)
        for name in factors:
            self.assertEqual(self.data[name].dims, ("point",), name)
        self.assertEqual(set(self.data["network.scale"].values), {0.5, 1.0})
        self.assertEqual(set(self.data["gpu.type"].values), {"RTX A6000"})
        for name in self.data.data_vars:
            self.assertIn(self.data[name].dims, (BOX, BOX[:2]), name)

    def test_status_is_an_integer_with_flags(self):
        status = self.data["status"]
        self.assertEqual(status.dtype, np.uint8)
        np.testing.assert_array_equal(status.attrs["flag_values"], [0, 1, 2, 3])
        self.assertEqual(status.attrs["flag_meanings"], "not_run done stuck failed")
        self.assertTrue(np.isin(status.values, [1, 2]).all())

    def test_summaries_are_numbers_of_worlds(self):
        names = [name for name in self.data.data_vars if name.startswith("world_")]
        self.assertGreaterEqual(len(names), 8)
        for name in names:
            summary = self.data[name]
            self.assertEqual((summary.dims, summary.dtype), (BOX[:2], np.float64), name)
            self.assertTrue(np.isfinite(summary.values).all(), name)
        np.testing.assert_allclose(self.data["world_work_per_gpu"],
                                   self.data["world_work"] / self.data["world_gpus"])
        self.assertTrue((self.data["world_price_lowest"] <= self.data["world_price"]).all())

    def test_redraws_are_counts_of_worlds(self):
        redraws = self.data["redraws"]
        self.assertEqual(redraws.dims, BOX[:2])
        self.assertEqual(redraws.dtype.kind, "i")
        self.assertTrue((redraws.values >= 0).all())

    def test_a_table_has_a_row_for_each_run(self):
        table = self.data.to_dataframe()
        self.assertEqual(len(table), np.prod(list(self.data.sizes.values())))
        self.assertEqual(list(table.index.names), list(BOX))
        self.assertIn("status", table.columns)

    def test_the_root_says_where_the_results_come_from(self):
        attributes = self.data.attrs
        self.assertEqual(attributes["bacelab_schema"], "bacelab-results-1")
        self.assertEqual(attributes["Conventions"], "CF-1.8")
        self.assertEqual(attributes["rng"], "Philox4x32-10")
        self.assertIn("seed", attributes["study"])
        for name in ("title", "seed", "program_version", "git_describe", "compiler",
                     "run_ranks", "run_threads", "run_host", "run_started", "run_finished",
                     "run_command"):
            self.assertIn(name, attributes)

    def test_times_are_in_a_group_of_their_own(self):
        self.assertNotIn("wall_s", self.data)
        timing = open_file(self.path, "timing")
        self.assertEqual(timing["wall_s"].dims, BOX)
        self.assertEqual(timing["wall_s"].attrs["units"], "s")
        self.assertTrue((timing["wall_s"].values >= 0).all())

    def test_jobs_are_rows_in_the_order_of_the_runs(self):
        jobs = open_file(self.path, "jobs")
        self.assertEqual(set(jobs.sizes), {"job"})
        rows = jobs[["point", "replication", "policy", "job_id"]].to_dataframe()
        self.assertTrue(rows.reset_index(drop=True).equals(
            rows.sort_values(list(rows.columns)).reset_index(drop=True)))
        self.assertFalse(rows.duplicated().any())
        runs = np.prod([self.data.sizes[name] for name in BOX])
        self.assertEqual(len(rows) % runs, 0)
        self.assertEqual(jobs["policy"].attrs["flag_meanings"].split(),
                         list(self.data["policy"].values))


if __name__ == "__main__":
    unittest.main()
