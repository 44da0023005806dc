"""`bacelab scenario`, then `bacelab simulate`: any run of a study again, to the last bit."""

import json
import unittest

from program import INCOMPLETE, MAY_GET_STUCK
from replay import NAMED, STUCK, Replay, policies


class Named(Replay):
    """Policies that need no study."""

    def test_every_policy_in_worlds_in_which_all_changes(self):
        self.take(self.small_study(), policies(*NAMED), "study.replications=2",
                  "jobs.warmup_jobs=2", "network.delay_ms=37.3",
                  "network.transfer_usd_per_gb=0.013", "regions.pue=1.1")
        world = json.loads(self.world(0, 0).read_text())
        for series in [*(link["bandwidth"] for link in world["links"]),
                       *(region["price"] for region in world["regions"])]:
            self.assertGreater(len(series["times_s"]), 1)
        self.assertGreater(len({job["arrival_s"] for job in world["jobs"]}), 1)
        self.assertEqual(world["warmup_jobs"], 2)
        self.assert_all_replayed()

    def test_points_with_worlds_of_their_own(self):
        self.take(self.small_study(), policies("bace", "cr_ldf"), "study.replications=2",
                  "study.common_random_numbers=false")
        self.assert_all_replayed()

    def test_every_schedule(self):
        # On links so slow that the schedules differ.
        self.take(self.small_study(), policies("bace", "cr_lcf"), "study.replications=2",
                  "pipeline.extra_warmup=1", "design.factors.schedule.key=pipeline.schedule",
                  'design.factors.schedule.names=["overlapped", "gpipe", "one_f_one_b"]')
        self.assertEqual(self.runs.sizes["point"], 6)
        last_points = self.runs["cost"].values[3:]
        self.assertEqual(len({costs.tobytes() for costs in last_points}), 3)
        self.assert_all_replayed()

    def test_runs_that_got_stuck(self):
        self.take(self.small_study(), policies("lcf", "ldf", "bace"), *MAY_GET_STUCK,
                  "study.replications=3", status=INCOMPLETE)
        self.assertTrue((self.runs["status"] == STUCK).any())
        self.assert_all_replayed()

    def test_runs_beyond_the_horizon(self):
        self.take(self.small_study(), policies("bace", "cr_lcf"), "study.replications=2",
                  "study.horizon_hours=10.3")
        self.assertTrue((self.runs["beyond_horizon"] > 0).any())
        self.assert_all_replayed()

    def test_a_horizon_before_the_first_change(self):
        # Prices and bandwidths change each hour.
        self.take(self.small_study(), policies("bace"), "study.replications=1",
                  "study.horizon_hours=0.5")
        self.assertTrue((self.runs["beyond_horizon"] > 0).all())
        self.assert_all_replayed()


if __name__ == "__main__":
    unittest.main()
