"""Plugins that can't be loaded, and policies of plugins that do what they may not: what is wrong is
said, and the runs of other policies are kept."""

import json
import os
import re
import shlex
import shutil
import unittest

from plugins import build_plugin, compiler, succeed
from program import BAD_INPUT, INCOMPLETE, ProgramTest, bacelab, bits, open_results, settings
from small_world import small_world

STUDY = """\
[study]
replications = 4
policies = ["bace", "{policy}"]
[plugins]
files = ["{file}"]
[regions]
names = ["Ireland", "Tokyo"]
gpus_from = [128]
[jobs]
count = 3
"""


class Loading(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.good = build_plugin("simple", cls.directory)
        cls.unfit_object = build_plugin("unfit", cls.directory, "-c", output="unfit.o")

    def link(self, name, source, *objects):
        path = self.directory / f"{name}.so"
        succeed(compiler(), "-shared", "-fPIC", self.write(f"{name}.cpp", source), *objects,
                "-o", path)
        return path

    def unfit(self, wrong):
        return self.link(f"unfit{wrong}", f"extern const int wrong = {wrong};\n",
                         self.unfit_object)

    def assert_named(self, file, *words):
        """Wherever it is named, with the same reason."""
        self.assert_refused(bacelab("policies", "--plugin", file), file, *words)
        study = self.write("study.toml", STUDY.format(policy="lots", file=file.name))
        for command in ("check", "run"):
            self.assert_refused(bacelab(command, study), file.name, *words)
        world = self.write("world.json", small_world())
        self.assert_refused(
            bacelab("simulate", world, "--policy", "bace", "--plugin", file), file, *words)

    def test_no_plugin_at_all(self):
        self.assert_named(self.directory / "missing.so", "No such file")
        self.assert_named(self.write("text.so", "def decide(state): pass\n"),
                          "can't be loaded as a plugin")
        self.assert_named(self.write("empty.so", ""), "can't be loaded as a plugin")
        half = self.good.read_bytes()[:4000]
        self.assert_named(self.write("half.so", half), "it has 4000 bytes of")
        self.assert_named(self.link("other", "int other;\n"), "is no plugin", "bacelab_plugin",
                          "BACELAB_PLUGIN")
        self.assert_refused(bacelab("policies", "--plugin", self.directory), self.directory,
                            "is a directory")
        pipe = self.directory / "pipe.so"
        os.mkfifo(pipe)
        self.assert_refused(bacelab("policies", "--plugin", pipe), pipe, "a pipe")

    def test_of_another_program(self):
        self.assert_named(self.unfit(1), "version 9 of the interface", "version 2", "build it again")
        self.assert_named(self.unfit(2), "other headers", "build it again")
        self.assert_named(self.unfit(3), "another library", "build it again")
        self.assert_named(self.unfit(4), "other headers", "build it again")

    def test_what_it_adds(self):
        self.assert_named(self.unfit(5), "there is a policy 'bace' already")
        self.assert_named(self.unfit(6), "threw something that is no std::exception")
        self.assert_named(self.unfit(7), "there is no ordering 'fcsf'", "did you mean 'fcfs'")

    def test_two_with_one_name(self):
        again = self.directory / "again.so"
        shutil.copyfile(self.good, again)
        twice = bacelab("policies", "--plugin", self.good, "--plugin", again)
        self.assert_refused(twice, again, "there is an ordering 'weighted' already")
        study = self.write("study.toml", STUDY.format(policy="lots", file='simple.so", "again.so'))
        self.assert_refused(bacelab("check", study), "again.so", "already")
        study = self.write("study.toml", STUDY.format(policy="lots", file='simple.so", "simple.so'))
        self.assert_refused(bacelab("check", study), "plugins.files", "simple.so")

    def test_a_policy_that_cannot_be_made(self):
        study = self.write("study.toml", STUDY.format(policy="lots", file="simple.so"))
        ended = bacelab("run", study, *settings("policies.lots.caution=0.95"))
        self.assert_refused(ended, "study.policies", "'lots' can't be made: too cautious to be made")
        study = self.write("study.toml", STUDY.format(policy="waits", file=self.unfit(8).name))
        self.assert_refused(bacelab("run", study), "'waits' can't be made: the plugin gave none")

    def test_files_that_are_no_list_of_names(self):
        for files in ('"simple.so"', "[1]", '[""]'):
            study = self.write("study.toml", STUDY.format(policy="lots", file="x").replace(
                '["x"]', files))
            self.assert_refused(bacelab("check", study), "plugins.files")


# What `misbehaves` does by `how`, and what is said of it; the job is 0, at 0 s.
RULES = {
    0: "job 0: 4 stages of 1 GPU are put into region 0, which has 3 free GPUs",
    1: "job 0: there is no link from region 0 to region 2",
    2: "job 0: region 0 is on the path twice",
    3: "job 0: there is no region 7, but 0 to 2",
    4: "job 0: the job can't have 3 stages, but 4",
    5: "job 0: a region of the path has 0 stages, but must have one or more",
    6: "job 0: the path has 2 regions, and stages are given for 1",
    7: "job 0: the path has no region",
    8: "there is no pending job 99, but 0 to 1",
    9: "the policy starts a job twice",
    90: "the policy threw an exception: out of ideas",
    91: "the policy threw something that is no std::exception",
    92: "the policy threw an exception: no beginning",
    93: "the policy ran out of memory",
}
PARTS = {
    ("strays", 0): "job 0: 4 stages of 1 GPU are put into region 0, which has 3 free GPUs",
    ("strays", 1): "job 0: the path has no region",
    ("strays", 90): "job 0: the policy threw an exception: out of ideas",
    ("strays", 91): "job 0: the policy threw something that is no std::exception",
    ("strays", 93): "job 0: the policy ran out of memory",
    ("misjudges", 1): "the ordering gave 3 scores for 2 pending jobs",
    ("misjudges", 2): "the ordering gave a score that is not a number",
    ("misjudges", 90): "the policy threw an exception: out of ideas",
    ("misdivides", 0): "job 0: a region of the path has 0 stages, but must have one or more",
    ("misdivides", 91): "job 0: the policy threw something that is no std::exception",
}


class Rules(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plugin = build_plugin("misbehaving", cls.directory)
        cls.world = cls.write("world.json", small_world())
        cls.study = cls.write("study.toml", STUDY.format(policy="misbehaves",
                                                         file="misbehaving.so"))

    def simulate(self, policy, how, *words):
        return bacelab("simulate", self.world, "--policy", policy, "--plugin", self.plugin,
                       *settings(f"policies.{policy}.how={how}"), *words)

    def assert_fails(self, policy, how, rule, time="0.000000"):
        ended = self.simulate(policy, how, "--json")
        self.assertEqual(ended.stdout, "")
        self.assertEqual(ended.stderr,
                         f"bacelab: error: policy {policy}: at {time} s, {rule}\n")
        self.assertEqual(ended.returncode, BAD_INPUT)

    def test_each_rule_is_named_with_policy_time_and_job(self):
        for how, rule in RULES.items():
            with self.subTest(how=how):
                self.assert_fails("misbehaves", how, rule)

    def test_the_same_of_parts(self):
        for (policy, how), rule in PARTS.items():
            with self.subTest(policy=policy, how=how):
                self.assert_fails(policy, how, rule)

    def test_later_in_a_run(self):
        ended = self.simulate("misbehaves", 10)
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertRegex(ended.stderr, r"at [1-9]\d+\.\d{6} s, job \d: a region of the path has -1 "
                                       r"stages, but must have one or more\n$")

    def test_a_trace_is_kept_up_to_there(self):
        ended = self.simulate("misbehaves", 10, "--trace")
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("job 0", ended.stdout)

    def test_a_study_keeps_the_runs_of_the_others(self):
        results = self.directory / "r.h5"
        alone = self.directory / "alone.h5"
        bacelab("run", self.study, "-o", alone, *settings('study.policies=["bace"]'))
        expected = open_results(alone)
        for policy, how in (("misbehaves", 3), ("misbehaves", 91), ("misbehaves", 92),
                            ("misbehaves", 93),
                            ("strays", 90), ("misjudges", 2), ("misdivides", 0)):
            with self.subTest(policy=policy, how=how):
                ended = bacelab("run", self.study, "-o", results, "--force", *settings(
                    f'study.policies=["{policy}", "bace"]', f"policies.{policy}.how={how}"))
                self.assertEqual(ended.returncode, INCOMPLETE, ended.stderr)
                self.assertIn("4 runs failed (status = failed)", ended.stderr)
                self.assertRegex(ended.stderr, rf"point 0, replication 3, policy {policy}: at "
                                               rf"0\.000000 s, ")
                told = re.search(r"^  bacelab (policies --study .* --try .*)$", ended.stderr, re.M)
                self.assertEqual(shlex.split(told.group(1))[-2:], ["--try", policy])
                tried = bacelab(*shlex.split(told.group(1)))
                self.assertEqual(tried.returncode, INCOMPLETE, tried.stderr)
                self.assertRegex(bacelab("status", results).stdout,
                                 r"\nfailed    4, the first at point 0, replication 0, policy "
                                 rf"{policy}:\n          at 0\.000000 s, ")
                self.assertEqual(json.loads(bacelab("status", results, "--json").stdout)[
                    "failures"], 4)
                runs = open_results(results)
                states = runs["status"].attrs["flag_meanings"].split()
                status = runs["status"].sel(policy=[policy, "bace"]).values[0]
                self.assertEqual(status.tolist(),
                                 [[states.index("failed"), states.index("done")]] * 4)
                self.assertTrue(runs["jct_mean"].sel(policy=policy).isnull().all())
                for name in ("jct_mean", "cost"):
                    self.assertEqual(bits(runs[name].sel(policy="bace").values),
                                     bits(expected[name].sel(policy="bace").values))

    def test_it_can_be_told_to_stop_there(self):
        ended = bacelab("run", self.study, "-o", self.directory / "stopped.h5", "--fail-fast",
                        *settings("policies.misbehaves.how=91"))
        self.assertNotEqual(ended.returncode, 0)
        self.assertIn("no std::exception", ended.stderr)


if __name__ == "__main__":
    unittest.main()
