"""Studies under wall clocks that jump: only steady clocks may decide anything."""

import datetime
import os
import signal
import unittest

from program import CONFIGS, DONE, ProgramTest, bacelab, mpirun, open_results, settings
from running import (
    ended, kill_all, left_of, remove_results, segments_of, start, until,
)

INTERRUPTED = 75
WORLDS = 2000  # a second of work
STUDY = (CONFIGS / "quickstart.toml", *settings(f"study.replications={WORLDS}"))
CLOCK = os.environ.get("BACELAB_JUMPING_CLOCK")
JUMP = datetime.timedelta(days=30)


@unittest.skipUnless(CLOCK, "the library of jumping clocks has not been built")
class JumpingClock(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.directory / "jumping.h5"
        cls.reference = cls.results_of(STUDY[0], "reference.h5", *STUDY[1:])

    def setUp(self):
        self.addCleanup(remove_results, self.path)

    def launcher(self, ranks):
        return (*mpirun(ranks), "env", f"LD_PRELOAD={CLOCK}")

    def run_words(self, *words):
        return ("run", *STUDY, "-o", self.path, "--threads", 1, *words)

    def assert_undisturbed(self):
        self.assertEqual(left_of(self.path), [])
        self.assertEqual(bacelab("diff", self.reference, self.path).stdout,
                         "equal to the last bit\n")

    def test_the_clock_did_jump(self):
        bacelab(*self.run_words(), launcher=self.launcher(1))
        started = open_results(self.path).attrs["run_started"]
        off = abs(datetime.datetime.fromisoformat(started.rstrip("Z")) - datetime.datetime.utcnow())
        self.assertLess(abs(off - JUMP), datetime.timedelta(hours=1))

    def test_a_time_limit_of_ten_minutes_is_not_over(self):
        done = bacelab(*self.run_words("--max-time", "10m", "--segment-seconds", 600),
                       launcher=self.launcher(2))
        self.assertEqual(done.returncode, DONE, done.stderr)
        # Seconds, not days.
        self.assertRegex(done.stderr, r"runs in \d{1,2}\.\d\d s ")
        self.assert_undisturbed()

    def test_segments_are_not_written_before_their_time(self):
        # One at the end for each rank.
        status, text = ended(start(*self.run_words("--segment-seconds", 600), fault="merging@0",
                                   launcher=self.launcher(2)))
        self.assertEqual(status, 128 + signal.SIGKILL, text)
        self.assertEqual(len(segments_of(self.path)), 2)
        done = bacelab(*self.run_words("--resume"), launcher=self.launcher(2))
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assert_undisturbed()

    def test_the_time_limit_and_segments_come_when_they_are_due(self):
        endless = settings("study.replications=1000000")
        status, text = ended(self.start(*endless, "--max-time", "1s"))
        self.assertEqual(status, INTERRUPTED, text)
        self.assertIn("interrupted by the time limit", text)
        process = self.start(*endless, "--segment-seconds", 0.05, "--force")
        self.assertTrue(until(lambda: len(segments_of(self.path)) > 3, process))

    def start(self, *words):
        process = start(*self.run_words(*words), launcher=self.launcher(2))
        self.addCleanup(ended, process)
        self.addCleanup(kill_all, process)
        return process


if __name__ == "__main__":
    unittest.main()
