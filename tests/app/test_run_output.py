"""`bacelab run`: outputs that cannot be had, and disks that are full."""

import os
import shutil
import unittest

from program import (
    CONFIGS, ProgramTest, bacelab, mpirun, open_results, settings, with_file_size_limit,
    without_power_over_permissions,
)


class Output(ProgramTest):
    """An output that can't be had is refused before the work, and nothing is left behind."""

    def setUp(self):
        self.study = self.small_study()
        self.path = self.directory / "out.h5"
        self.before = set(self.directory.iterdir())

    def tearDown(self):
        self.path.unlink(missing_ok=True)

    def assert_nothing_new(self):
        self.assertEqual(set(self.directory.iterdir()), self.before)

    def refused(self, path, *words, launcher=()):
        ended = bacelab("run", self.study, "-o", path, *words, launcher=launcher)
        return self.assert_refused(ended, path)

    def test_an_existing_file_is_kept(self):
        self.path.write_text("precious")
        self.before.add(self.path)
        for launcher in ((), mpirun(2)):
            message = self.refused(self.path, launcher=launcher)
            self.assertIn("--force", message)
            self.assertEqual(self.path.read_text(), "precious")
            self.assert_nothing_new()

    def test_an_existing_file_is_replaced_by_force(self):
        self.path.write_text("precious")
        self.results_of(self.study, self.path.name, "--force")
        self.assertEqual(open_results(self.path).attrs["title"], "A small study")
        self.assertEqual(set(self.directory.iterdir()), self.before | {self.path})

    def test_a_missing_directory_is_named(self):
        for launcher in ((), mpirun(2)):
            self.refused(self.directory / "missing" / "out.h5", launcher=launcher)
            self.assert_nothing_new()

    def test_a_directory_that_may_not_be_written_is_named(self):
        closed = self.directory / "closed"
        closed.mkdir()
        self.addCleanup(closed.rmdir)
        closed.chmod(0o555)
        self.refused(closed / "out.h5", launcher=without_power_over_permissions())
        self.assertEqual(list(closed.iterdir()), [])

    def test_a_directory_is_no_output(self):
        folder = self.directory / "folder"
        folder.mkdir()
        self.addCleanup(folder.rmdir)
        for force in ((), ("--force",)):
            self.assertIn("directory", self.refused(folder, *force))

    def test_a_pipe_or_a_device_is_never_replaced(self):
        pipe = self.directory / "pipe"
        os.mkfifo(pipe)
        self.addCleanup(pipe.unlink)
        self.refused(pipe, "--force")
        self.assertTrue(pipe.is_fifo())

    def test_results_without_room_are_refused_before_the_work(self):
        # Petabytes.
        much = settings("study.replications=4294967295", "jobs.count=1000", "output.jobs=true")
        self.assertIn("room", self.refused(self.path, *much))
        self.assert_nothing_new()


class FullDisk(ProgramTest):
    """A file that can't grow any more stands for a full disk."""

    # 20 MB of job rows, so that some are written before the end; quick to simulate.
    LARGE = settings("study.replications=1000", "jobs.count=200", "jobs.warmup_jobs=0",
                     "output.jobs=true")

    def assert_gives_up(self, limit_kb, launcher):
        before = set(self.directory.iterdir())
        path = self.directory / "full.h5"
        ended = bacelab("run", CONFIGS / "mmc.toml", *self.LARGE, "-o", path,
                        launcher=(*launcher, *with_file_size_limit(limit_kb)))
        message = self.assert_refused(ended, path)
        left = set(self.directory.iterdir()) - before
        segments = self.directory / "full.h5.segments"
        if left == {segments}:
            # What another rank had written in time is kept.
            self.assertIn("--resume", message)
            self.assertTrue(all(file.suffix == ".segment" for file in segments.iterdir()))
            shutil.rmtree(segments)
        else:
            self.assertEqual(left, set())

    def test_one_rank_gives_up_cleanly(self):
        for limit_kb in (1, 100, 12000):  # at once, and with some of the results written
            with self.subTest(limit_kb=limit_kb):
                self.assert_gives_up(limit_kb, ())

    def test_two_ranks_give_up_cleanly(self):
        # Memory that ranks of Open MPI 5 share is a file, which is larger than the limit.
        without_files = ("--mca", "btl", "self,tcp", "--mca", "btl_tcp_if_include", "lo")
        for limit_kb in (100, 12000):
            with self.subTest(limit_kb=limit_kb):
                self.assert_gives_up(limit_kb, (*mpirun(2), *without_files))

    def test_the_limit_is_below_what_is_needed(self):
        path = self.results_of(CONFIGS / "mmc.toml", "whole.h5", *self.LARGE)
        self.assertGreater(path.stat().st_size, 20_000_000)
        path.unlink()


if __name__ == "__main__":
    unittest.main()
