"""Plugins: their policies in `bacelab policies`, `simulate`, `check` and in studies, with their
parameters; the file as a part of the study."""

import json
import os
import shutil
import unittest

from plugins import build_plugin
from program import (
    DONE, ProgramTest, bacelab, bits, mpirun, open_results, reproducible_bits, settings,
)
from small_world import small_world

STUDY = """\
[study]
seed = 3
replications = 12
policies = ["bace", "lots", "aged", "mine"]

[plugins]
files = ["lib/simple.so"]

[policies.mine]
ordering = "weighted"
blocking = true
path_finder = "cross_greedy"
allocator = "path_order"
length_weight = -1

[regions]
names = ["Ireland", "Tokyo"]
gpus_from = [128]

[jobs]
count = 6

[arrivals]
process = "poisson"
rate_per_hour = 1
"""


class PluginTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.directory / "lib").mkdir()
        cls.plugin = build_plugin("simple", cls.directory / "lib")
        cls.study = cls.write("study.toml", STUDY)

    def succeed(self, *words, **options):
        ended = bacelab(*words, **options)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return ended

    def run_study(self, name, *words, **options):
        self.succeed("run", self.study, "-o", self.directory / name, *words, **options)
        return self.directory / name


class Lists(PluginTest):
    def test_text_has_what_the_plugin_adds(self):
        plain = self.succeed("policies").stdout
        text = self.succeed("policies", "--plugin", self.plugin).stdout
        self.assertNotIn("Whole policies", plain)
        for line in plain.splitlines():
            self.assertIn(" ".join(line.split()), " ".join(text.split()))
        self.assertTrue(text.endswith(f"\n\nPlugins\n  {self.plugin}  version 2.1\n"), text)
        self.assertRegex(text, r"(?m)^  lots +whole +caution$")
        self.assertRegex(text, r"(?m)^  aged +weighted +no +bace +cheapest_first +"
                               r"length_weight\n +age_weight\n +min_stage_fraction$")
        self.assertRegex(text, r"(?m)^  weighted +by length and age\n +length_weight = 1 in "
                               r"\[-1, 1\]: of the ideal time\n +age_weight = 0 in \[-1, 1\]")
        self.assertRegex(text, r"(?m)^Whole policies\n  lots +a job and a region by lot; at most 50 "
                               r"regions\n +caution = 0\.25 in \[0, 1\]")

    def test_json_has_it_too(self):
        plain = json.loads(self.succeed("policies", "--json").stdout)
        lists = json.loads(self.succeed("policies", "--json", "--plugin", self.plugin).stdout)
        self.assertEqual(plain["whole_policies"], [])
        self.assertEqual(plain.pop("plugins"), [])
        plugins = lists.pop("plugins")
        for kind, entries in plain.items():
            self.assertEqual(lists[kind][:len(entries)], entries)
        added = {kind: [entry["name"] for entry in lists[kind][len(plain[kind]):]]
                 for kind in plain}
        self.assertEqual(added, {"policies": ["aged", "lots"], "orderings": ["weighted"],
                                 "path_finders": [], "allocators": [],
                                 "whole_policies": ["lots"]})
        self.assertEqual(plugins, [{"file": str(self.plugin), "version": "2.1"}])
        caution = {"name": "caution", "default": 0.25, "low": 0.0, "high": 1.0,
                   "description": "probability that it waits; above 0.9 it can't be made"}
        whole = lists["policies"][-1]
        self.assertEqual(whole, {"name": "lots", "ordering": None, "blocking": None,
                                 "path_finder": None, "allocator": None, "max_regions": 50,
                                 "parameters": [caution]})

    def test_several_plugins(self):
        other = build_plugin("own_bace", self.directory)
        names = [policy["name"] for policy in json.loads(self.succeed(
            "policies", "--json", "--plugin", self.plugin, "--plugin", other).stdout)["policies"]]
        self.assertEqual(names[-4:], ["aged", "lots", "own_bace", "whole_bace"])


class Simulate(PluginTest):
    def simulate(self, policy, *words):
        world = self.write("world.json", small_world(lambda world: world["jobs"].pop(1)))
        return bacelab("simulate", world, "--policy", policy, "--json", *words)

    def answer(self, *words):
        ended = self.simulate(*words)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return json.loads(ended.stdout)

    def test_a_policy_of_parts_with_its_parameters(self):
        plugin = ("--plugin", self.plugin)
        shortest = self.answer("aged", *plugin)
        self.assertEqual(shortest["policy"], "aged")
        self.assertTrue(all(job["served"] for job in shortest["jobs"]))
        self.assert_refused(
            self.simulate("aged", *plugin, *settings("policies.aged.age_weight=2")),
            "policies.aged.age_weight", "[-1, 1]")
        self.assert_refused(
            self.simulate("aged", *plugin, *settings("policies.aged.weight=1")),
            "length_weight, age_weight")

    def test_without_the_plugin_the_policy_is_not_known(self):
        self.assert_refused(self.simulate("aged"), "there is no policy 'aged'")

    def test_a_trace_tells_what_a_whole_policy_did(self):
        world = self.write("jobs.json", small_world(lambda world: world["jobs"].__delitem__(
            slice(0, 2))))
        ended = self.succeed("simulate", world, "--policy", "lots", "--plugin", self.plugin,
                             "--trace")
        self.assertIn("job 2", ended.stdout)

    def test_a_study_and_a_plugin_exclude_each_other(self):
        self.assert_refused(self.simulate("lots", "--plugin", self.plugin, "--study", self.study),
                            "--plugin", "--study")


