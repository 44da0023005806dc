"""Studies that are killed (SIGKILL), at any moment and at each step, and resumed until they are done."""

import collections
import os
import random
import re
import signal
import sys
import time
import unittest

from program import CONFIGS, DONE, ProgramTest, bacelab, mpirun, settings
from running import (
    WITHOUT_GRACE, ended, ended_after_kill, kill_all, left_of, lock_of, ranks_of, segments_of,
    start, status_of, until,
)

WORLDS = 1200
STUDY = (CONFIGS / "quickstart.toml", *settings(f"study.replications={WORLDS}"))
POLICIES = 5
# As the program lists them, and when and where to die there.
FAULTS = ("computing:3", "computing:2@1", "segment_written:2", "segment_written@1",
          "segment_renamed:2", "segment_renamed@1", "merging:4", "result_written",
          "result_renamed", "removing:2", "removed")


class Killed(ProgramTest):
    kills = 3  # at least, for each size of launch
    rounds = 1  # through all the steps

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reference = cls.results_of(STUDY[0], "reference.h5", *STUDY[1:])
        cls.path = cls.directory / "killed.h5"

    def tearDown(self):
        self.path.unlink(missing_ok=True)

    def run_words(self, *words):
        # A segment a block: as many chances to be killed in one as there are blocks.
        return ("run", *STUDY, "-o", self.path, "--threads", 1, "--segment-seconds", 0, "--resume",
                *words)

    def phase(self):
        """What the study was at when it died, by what it left."""
        if self.path.exists():
            return "removing segments" if left_of(self.path) else "after the end"
        if not segments_of(self.path):
            return "before the first segment"
        return "computing" if status_of(self.path)["runs_done"] < WORLDS * POLICIES else "merging"

    def resume(self, ranks):
        """Runs to the end; what was written may not be done again."""
        kept = status_of(self.path)["runs_done"] // POLICIES if segments_of(self.path) else 0
        finished = self.path.exists()
        done = bacelab(*self.run_words(), launcher=mpirun(ranks))
        self.assertEqual(done.returncode, DONE, done.stderr)
        if finished:
            self.assertIn("is complete", done.stderr)
        elif kept:
            self.assertIn(f"found {kept:,} of {WORLDS:,} worlds finished, {WORLDS - kept:,} to go",
                          done.stderr)
            self.assertTrue(
                kept == WORLDS or f"{(WORLDS - kept) * POLICIES:,} runs in" in done.stderr,
                done.stderr)
        self.assertEqual(left_of(self.path), [])
        diff = bacelab("diff", self.reference, self.path)
        self.assertEqual(diff.stdout, "equal to the last bit\n")

    def test_at_random_moments(self):
        chance = random.Random(2605)
        phases = collections.Counter()
        for ranks in (2, 4):
            for _ in range(self.kills):
                self.path.unlink(missing_ok=True)
                for _ in range(chance.randint(1, 2)):  # killed once or twice
                    process = start(*self.run_words(), launcher=mpirun(ranks))
                    until(lambda: lock_of(self.path).exists() or self.path.exists(), process)
                    # The moment is what is random here; nothing depends on it being met.
                    time.sleep(chance.uniform(0.0, 0.8))
                    victims = ranks_of(process)
                    if chance.random() < 0.5 or not victims:
                        kill_all(process)
                    else:
                        os.kill(chance.choice(victims), signal.SIGKILL)
                    ended_after_kill(process)
                    phases[self.phase()] += 1
                self.resume(ranks)
        print("\nkilled at random:", ", ".join(f"{n} {p}" for p, n in sorted(phases.items())),
              file=sys.stderr)

    def test_at_each_step(self):
        hits = collections.Counter()
        for fault in self.rounds * FAULTS:
            with self.subTest(fault=fault):
                self.path.unlink(missing_ok=True)
                status, _ = ended(start(*self.run_words(), fault=fault,
                                        launcher=(*mpirun(2), *WITHOUT_GRACE)))
                self.assertEqual(status, 137)
                hits[re.split("[:@]", fault)[0]] += 1
                self.resume(2)
        print("\nkilled on purpose:", ", ".join(f"{n} {p}" for p, n in hits.items()),
              file=sys.stderr)
        known = bacelab("run", *STUDY, env=dict(os.environ, BACELAB_FAULT="nowhere")).stderr
        listed = re.search("there are (.*)", known)[1].split(", ")
        self.assertEqual(set(hits), set(listed), "each step that the program knows")


if __name__ == "__main__":
    unittest.main()
