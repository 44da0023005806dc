"""examples/learned.py: weights from a file, which a script trains and results know."""

import json
import os
import shutil
import subprocess
import sys
import unittest

from program import DONE, PROGRAM, SOURCE, ProgramTest, bacelab, open_results, settings

EXAMPLES = SOURCE / "examples"
WEIGHTS = EXAMPLES / "learned.json"
SETTINGS = settings("study.replications=8")


class Learned(ProgramTest):
    def setUp(self):
        super().setUp()
        self.folder = self.directory / "learned"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name in ("learned.py", "learned.toml", "learned.json", "train_learned.py"):
            shutil.copy(EXAMPLES / name, self.folder)
        self.study = self.folder / "learned.toml"
        self.path = self.folder / "l.h5"

    def run_study(self, *words):
        return bacelab("run", self.study, "-o", self.path, *SETTINGS, *words)

    def change(self, **weights):
        path = self.folder / "learned.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), **weights}))

    def test_the_trained_weights_beat_the_policies_of_one_region(self):
        ended = self.run_study("--set", "study.replications=40")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        means = open_results(self.path).jct_mean.mean("replication").to_series()
        self.assertLess(means[0, "learned"], 0.9 * means[0, "lcf"])
        self.assertLess(means[0, "learned"], 0.9 * means[0, "ldf"])

    def test_results_know_the_weights(self):
        self.assertEqual(self.run_study().returncode, DONE)
        self.assertRegex(open_results(self.path).attrs["study"],
                         r"""(?m)^["']?learned\.json["']? = ["']xxh3:""")
        self.assertEqual(self.run_study("--resume").returncode, DONE)
        self.change(price=-0.435)
        self.assert_refused(self.run_study("--resume"), "learned.json")

    def test_files_that_are_not_there_are_refused(self):
        self.assert_refused(self.run_study(*settings('plugins.data=[""]')), "plugins.data",
                            "a name is empty")
        (self.folder / "learned.json").unlink()
        self.assert_refused(self.run_study(), "learned.json")

    def test_training_keeps_what_does_better_in_the_same_worlds(self):
        self.change(bias=9.0, stages=-9.0)
        environment = dict(os.environ, BACELAB=PROGRAM, PYTHONPATH=str(SOURCE / "python"))
        trained = [subprocess.run([sys.executable, self.folder / "train_learned.py", "6"],
                                  env=environment, capture_output=True, text=True, check=True,
                                  timeout=100).stdout for _ in range(2)]
        self.assertEqual(trained[0], trained[1])
        hours = [float(line.split()[-2]) for line in trained[0].splitlines()]
        self.assertEqual(hours, sorted(hours, reverse=True))
        self.assertGreater(len(hours), 1)
        weights = json.loads((self.folder / "learned.json").read_text())
        self.assertEqual(weights.keys(), json.loads(WEIGHTS.read_text()).keys())
        self.assertNotEqual(weights["bias"], 9.0)


if __name__ == "__main__":
    unittest.main()
