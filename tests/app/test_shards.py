"""`bacelab run --shard` and `bacelab merge`: the parts of a study make the whole."""

import json
import signal
import unittest

import h5py
import numpy as np

from program import DONE, ProgramTest, bacelab, open_results, settings
from running import ended, start

SHARDS = 3


class Merged(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()
        cls.words = settings("output.jobs=true")
        cls.whole = cls.results_of(cls.study, "whole.h5", *cls.words)
        cls.shards = [
            cls.results_of(cls.study, f"{i}.h5", "--shard", f"{i}/{SHARDS}", *cls.words)
            for i in range(1, SHARDS + 1)]

    def setUp(self):
        self.path = self.directory / "merged.h5"
        self.addCleanup(self.path.unlink, missing_ok=True)

    def merge(self, *shards):
        return bacelab("merge", *shards, "-o", self.path)

    def assert_merged(self, *shards):
        merged = self.merge(*shards)
        self.assertEqual(merged.returncode, DONE, merged.stderr)
        self.assertEqual(bacelab("diff", self.whole, self.path).stdout, "equal to the last bit\n")
        self.path.unlink()

    def refused(self, *shards):
        message = self.assert_refused(self.merge(*shards))
        self.assertFalse(self.path.exists())
        return message

    def test_each_run_is_in_one_shard(self):
        status = [open_results(shard)["status"].values for shard in self.shards]
        np.testing.assert_array_equal(sum((s != 0).astype(int) for s in status), 1)

    def test_what_did_not_run_is_nan(self):
        shard = open_results(self.shards[0])
        missing = shard["status"].values == 0
        self.assertTrue(missing.any() and not missing.all())
        np.testing.assert_array_equal(np.isnan(shard["cost"].values), missing)

    def test_in_any_order(self):
        self.assert_merged(*self.shards)
        self.assert_merged(*reversed(self.shards))

    def test_equal_doubles_are_accepted(self):
        self.assert_merged(*self.shards, self.shards[1])
        half = self.results_of(self.study, "half.h5", "--shard", "1/2", *self.words)
        self.assert_merged(half, *self.shards)

    def test_unequal_doubles_are_not(self):
        def change(file):
            cost = file["cost"]
            value = cost[0, 0, 0]
            cost[0, 0, 0] = np.nextafter(value, np.inf)
        other = self.altered(self.shards[0], "other.h5", change)
        self.assertIn("different results", self.refused(*self.shards, other))

    def test_shards_of_two_builds_are_merged_with_a_warning_and_both_are_named(self):
        def change(file):
            file.attrs["builds"] = '["0.0.1 (v0.0.1), GNU 12.2.0"]'
        other = self.altered(self.shards[0], "build.h5", change)
        path = self.directory / "builds.h5"
        ended = bacelab("merge", other, *self.shards[1:], "-o", path)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertIn("warning: 2 builds of the program", ended.stderr)
        with h5py.File(self.shards[1]) as file:
            here = json.loads(file.attrs["builds"])
        with h5py.File(path) as file:
            self.assertEqual(json.loads(file.attrs["builds"]),
                             sorted(["0.0.1 (v0.0.1), GNU 12.2.0", *here]))

    def test_a_shard_of_another_arithmetic_is_refused(self):
        def change(file):
            file.attrs["arithmetic"] = "0123456789abcdef"
        other = self.altered(self.shards[0], "arithmetic.h5", change)
        message = self.refused(*self.shards[1:], other)
        self.assertIn("another arithmetic", message)
        self.assertIn("0123456789abcdef, computed by", message)

    def test_a_missing_shard_is_named_by_its_worlds(self):
        message = self.refused(self.shards[0], self.shards[2])
        self.assertIn("4 of 12 worlds", message)
        self.assertIn("point 0, replication 4 to point 1, replication 1", message)

    def test_a_shard_of_another_study(self):
        other = self.results_of(self.study, "seed.h5", "--shard", "3/3", *self.words,
                                *settings("study.seed=8"))
        self.assertIn("study.seed: 8 there, 7 here", self.refused(*self.shards[:2], other))

    def test_a_shard_of_more_replications(self):
        other = self.results_of(self.study, "more.h5", "--shard", "3/3", *self.words,
                                *settings("study.replications=7"))
        self.assertIn("study.replications: 7 there, 6 here", self.refused(*self.shards[:2], other))

    def test_a_shard_that_is_not_finished(self):
        path = self.directory / "unfinished.h5"
        status, text = ended(start("run", self.study, "-o", path, "--shard", "3/3", *self.words,
                                   fault="merging"))
        self.assertEqual(status, -signal.SIGKILL, text)
        self.assertIn("--resume", self.refused(*self.shards[:2], path))

    def test_an_existing_output_is_kept(self):
        self.path.write_text("precious")
        message = self.assert_refused(self.merge(*self.shards), self.path)
        self.assertIn("--force", message)
        self.assertEqual(self.path.read_text(), "precious")

    def test_no_shards_of_that_name(self):
        for word in ("0/3", "4/3", "1", "1/0", "a/b", "1/3/2", "-1/3"):
            with self.subTest(word=word):
                ended_run = bacelab("run", self.study, f"--shard={word}", "-o", self.path)
                self.assert_refused(ended_run, "I/N")

    def test_the_name_of_a_shard(self):
        ended_run = bacelab("run", self.study, "--shard", "2/3", cwd=self.directory)
        self.assertEqual(ended_run.returncode, DONE, ended_run.stderr)
        self.assertTrue((self.directory / "small.2-of-3.h5").exists())


if __name__ == "__main__":
    unittest.main()
