"""The policy `bace`, written again in a plugin, is equal to the program's own to the last bit: alone, on
four ranks, and killed and resumed."""

import signal
import unittest

from plugins import build_plugin
from program import (
    CONFIGS, DONE, ProgramTest, bacelab, bits, mpirun, open_jobs, open_results, reproducible_bits,
    settings,
)
from running import ended, segments_of, start

POLICIES = ("bace", "own_bace", "whole_bace")
# A whole policy has no searches that a link could end.
OF_PARTS = ("edges_refused_share",)


class OwnBace(ProgramTest):
    worlds = 200
    killed = ("paper",)  # the studies that are killed

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        build_plugin("own_bace", cls.directory, "-O3")
        for name in ("paper", "quickstart"):
            text = (CONFIGS / f"{name}.toml").read_text()
            cls.write(f"{name}.toml", text + '\n[plugins]\nfiles = ["own_bace.so"]\n')

    def study_words(self, name):
        """The study with all three policies."""
        names = ", ".join(f'"{policy}"' for policy in POLICIES)
        return (self.directory / f"{name}.toml", *settings(
            f"study.policies=[{names}]", f"study.replications={self.worlds}", "output.jobs=true"))

    def run_study(self, name, output, *words, **options):
        study, *set_by = self.study_words(name)
        return self.results_of(study, output, *set_by, *words, **options)

    def assert_equal_policies(self, path):
        runs = open_results(path)
        self.assertEqual(runs.sizes["replication"], self.worlds)
        jobs = open_jobs(path)
        metrics = [name for name, values in runs.data_vars.items() if "policy" in values.dims]
        self.assertGreater(len(metrics), 20)
        of_jobs = [name for name in jobs.data_vars if name != "policy"]
        self.assertGreater(len(of_jobs), 15)
        for policy in POLICIES[1:]:
            for name in metrics:
                if name == "wall_s" or (policy == "whole_bace" and name in OF_PARTS):
                    continue
                self.assertEqual(bits(runs[name].sel(policy=policy).values),
                                 bits(runs[name].sel(policy="bace").values), (policy, name))
            for name in of_jobs:
                own, built_in = (jobs[name].values[jobs["policy"].values == one]
                                 for one in (policy, "bace"))
                self.assertEqual(bits(own), bits(built_in), (policy, name))

    def test_in_the_worlds_of_two_studies(self):
        for name in ("paper", "quickstart"):
            with self.subTest(study=name):
                alone = self.run_study(name, f"{name}.h5")
                self.assert_equal_policies(alone)
                ranks = self.run_study(name, f"{name}_ranks.h5", "--threads", 1,
                                       launcher=mpirun(4))
                self.assertEqual(reproducible_bits(ranks), reproducible_bits(alone))

    def test_where_links_refuse_and_jobs_may_not_shrink(self):
        """Where the published setting has no queue at its links."""
        tight = settings("network.scale=0.05", "policies.bace.min_stage_fraction=0.8",
                         "policies.own_bace.fraction=0.8", "policies.whole_bace.fraction=0.8")
        path = self.run_study("quickstart", "tight.h5", *tight)
        self.assert_equal_policies(path)
        refused = open_results(path)["edges_refused_share"].sel(policy="own_bace")
        self.assertGreater(float(refused.mean()), 0.01)

    def test_killed_and_resumed(self):
        for name in self.killed:
            with self.subTest(study=name):
                whole = self.run_study(name, f"{name}_whole.h5")
                killed = self.directory / f"{name}_killed.h5"
                words = ("run", *self.study_words(name), "-o", killed, "--threads", 1,
                         "--segment-seconds", 0, "--resume")
                for launcher, fault in (((), "computing:2"), ((), "segment_written:2"),
                                        (mpirun(4), "computing:2@1")):
                    status, text = ended(start(*words, launcher=launcher, fault=fault))
                    self.assertEqual(status, 137 if launcher else -signal.SIGKILL, text)
                self.assertGreater(len(segments_of(killed)), 0)
                resumed = bacelab(*words, launcher=mpirun(4))
                self.assertEqual(resumed.returncode, DONE, resumed.stderr)
                self.assertIn("worlds finished", resumed.stderr)
                self.assertEqual(reproducible_bits(killed), reproducible_bits(whole))


if __name__ == "__main__":
    unittest.main()
