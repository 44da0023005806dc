"""`bacelab check`: why runs of its probe got stuck or failed, and what helps."""

import re
import unittest

from checking import CheckTest
from program import DONE, INCOMPLETE, bacelab, settings

# 96 GPUs for its memory, in regions of 64 and 32.
STUDY = """\
[study]
replications = 3
policies = ["bace", "lcf", "ldf"]
[regions]
names = ["Ireland", "Tokyo"]
gpus_from = [64]
[region.Tokyo]
gpus = 32
[network]
bandwidth = "equal"
link_gbps = 100
[jobs]
count = 1
templates = ["wide"]
[templates.wide]
layers = 96
hidden = 16
sequence = 16
vocabulary = 16
parameters = 2.4e11
"""

FAILING = """\
import bacelab


class Failing(bacelab.Policy):
    "Fails at its first decision."

    name = "failing"

    def decide(self, state):
        raise ValueError("no such region: Atlantis")
"""


def joined(text):
    """Lines as one, single blanks between words."""
    return re.sub(r"\s+", " ", text)


class Stuck(CheckTest):
    def reason(self, *pairs, study=STUDY):
        shown = self.shown(*pairs, study=self.write("stuck.toml", study))
        return joined(shown["stuck"])

    def test_too_few_gpus_in_one_region(self):
        self.assertEqual(
            self.reason(),
            "6 of the 9 runs of the probe lcf, ldf (replication 0) can't place job 0 (wide): it "
            "needs 96 GPUs in one region, the largest has 64; see regions.gpus_from, "
            "region.NAME.gpus and jobs.templates")

    def test_the_rule_that_draws_again_is_named_where_it_helps(self):
        text = self.reason("regions.gpus_from=[64, 128]", "study.replications=20")
        self.assertIn('the largest has 64; see jobs.one_region = "redraw_world"', text)
        helped = self.shown("regions.gpus_from=[64, 128]", "study.replications=20",
                            "jobs.one_region=redraw_world",
                            study=self.write("helped.toml", STUDY))
        self.assertNotIn("stuck", helped)

    def test_no_link(self):
        text = self.reason("network.link_gbps=0", 'study.policies=["bace"]')
        self.assertIn("bace (replication 0) can't place job 0 (wide): it needs 96 GPUs in regions "
                      "that links connect, and such regions have 64; see "
                      "network.link_probability", text)

    def test_the_point_is_named_if_there_are_several(self):
        text = self.reason("design.factors.scale.key=network.scale", "design.type=grid",
                           "design.factors.scale.values=[0, 1]", 'study.policies=["bace"]')
        self.assertIn("bace (point 0, replication 0)", text)

    def test_what_it_says_holds_in_the_world_that_it_names(self):
        study = self.write("stuck.toml", STUDY)
        world = self.write("world.json", bacelab("scenario", study, "--replication", 0).stdout)
        ended = bacelab("simulate", world, "--policy", "lcf")
        self.assertEqual(ended.returncode, INCOMPLETE)
        self.assertIn("can't place job 0 (wide): it needs 96 GPUs in one region, the largest has "
                      "64", ended.stderr)

    def test_where_no_limit_explains_it_the_commands_that_show_it_work(self):
        # A star: four GPUs, and no path over them.
        star = STUDY.replace('names = ["Ireland", "Tokyo"]', 'names = ["C", "L1", "L2", "L3"]')
        star = star.replace("[region.Tokyo]\ngpus = 32\n", "").replace("[64]", "[1]")
        star = star.replace('bandwidth = "equal"\nlink_gbps = 100\n',
                            'bandwidth = "csv"\nfile = "l.csv"\nmissing_links = "leave_out"\n')
        star = star.replace("layers = 96", "layers = 4").replace("2.4e11", "1e10")
        self.write("l.csv", "a,b,gbit_per_s\nC,L1,10\nC,L2,10\nC,L3,10\n")
        text = self.reason('study.policies=["bace"]', study=star)
        self.assertIn("none of the simple limits", text)
        commands = re.findall(r"`bacelab ([^`]*)`", text)
        self.assertEqual(len(commands), 2)
        words = commands[0].replace("'", "").split(" > ")[0].split()
        scenario = bacelab(*words, cwd=self.directory)
        self.assertEqual((scenario.returncode, scenario.stderr), (DONE, ""))
        self.write("world.json", scenario.stdout)
        traced = bacelab(*commands[1].replace("'", "").split(), cwd=self.directory)
        self.assertEqual(traced.returncode, INCOMPLETE)
        self.assertIn("no place", traced.stdout)

    def test_run_names_the_command_that_says_why(self):
        study = self.write("stuck.toml", STUDY)
        ended = bacelab("run", study, "-o", self.directory / "stuck.h5",
                        *settings("study.replications=2"))
        self.assertEqual(ended.returncode, INCOMPLETE)
        self.assertIn(f"`bacelab check {study} --set study.replications=2`", ended.stderr)
        self.assertIn(f"`bacelab simulate {self.directory / 'stuck.h5'} --replication I`",
                      ended.stderr)


class Failed(CheckTest):
    def test_the_policy_the_world_the_message_and_how_to_try_it(self):
        self.write("failing.py", FAILING)
        study = self.write("failing.toml", '[plugins]\nfiles = ["failing.py"]\n' +
                           STUDY.replace('"bace", "lcf", "ldf"', '"bace", "failing"'))
        text = joined(self.shown(study=study)["failed"])
        self.assertRegex(text, r"^3 of the 6 runs of the probe failing \(replication 0\): ")
        self.assertIn("no such region: Atlantis", text)
        self.assertIn(f"`bacelab policies --study {study} --try failing`", text)

    def test_worlds_that_cannot_be_drawn(self):
        study = STUDY.replace("gpus = 32\n", "").replace("[64]", "[8, 200]")
        shown = self.shown("jobs.one_region=redraw_job", "study.replications=20",
                           study=self.write("drawn.toml", study))
        self.assertRegex(joined(shown["failed"]), r"the world of replication \d+: ")


if __name__ == "__main__":
    unittest.main()