class Studies(PluginTest):
    def test_the_plugin_is_found_beside_the_study_from_anywhere(self):
        for directory in (self.directory, "/"):
            checked = self.succeed("check", self.study, cwd=directory)
            self.assertRegex(checked.stdout,
                             r"input +lib/simple\.so \(xxh3:[0-9a-f]{16}, version 2\.1\)")

    def test_check_takes_a_plugin_that_the_study_does_not_name(self):
        begin, end = STUDY.index("[plugins]"), STUDY.index("[policies.mine]")
        plain = self.write("plain.toml", STUDY[:begin] + STUDY[end:])
        self.assert_refused(bacelab("check", plain), "lots")
        for directory, name in ((self.directory, "lib/simple.so"), ("/", self.plugin)):
            checked = self.succeed("check", plain, "--plugin", name, cwd=directory).stdout
            self.assertRegex(checked, r"(?m)^input +lib/simple\.so \(xxh3:[0-9a-f]{16}, version 2\.1\)")
            self.assertRegex(checked, r"(?m)^probe +\d+ worlds")
        resolved = self.succeed("check", plain, "--plugin", self.plugin, "--resolved").stdout
        self.assertEqual(resolved, self.succeed("check", self.study, "--resolved").stdout)
        self.assert_refused(bacelab("check", plain, "--plugin", self.plugin, *settings(
            "policies.lots.caution=1.5")), "policies.lots.caution", "[0, 1]")

    def test_check_adds_plugins_to_those_of_the_study(self):
        elsewhere = self.directory / "else \"where\""
        elsewhere.mkdir()
        other = build_plugin("own_bace", elsewhere)
        os.symlink(self.plugin, self.directory / "again.so")
        checked = self.succeed("check", self.study, "--plugin", other, "--plugin", "again.so",
                               "--set", 'study.policies=["mine", "own_bace"]', cwd=self.directory)
        self.assertEqual(checked.stdout.count("input "), 2)
        self.assertIn('input         else "where"/own_bace.so', checked.stdout)

    def test_check_names_a_plugin_that_is_refused_as_it_was_given(self):
        for name, why in (("lib/none.so", "lib/none.so: can't be read: No such file"),
                          ("", "the name of a plugin is empty")):
            refused = bacelab("check", self.study, "--plugin", name, cwd=self.directory)
            self.assert_refused(refused, f"error: {why}")

    def test_policies_of_the_program_do_as_without_it(self):
        with_plugin = open_results(self.run_study("with.h5"))
        plain = self.write("plain.toml", STUDY.replace('["bace", "lots", "aged", "mine"]', '["bace"]')
                           .replace("lib/simple.so", "").replace('files = [""]', "")
                           .replace("[policies.mine]", "[policies.unused]"))
        text = plain.read_text()
        begin, end = text.index("[policies.unused]"), text.index("[regions]")
        plain.write_text(text[:begin] + text[end:])
        alone = open_results(self.results_of(plain, "plain.h5"))
        for name in ("jct_mean", "cost", "wait_mean"):
            self.assertEqual(bits(with_plugin[name].sel(policy="bace").values),
                             bits(alone[name].sel(policy="bace").values))

    def test_chance_is_the_same_on_any_number_of_ranks_and_threads(self):
        one = self.run_study("one.h5", "--threads", 1)
        two = self.run_study("two.h5", "--threads", 2)
        ranks = self.run_study("ranks.h5", "--threads", 1, launcher=mpirun(3))
        self.assertEqual(reproducible_bits(one), reproducible_bits(two))
        self.assertEqual(reproducible_bits(one), reproducible_bits(ranks))
        runs = open_results(one)["jct_mean"]
        self.assertEqual(len(set(runs.sel(policy="lots").values.flat)), 12)
        other = open_results(self.run_study("other.h5", *settings("policies.lots.caution=0.5")))
        self.assertNotEqual(bits(runs.sel(policy="lots").values),
                            bits(other["jct_mean"].sel(policy="lots").values))
        self.assertEqual(bits(runs.sel(policy="mine").values),
                         bits(other["jct_mean"].sel(policy="mine").values))

    def test_a_parameter_is_a_factor_of_a_design(self):
        path = self.run_study("factor.h5", *settings(
            "design.type=grid", "design.factors.caution.key=policies.lots.caution",
            "design.factors.caution.values=[0, 0.25, 0.5]"))
        runs = open_results(path)
        self.assertEqual(runs["policies.lots.caution"].values.tolist(), [0, 0.25, 0.5])
        waits = runs["wait_mean"].sel(policy="lots").mean("replication").values
        self.assertEqual(len(set(waits)), 3)
        same = runs["wait_mean"].sel(policy="mine").values
        self.assertEqual(bits(same[0]), bits(same[2]))

    def test_a_parameter_out_of_range_is_refused_with_its_line(self):
        for key, words in (("policies.lots.caution=1.5", "[0, 1]"),
                           ("policies.mine.length_weight=-2", "[-1, 1]"),
                           ("policies.lots.cautoin=0.5", "caution")):
            self.assert_refused(bacelab("check", self.study, *settings(key)),
                                key.split("=")[0], words)

    def test_keys_of_its_parameters_are_listed(self):
        listed = self.succeed("check", self.study, "--keys").stdout
        self.assertIn("policies.lots.caution", listed)
        self.assertIn("plugins.files", listed)

    def test_resume_and_merge_refuse_another_plugin(self):
        path = self.run_study("first.h5", "--shard", "1/2")
        other = self.directory / "other"
        shutil.copytree(self.directory / "lib", other / "lib")
        self.addCleanup(shutil.rmtree, other)
        with open(other / "lib" / "simple.so", "ab") as file:
            file.write(b"\0")  # loads as before, but is not the same
        study = other / "study.toml"
        shutil.copyfile(self.study, study)
        again = bacelab("run", study, "-o", path, "--resume")
        self.assert_refused(again, 'inputs."lib/simple.so"', "there", "here")
        self.succeed("run", study, "-o", other / "second.h5", "--shard", "2/2")
        merged = bacelab("merge", path, other / "second.h5", "-o", other / "whole.h5")
        self.assert_refused(merged, 'inputs."lib/simple.so"')
        second = self.run_study("second.h5", "--shard", "2/2")
        self.succeed("merge", path, second, "-o", other / "whole.h5")
        whole = self.run_study("whole.h5")
        self.assertEqual(reproducible_bits(other / "whole.h5"), reproducible_bits(whole))

    def test_results_keep_the_version_of_the_plugin(self):
        first = self.run_study("versions.h5", "--shard", "1/2")
        second = self.run_study("versions_2.h5", "--shard", "2/2")
        whole = self.directory / "versions_whole.h5"
        self.succeed("merge", first, second, "-o", whole)
        for path in (first, whole):
            [plugin] = json.loads(open_results(path).attrs["plugins"])
            self.assertEqual({**plugin, "hash": ""},
                             {"file": "lib/simple.so", "hash": "", "version": "2.1"})
            self.assertIn(f'"lib/simple.so" = "{plugin["hash"]}"', open_results(path).attrs["study"])
        self.assertNotIn("plugins", open_results(self.results_of(
            self.small_study(), "small.h5")).attrs)

    def test_another_version_is_a_note_of_diff(self):
        path = self.run_study("noted.h5")
        old = self.altered(path, "old.h5", lambda file: file.attrs.__delitem__("plugins"))
        compared = bacelab("diff", old, path)
        self.assertEqual((compared.returncode, compared.stdout), (DONE, "equal to the last bit\n"))
        self.assertRegex(compared.stderr, r'note: plugins: .*"version":"2\.1"')
        # A file from before versions were kept goes on.
        self.succeed("run", self.study, "-o", old, "--resume",
                     *settings("study.replications=14"))
        self.assertIn("2.1", open_results(old).attrs["plugins"])

    def test_results_are_read_where_the_plugin_is_not(self):
        path = self.run_study("away.h5")
        os.rename(self.directory / "lib", self.directory / "gone")
        self.addCleanup(os.rename, self.directory / "gone", self.directory / "lib")
        self.succeed("status", path)
        self.succeed("compare", path)
        self.assertRegex(open_results(path).attrs["study"],
                         r'"lib/simple\.so" = "xxh3:[0-9a-f]{16}"')
        refused = bacelab("run", self.study, "-o", path, "--resume")
        self.assert_refused(refused, "lib/simple.so", "No such file")

    def test_a_replay_takes_the_policy_as_the_study_has_it(self):
        path = self.run_study("replayed.h5")
        world = self.directory / "replayed.json"
        world.write_text(self.succeed("scenario", self.study, "--replication", 4).stdout)
        for policy in ("mine", "lots"):
            answer = json.loads(self.succeed("simulate", world, "--study", self.study, "--policy",
                                             policy, "--json").stdout)
            runs = open_results(path).sel(policy=policy, replication=4, point=0)
            self.assertEqual(answer["metrics"]["jct_mean"], float(runs["jct_mean"]))


if __name__ == "__main__":
    unittest.main()
