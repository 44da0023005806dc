"""`bacelab run`: the same results on any ranks and threads, of the same worlds whatever else differs."""

import json
import unittest

import h5py
import numpy as np
from scipy import stats

from program import (
    CONFIGS, DONE, INCOMPLETE, MAY_GET_STUCK, ProgramTest, bacelab, mpirun, open_results,
    reproducible_bits, settings,
)

# Ranks and threads of each.
LAYOUTS = ((2, 2), (4, 1), (1, 4), (1, 1))
NAMES = ("bace", "lcf", "own", "cr_ldf")


def policies(*names):
    """A setting of study.policies."""
    return "study.policies=[" + ", ".join(f'"{name}"' for name in names) + "]"


class Reproducible(ProgramTest):
    """Results depend on the study and on nothing else."""

    # Without the rule on regions some runs get stuck: their NaN must be the same NaN.
    WORDS = settings(*MAY_GET_STUCK, "output.jobs=true")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()
        cls.reference = cls.results_of(
            cls.study, "reference.h5", "--threads", 1, *cls.WORDS, status=INCOMPLETE)

    def assert_equal_results(self, path):
        diff = bacelab("diff", self.reference, path)
        self.assertEqual((diff.returncode, diff.stdout), (DONE, "equal to the last bit\n"))
        ours, theirs = reproducible_bits(self.reference), reproducible_bits(path)
        self.assertEqual(ours.keys(), theirs.keys())
        for name in ours:
            self.assertEqual(ours[name], theirs[name], name)

    def test_there_is_something_to_compare(self):
        finish = open_results(self.reference, "jobs")["finish"].values
        self.assertTrue(np.isnan(finish).any())
        self.assertTrue(np.isfinite(finish).any())

    def test_any_ranks_and_threads_give_the_same_results(self):
        for ranks, threads in LAYOUTS:
            with self.subTest(ranks=ranks, threads=threads):
                path = self.results_of(
                    self.study, f"{ranks}x{threads}.h5", "--threads", threads, *self.WORDS,
                    launcher=mpirun(ranks), status=INCOMPLETE)
                with h5py.File(path) as file:
                    self.assertEqual(file.attrs["run_ranks"], ranks)
                    self.assertEqual(file.attrs["run_threads"], threads)
                self.assert_equal_results(path)

    def test_one_process_needs_no_launcher(self):
        # The reference was run so.
        with h5py.File(self.reference) as file:
            self.assertEqual(file.attrs["run_ranks"], 1)

    def test_the_order_of_policies_is_of_no_account(self):
        other = policies(*reversed(NAMES))
        path = self.results_of(
            self.study, "order.h5", *self.WORDS, *settings(other), status=INCOMPLETE)
        self.assertEqual(list(open_results(path)["policy"].values), list(reversed(NAMES)))
        self.assert_equal_results(path)

    def test_the_stored_study_gives_the_results_again(self):
        with h5py.File(self.reference) as file:
            study = self.write("stored.toml", file.attrs["study"])
        self.assert_equal_results(self.results_of(study, "stored.h5", status=INCOMPLETE))


class CommonRandomNumbers(ProgramTest):
    """What is random in a world belongs to the seed, the replication and a name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()
        cls.runs = open_results(cls.results_of(cls.study, "small.h5"))

    def run_with(self, name, *pairs):
        return open_results(self.results_of(self.study, name, *settings(*pairs)))

    def world(self, *words):
        return json.loads(bacelab("scenario", self.study, *words).stdout)

    def test_another_policy_changes_no_results(self):
        # cr_lcf comes first, so that whatever it draws comes before the others' draws.
        runs = self.run_with("policies.h5", policies("cr_lcf", *NAMES))
        self.assertTrue(runs.drop_sel(policy="cr_lcf").equals(self.runs))

    def test_more_replications_keep_the_first_ones(self):
        runs = self.run_with("more.h5", "study.replications=9")
        self.assertTrue(runs.isel(replication=slice(6)).equals(self.runs))

    def test_another_seed_changes_every_run(self):
        runs = self.run_with("seed.h5", "study.seed=8")
        for metric in ("jct_mean", "cost", "energy"):
            self.assertFalse((runs[metric] == self.runs[metric]).any(), metric)

    def test_no_two_replications_are_the_same(self):
        for point in self.runs["cost"].sel(policy="bace").values:
            self.assertEqual(len(set(point)), len(point))

    def test_another_region_changes_no_other(self):
        # No rule on regions: with a larger region other worlds would be drawn again.
        free = settings(*MAY_GET_STUCK)
        names = 'regions.names=["Oslo", "Ireland", "Tokyo", "Sydney"]'
        before = self.world(*free)
        after = self.world(*free, *settings(names))
        self.assertEqual(after["regions"][1:], before["regions"])
        self.assertEqual(after["jobs"], before["jobs"])
        kept = [link for link in after["links"] if "Oslo" not in (link["a"], link["b"])]
        self.assertEqual(len(after["links"]), 6)
        self.assertEqual(kept, before["links"])

    def test_points_share_their_worlds(self):
        first, second = (self.world("--point", point) for point in (0, 1))
        self.assertEqual(first["jobs"], second["jobs"])
        self.assertEqual(first["regions"], second["regions"])
        for a, b in zip(first["links"], second["links"], strict=True):
            # The values of the factor network.scale.
            np.testing.assert_allclose(
                np.array(b["bandwidth"]["bit_per_s"]) * 0.05, a["bandwidth"]["bit_per_s"],
                rtol=1e-14)

    def test_points_are_separate_on_request(self):
        apart = settings("study.common_random_numbers=false")
        first, second = (self.world("--point", point, *apart) for point in (0, 1))
        self.assertNotEqual(first["jobs"], second["jobs"])
        for a, b in zip(first["regions"], second["regions"], strict=True):
            self.assertNotEqual(a["price"], b["price"])
        runs = self.run_with("apart.h5", "study.common_random_numbers=false")
        energy = runs["energy"].sel(policy="lcf")  # one region: the bandwidth is of no account
        self.assertFalse((energy[0] == energy[1]).any())
        energy = self.runs["energy"].sel(policy="lcf")
        self.assertTrue((energy[0] == energy[1]).all())


class Queue(ProgramTest):
    def test_the_mean_wait_is_that_of_the_m_m_8_queue(self):
        # Erlang's C formula for 8 servers at load 0.8, in mean service times.
        expected = 0.2860280784
        runs = open_results(self.results_of(
            CONFIGS / "mmc.toml", "mmc.h5", *settings("study.replications=60")))
        wait = runs["wait_mean"].values.ravel() / 3600.0  # the mean service is an hour
        # A right program fails with one seed in a thousand; this one is fixed and passes.
        low, high = stats.t.interval(
            0.999, len(wait) - 1, loc=wait.mean(), scale=stats.sem(wait))
        self.assertLess(high - low, 0.15 * expected, "too wide to tell anything")
        self.assertLess(low, expected)
        self.assertGreater(high, expected)


if __name__ == "__main__":
    unittest.main()
