"""What `bacelab run` says, to a terminal and to a log."""

import unittest

from program import (
    BAD_INPUT, CONFIGS, DONE, INCOMPLETE, MAY_GET_STUCK, SMALL_STUDY, ProgramTest, bacelab, mpirun,
    one_error, settings,
)
from terminal import on_a_terminal


class Messages(ProgramTest):
    def run_small(self, *words, launcher=()):
        return bacelab("run", self.small_study(), "-o", self.directory / "out.h5", "--force",
                       *words, launcher=launcher)

    def test_a_log_has_whole_lines_and_standard_output_has_nothing(self):
        ended = self.run_small()
        self.assertEqual(ended.stdout, "")
        self.assertNotIn("\r", ended.stderr)
        for line in ended.stderr.splitlines():
            self.assertTrue(line.startswith("bacelab: "), line)
        self.assertIn("2 points x 6 replications x 4 policies = 48 runs", ended.stderr)
        self.assertIn("out.h5: 48 runs in", ended.stderr)

    def test_one_of_a_thing_is_not_called_many(self):
        one = settings("study.replications=1", 'study.policies=["own"]')
        self.assertIn("x 1 replication x 1 policy =", self.run_small(*one).stderr)

    def test_quiet_says_nothing(self):
        ended = self.run_small("--quiet")
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (DONE, "", ""))

    def test_quiet_still_tells_of_stuck_runs(self):
        ended = self.run_small("--quiet", *settings(*MAY_GET_STUCK))
        self.assertEqual(ended.returncode, INCOMPLETE)
        lines = ended.stderr.splitlines()
        self.assertIn("stuck", lines[0])
        self.assertEqual([line.split("`")[1].split()[:2] for line in lines[1:]],
                         [["bacelab", "check"], ["bacelab", "simulate"]])

    def test_only_the_first_rank_speaks(self):
        ended = self.run_small(launcher=mpirun(2))
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertEqual(ended.stderr.count("48 runs in"), 1, ended.stderr)

    def test_a_bad_study_is_told_once_by_all_ranks(self):
        bad = self.write("bad.toml", SMALL_STUDY.replace("sigma", "sgima"))
        ended = bacelab("run", bad, "-o", self.directory / "bad.h5", launcher=mpirun(2))
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("sgima", one_error(ended.stderr))
        self.assertFalse((self.directory / "bad.h5").exists())

    def test_a_terminal_shows_progress_on_one_line_and_wipes_it(self):
        # Long enough for a few updates.
        status, text = on_a_terminal("run", CONFIGS / "quickstart.toml", "-o",
                                     self.directory / "long.h5", "--threads", "1",
                                     *settings("study.replications=12000"))
        self.assertEqual(status, DONE)
        start, progress = text.split("\n", 1)
        self.assertIn("12,000 replications", start)
        updates = [part for part in progress.split("\r") if "%" in part]
        self.assertGreater(len(updates), 1)
        for update in updates:
            self.assertRegex(update, r"^ *\d+ %  [\d,]+ of 12,000 worlds  [\d,]+ runs/s  [\d:]+ left")
            self.assertLess(len(update), 80)
        self.assertTrue(progress.rsplit("\r", 1)[1].startswith("bacelab: "), text)


if __name__ == "__main__":
    unittest.main()
