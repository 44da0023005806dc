"""Runs again, to the last bit: studies as they come, policies as a study defines them."""

import json
import unittest

from program import CONFIGS, bacelab, settings
from replay import Replay, policies
from small_world import small_world


class Configs(Replay):
    """The studies that come with the program."""

    def test_worlds_in_which_nothing_changes_have_no_horizon(self):
        self.take(CONFIGS / "paper.toml", "study.replications=1", "study.horizon_hours=1")
        self.assertTrue((self.runs["beyond_horizon"] == 0).all())
        self.assert_all_replayed()

    def test_the_studies_that_come_with_the_program(self):
        for config in ("quickstart", "paper"):
            with self.subTest(config=config):
                self.take(CONFIGS / f"{config}.toml", "study.replications=3")
                self.assert_all_replayed()


class OfAStudy(Replay):
    """Policies as a study defines them."""

    def test_policies_of_ones_own(self):
        self.take(self.small_study(), "study.replications=2")
        self.assertIn("own", self.runs["policy"].values)
        self.assert_all_replayed(by_study=True)

    def test_a_parameter_of_a_policy_that_is_a_factor(self):
        self.take(self.small_study(), policies("bace", "bace_exhaustive"), "jobs.count=20",
                  "study.replications=2", "arrivals.rate_per_hour=4",
                  "design.factors.fraction.key=policies.bace.min_stage_fraction",
                  "design.factors.fraction.values=[0.1, 1.0]",
                  "design.factors.bandwidth.values=[0.2]")
        differ = self.runs["cost"].values[0] != self.runs["cost"].values[1]
        self.assertTrue(differ[:, 0].any())
        self.assert_all_replayed(by_study=True)

    def test_a_queue(self):
        self.take(CONFIGS / "mmc.toml", "study.replications=2", "jobs.count=500",
                  "jobs.warmup_jobs=100")
        self.assert_all_replayed(by_study=True)

    def test_another_study_than_the_world_s_gives_the_policy_only(self):
        self.take(self.small_study(), "study.replications=1")
        world = self.world(0, 0)
        ended = bacelab("simulate", world, "--policy", "own", "--json", "--study", self.study,
                        *settings("network.delay_ms=5", "study.seed=99", "jobs.count=3"))
        self.assert_stored_run(json.loads(ended.stdout), point=0, replication=0, policy="own")

    def test_what_the_study_does_not_have_is_refused(self):
        study, world = self.small_study(), self.write("small.json", small_world())
        for policy, words, *told in (
                ("owen", ("--study", study), "'owen'", "did you mean 'own'", "bace, lcf, own"),
                ("ldf", ("--study", study), "'ldf'", "bace, lcf, own, cr_ldf"),
                ("own", ("--study", study, "--point", 2), "--point 2", "0 to 1"),
                ("own", ("--study", study, "--point", -1), "--point -1", "0 to 1"),
                ("own", ("--study", study, "--set", "study.sead=1"), "did you mean 'seed'"),
                ("own", (), "'own'", "bace, lcf, ldf"), ("bace", ("--point", 0), "--study")):
            with self.subTest(policy=policy, words=words):
                self.assert_refused(bacelab("simulate", world, "--policy", policy, *words), *told)


if __name__ == "__main__":
    unittest.main()
