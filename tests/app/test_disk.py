"""Disks that are too small, fill up while a study runs, or are not seen by all ranks."""

import signal
import unittest

from private_disk import PrivateDisk, on_another_disk, why_impossible
from program import BAD_INPUT, CONFIGS, DONE, PROGRAM, ProgramTest, bacelab, mpirun, one_error, settings
from running import ended, kill_all, left_of, segments_of, start, until

WORLDS = 3000  # seconds of work, 4 MB of results
STUDY = (CONFIGS / "quickstart.toml", *settings(f"study.replications={WORLDS}"))
SMALL_KB = 2048
ENOUGH_KB = 32768


class Disk(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        reason = why_impossible()
        if reason:
            raise unittest.SkipTest(reason)
        cls.place = cls.directory / "disk"
        cls.place.mkdir()
        cls.path = cls.place / "out.h5"
        cls.words = ("run", *STUDY, "-o", cls.path, "--threads", 1, "--segment-seconds", 0.05)

    def disk(self, kilobytes):
        return self.enterContext(PrivateDisk(self.place, kilobytes))


class SmallDisk(Disk):
    def test_a_disk_that_is_too_small_is_refused_before_the_work(self):
        disk = self.disk(SMALL_KB)
        message = self.assert_refused(bacelab(*self.words, launcher=disk.launcher), self.path)
        self.assertIn("room", message)
        self.assertEqual(list(disk.path.iterdir()), [])

    def test_a_disk_that_fills_up_costs_the_work_in_hand_only(self):
        reference = self.results_of(STUDY[0], "reference.h5", *STUDY[1:])
        for ranks in (1, 2):
            with self.subTest(ranks=ranks), PrivateDisk(self.place, ENOUGH_KB) as disk:
                launcher = (*disk.launcher, *mpirun(ranks))
                process = start(*self.words, launcher=launcher)
                self.addCleanup(kill_all, process)
                inside = disk.path / self.path.name
                self.assertTrue(until(lambda: segments_of(inside), process))
                ballast = disk.fill_up()
                status, text = ended(process)
                self.assertEqual(status, BAD_INPUT, text)
                self.assertIn("No space left on device", one_error(text))
                self.assertIn(f"of {WORLDS:,} worlds are finished and kept: continue with --resume",
                              one_error(text))
                self.assertFalse(inside.exists())
                # Still full: what is there stays.
                kept = segments_of(inside)
                again = bacelab(*self.words, "--resume", launcher=launcher)
                self.assertEqual(again.returncode, BAD_INPUT, again.stderr)
                self.assertEqual(segments_of(inside), kept)
                ballast.unlink()
                again = bacelab(*self.words, "--resume", launcher=launcher)
                self.assertEqual(again.returncode, DONE, again.stderr)
                self.assertRegex(again.stderr, r"found [1-9][\d,]* of 3,000 worlds finished")
                self.assertEqual(left_of(inside), [])
                self.assertEqual(bacelab("diff", reference, inside).stdout, "equal to the last bit\n")

    def test_a_disk_that_fills_up_before_the_merge_keeps_all_segments(self):
        disk = self.disk(ENOUGH_KB)
        status, text = ended(start(*self.words, launcher=disk.launcher, fault="merging"))
        self.assertEqual(status, -signal.SIGKILL, text)
        inside = disk.path / self.path.name
        kept = segments_of(inside)
        ballast = disk.fill_up()
        again = bacelab(*self.words, "--resume", launcher=disk.launcher)
        self.assertEqual(again.returncode, BAD_INPUT, again.stderr)
        self.assertEqual(segments_of(inside), kept)
        ballast.unlink()
        again = bacelab(*self.words, "--resume", launcher=disk.launcher)
        self.assertEqual(again.returncode, DONE, again.stderr)
        self.assertIn("0 to go", again.stderr)
        self.assertEqual(left_of(inside), [])


class SomeRanksOnly(Disk):
    def test_a_directory_that_not_all_ranks_see_is_refused(self):
        words = [str(word) for word in self.words]
        mixed = bacelab(*words, ":", "-n", "2", *on_another_disk(self.place), PROGRAM, *words,
                        launcher=mpirun(1))
        self.assertEqual(mixed.returncode, BAD_INPUT, mixed.stderr)
        message = one_error(mixed.stderr)
        self.assertIn(f"{self.path}.segments: rank 1 on host ", message)
        self.assertIn("doesn't see this directory", message)
        self.assertEqual(list(self.place.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
