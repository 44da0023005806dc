"""The results file of `bacelab run`, as h5py and xarray show it, also of runs that got stuck."""

import subprocess
import unittest

import h5py
import numpy as np

from program import (
    INCOMPLETE, MAY_GET_STUCK, PROGRAM, ProgramTest, bacelab, open_jobs, open_results, settings,
)

BOX = ("point", "replication", "policy")


class Stuck(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.directory / "stuck.h5"
        cls.ended = bacelab("run", cls.small_study(), "-o", cls.path,
                            *settings(*MAY_GET_STUCK, "output.jobs=true"))
        cls.runs = open_results(cls.path)

    def test_the_exit_status_is_3_and_the_message_counts_them(self):
        stuck = int((self.runs["status"] == 2).sum())
        self.assertGreater(stuck, 1)
        self.assertEqual(self.ended.returncode, INCOMPLETE)
        self.assertIn(f"{stuck} runs got stuck", self.ended.stderr)

    def test_a_run_is_stuck_if_a_job_was_left(self):
        left = self.runs["unserved_jobs"].values > 0
        np.testing.assert_array_equal(self.runs["status"].values == 2, left)
        np.testing.assert_array_equal(self.runs["status"].values == 1, ~left)

    def test_a_job_that_was_left_has_no_finish(self):
        jobs = open_jobs(self.path)
        left = np.isnan(jobs["finish"].values)
        self.assertEqual(left.sum(), self.runs["unserved_jobs"].sum())
        for column in ("jct", "slowdown", "stalled_fraction"):
            np.testing.assert_array_equal(np.isnan(jobs[column].values), left)


class ResultsFile(ProgramTest):
    """The file, as h5py and xarray show it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        words = ("run", cls.small_study(), "-o", cls.directory / "it's.h5",
                 *settings("output.jobs=true"))
        cls.command = [PROGRAM, *map(str, words)]
        bacelab(*words)
        cls.path = cls.directory / "it's.h5"
        cls.runs = open_results(cls.path)
        cls.jobs = open_jobs(cls.path)
        cls.file = h5py.File(cls.path)
        cls.addClassCleanup(cls.file.close)

    def variables(self):
        found = {}
        self.file.visititems(lambda name, item: found.update(
            {name: item} if isinstance(item, h5py.Dataset) else {}))
        # A dimension without a variable, as netCDF-4 writes it.
        found.pop("jobs/job")
        return found

    def test_job_rows_sum_up_to_the_runs(self):
        # One table with a row for each run, of each.
        of_jobs = self.jobs.to_dataframe().groupby(list(BOX))
        of_runs = self.runs.to_dataframe().reset_index().set_index(list(BOX)).sort_index()
        expected = {
            "cost": of_jobs["cost"].sum(), "energy": of_jobs["energy"].sum(),
            "jct_mean": of_jobs["jct"].mean(), "jct_max": of_jobs["jct"].max(),
            "jct_median": of_jobs["jct"].median(), "wait_mean": of_jobs["wait"].mean(),
            "slowdown_mean": of_jobs["slowdown"].mean(),
            "makespan": of_jobs["finish"].max() - of_jobs["arrival"].min(),
            "cross_region_jobs": of_jobs["regions"].agg(lambda regions: (regions > 1).sum()),
            "stalled_fraction": of_jobs["stalled_fraction"].mean(),
        }
        for metric, values in expected.items():
            self.assertEqual(len(values), 2 * 6 * 4)
            np.testing.assert_allclose(
                values.sort_index().values, of_runs[metric].values, rtol=1e-12, atol=1e-15,
                err_msg=metric)

    def test_every_variable_has_units_and_names_what_it_is(self):
        for name, variable in self.variables().items():
            for attribute in ("units", "long_name", "description"):
                self.assertTrue(variable.attrs[attribute], name)
            # xarray would take these for time deltas.
            self.assertNotIn(variable.attrs["units"], ("seconds", "hours", "days", "h"), name)

    def test_what_is_not_there_is_nan_and_integers_have_no_fill_value(self):
        for name, variable in self.variables().items():
            self.assertNotIn("_FillValue", variable.attrs, name)
            if variable.dtype == np.float64 and variable.ndim == 3:
                self.assertTrue(np.isnan(variable.fillvalue), name)

    def test_nothing_is_compressed_and_chunks_hold_whole_replications(self):
        for name, variable in self.variables().items():
            self.assertIsNone(variable.compression, name)
            if variable.ndim == 3:
                # So small a box is one chunk.
                self.assertEqual(variable.chunks, (2, 6, 4), name)

    def test_dimensions_are_attached_as_scales(self):
        for name, variable in self.variables().items():
            if variable.ndim == 3:
                scales = [dimension[0].name for dimension in variable.dims]
                self.assertEqual(scales, ["/point", "/replication", "/policy"], name)

    def test_the_status_has_flags(self):
        status = self.file["status"]
        self.assertEqual(status.dtype, np.uint8)
        self.assertEqual(list(status.attrs["flag_values"]), [0, 1, 2, 3])
        self.assertEqual(status.attrs["flag_meanings"], "not_run done stuck failed")
        self.assertTrue((status[()] == 1).all())

    def test_the_factor_is_a_coordinate(self):
        self.assertEqual(list(self.runs["network.scale"].values), [0.05, 1.0])
        self.assertEqual(self.runs["network.scale"].dims, ("point",))
        self.assertIn("network.scale", self.runs.coords)

    def test_times_are_kept_apart(self):
        self.assertEqual(list(self.file["timing"]), ["wall_s"])
        self.assertTrue((self.file["timing/wall_s"][()] > 0).all())

    def test_the_command_can_be_typed_again(self):
        words = subprocess.run(
            ["sh", "-c", "printf '%s\\n' " + self.file.attrs["run_command"]],
            capture_output=True, text=True, check=True).stdout.splitlines()
        self.assertEqual(words, self.command)

    def test_the_root_says_where_it_comes_from(self):
        attributes = self.file.attrs
        self.assertEqual(attributes["title"], "A small study")
        self.assertEqual(attributes["seed"], 7)
        self.assertEqual(attributes["rng"], "Philox4x32-10")
        self.assertIn("policies.own", attributes["study"])
        for name in ("Conventions", "bacelab_schema", "program_version", "git_describe",
                     "compiler", "run_host", "run_started", "run_finished"):
            self.assertTrue(attributes[name], name)


if __name__ == "__main__":
    unittest.main()
