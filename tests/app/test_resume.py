"""Studies that stop early, gracefully or not, and are resumed."""

import json
import os
import shutil
import signal
import subprocess
import unittest

from program import (
    BAD_INPUT, CONFIGS, DONE, PROGRAM, SMALL_STUDY, ProgramTest, bacelab, mpirun, mpirun_in,
    one_error, settings, without_power_over_permissions,
)
from running import (
    ended, kill_all, left_of, lock_of, ranks_of, remove_results, segments_of, start, status_of, until,
)

INTERRUPTED = 75
WORLDS = 8000  # a second of work
STUDY = (CONFIGS / "quickstart.toml", *settings(f"study.replications={WORLDS}"))


class Interrupted(ProgramTest):
    """Signals and the time limit: exit 75, and all finished work is kept."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reference = cls.results_of(STUDY[0], "reference.h5", *STUDY[1:])
        cls.path = cls.directory / "stopped.h5"

    def tearDown(self):
        remove_results(self.path)

    def start(self, *words, launcher=()):
        process = start("run", *STUDY, "-o", self.path, "--threads", 1, "--segment-seconds", 0.05,
                        *words, launcher=launcher)
        self.addCleanup(kill_all, process)
        return process

    def assert_kept_and_resumed(self, status, text):
        self.assertEqual(status, INTERRUPTED, (status, text))
        lines = [line for line in text.splitlines() if line.startswith("bacelab: ")]
        done = status_of(self.path)["runs_done"] // 5
        self.assertIn(f"{done:,} of {WORLDS:,} worlds are finished and kept in {self.path}.segments",
                      lines[-1])
        # The last line says how to go on.
        self.assert_resumed("sh", "-c", lines[-1].split("continue with: ")[1])

    def assert_resumed(self, *command):
        self.assertGreater(status_of(self.path)["runs_done"], 0)
        self.assertFalse(self.path.exists())
        self.assertFalse(lock_of(self.path).exists())
        again = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(again.returncode, DONE, again.stderr)
        self.assertEqual(left_of(self.path), [])
        self.assertEqual(bacelab("diff", self.reference, self.path).stdout,
                         "equal to the last bit\n")

    def test_signals_to_the_program(self):
        for number in (signal.SIGUSR1, signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with self.subTest(signal=number):
                process = self.start()
                self.assertTrue(until(lambda: segments_of(self.path), process))
                process.send_signal(number)
                status, text = ended(process)
                self.assertIn(f"interrupted by {signal.Signals(number).name}", text, status)
                self.assert_kept_and_resumed(status, text)
                self.path.unlink()

    def test_signals_through_mpirun(self):
        # After SIGTERM mpirun waits for its ranks and exits with its own status; that of Open MPI 5
        # shows no more of their lines.
        launcher = subprocess.run(["mpirun", "--version"], capture_output=True, text=True).stdout
        is_silent = "Open MPI) 4" not in launcher
        for number, launchers_own in ((signal.SIGUSR1, INTERRUPTED), (signal.SIGTERM, 1)):
            with self.subTest(signal=number):
                process = self.start(launcher=mpirun(2))
                self.assertTrue(until(lambda: segments_of(self.path), process))
                process.send_signal(number)
                status, text = ended(process)
                self.assertIn(status, (INTERRUPTED, launchers_own))
                if number == signal.SIGTERM and is_silent:
                    self.assert_resumed(PROGRAM, "run", *STUDY, "-o", self.path, "--resume")
                else:
                    self.assert_kept_and_resumed(INTERRUPTED, text)
                self.path.unlink()

    def test_a_signal_to_any_one_of_the_ranks(self):
        for rank in (0, 1):
            with self.subTest(rank=rank):
                process = self.start(launcher=mpirun(2))
                self.assertTrue(until(lambda: segments_of(self.path), process))
                os.kill(ranks_of(process)[rank], signal.SIGUSR1)
                self.assert_kept_and_resumed(*ended(process))
                self.path.unlink()

    def test_a_signal_while_a_large_design_is_read(self):
        # The program reads the study from a pipe, so the signal comes before all its points are.
        pipe = self.directory / "pipe.toml"
        os.mkfifo(pipe)
        process = start("run", pipe, "-o", self.path)
        self.addCleanup(kill_all, process)
        with open(pipe, "w", encoding="utf-8") as study:  # opens when the program does
            process.send_signal(signal.SIGTERM)
            study.write(STUDY[0].read_text(encoding="utf-8"))
            study.write('[design]\ntype = "lhs"\nsamples = 100000\n'
                        "[design.factors.f]\nkey = 'network.scale'\nlow = 1\nhigh = 2\n")
        status, text = ended(process)
        self.assertEqual(status, INTERRUPTED, text)
        self.assertIn("interrupted by SIGTERM while the study was read; start again", text)
        self.assertFalse(self.path.exists())

    def test_a_second_interrupt_ends_at_once(self):
        process = self.start()
        self.assertTrue(until(lambda: segments_of(self.path), process))
        process.send_signal(signal.SIGSTOP)  # both arrive before the program can end by itself
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGCONT)
        # A pending signal is not counted twice: the second one must find the first one taken.
        def taken():
            with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
                pending = [line for line in file if line.startswith("ShdPnd")]
            return int(pending[0].split()[1], 16) & (1 << (signal.SIGINT - 1)) == 0
        self.assertTrue(until(taken, process))
        process.send_signal(signal.SIGINT)
        status, _ = ended(process)
        # Gracefully only if it had finished before the second one came.
        self.assertIn(status, (-signal.SIGINT, INTERRUPTED))
        self.assertEqual(bacelab("run", *STUDY, "-o", self.path, "--resume").returncode, DONE)

    def test_the_time_limit(self):
        for launcher in ((), mpirun(2)):
            with self.subTest(launcher=launcher):
                status, text = ended(self.start("--max-time", "0.5s", launcher=launcher))
                self.assertEqual(status, INTERRUPTED, text)
                # A loaded machine may have come to nothing in this time.
                self.assertIn("interrupted by the time limit", text)
                again = bacelab("run", *STUDY, "-o", self.path, "--resume", "--max-time", "10:00")
                self.assertEqual(again.returncode, DONE, again.stderr)
                self.assertEqual(bacelab("diff", self.reference, self.path).stdout,
                                 "equal to the last bit\n")
                self.path.unlink()


class TakenUp(ProgramTest):
    """What --resume finds, and what it refuses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()
        cls.reference = cls.results_of(cls.study, "reference.h5")

    def setUp(self):
        self.path = self.directory / "taken.h5"
        self.addCleanup(remove_results, self.path)

    def leave_segments(self):
        """A run that dies when all is computed and nothing merged."""
        status, text = ended(start("run", self.study, "-o", self.path, "--threads", 1,
                                   "--segment-seconds", 0, fault="merging"))
        self.assertEqual(status, -signal.SIGKILL, text)
        return segments_of(self.path)

    def resumed(self, *words, status=DONE):
        again = bacelab("run", self.study, "-o", self.path, "--resume", *words)
        self.assertEqual(again.returncode, status, again.stderr)
        return again.stderr

    def assert_equal_to_reference(self):
        self.assertEqual(left_of(self.path), [])
        self.assertEqual(bacelab("diff", self.reference, self.path).stdout,
                         "equal to the last bit\n")

    def test_a_plain_run_says_what_it_found(self):
        count = len(self.leave_segments())
        message = self.assert_refused(bacelab("run", self.study, "-o", self.path), self.path)
        self.assertIn(f"{count} segment", message)
        self.assertIn("--resume", message)
        self.assertIn("--force", message)
        self.assertEqual(len(segments_of(self.path)), count)

    def test_force_begins_anew(self):
        self.leave_segments()
        ended_run = bacelab("run", self.study, "-o", self.path, "--force")
        self.assertIn("48 runs in", ended_run.stderr)
        self.assert_equal_to_reference()

    def test_nothing_to_take_up_is_a_fresh_start(self):
        self.assertNotIn("found", self.resumed())
        self.assert_equal_to_reference()

    def test_a_complete_study_stays_as_it_is(self):
        self.resumed()
        before = self.path.stat()
        self.assertIn("is complete: 48 runs", self.resumed())
        self.assertEqual(self.path.stat().st_mtime_ns, before.st_mtime_ns)

    def test_more_replications_reuse_what_is_there(self):
        self.resumed()
        text = self.resumed("--set", "study.replications=15")
        self.assertIn("found 12 of 30 worlds finished, 18 to go", text)
        self.assertIn("120 runs, the last 72 runs in", text)
        whole = self.results_of(self.study, "whole.h5", "--set", "study.replications=15")
        self.addCleanup(whole.unlink)
        self.assertEqual(bacelab("diff", whole, self.path).stdout, "equal to the last bit\n")

    def test_what_was_taken_over_is_not_taken_over_again(self):
        self.resumed()
        more = ("run", self.study, "-o", self.path, "--resume", "--threads", 1,
                "--set", "study.replications=15")
        sizes = []
        for _ in range(3):
            status, text = ended(start(*more, fault="computing"))
            self.assertEqual(status, -signal.SIGKILL, text)
            sizes.append(len(segments_of(self.path)))
        self.assertEqual(sizes, [1, 1, 1])
        self.assertIn("found 12 of 30 worlds finished",
                      self.resumed("--set", "study.replications=15"))

    def test_segments_of_another_shard_are_kept(self):
        # The file has the first shard, the segments have some of the rest as well.
        self.resumed("--shard", "1/2")
        status, text = ended(start("run", self.study, "-o", self.path, "--resume", "--threads", 1,
                                   "--segment-seconds", 0, fault="merging"))
        self.assertEqual(status, -signal.SIGKILL, text)
        self.resumed("--shard", "1/2")
        self.assertIn("is complete: 48 runs", self.resumed())
        self.assert_equal_to_reference()

    def test_segments_of_fewer_replications_are_reused(self):
        self.leave_segments()
        text = self.resumed("--set", "study.replications=7")
        self.assertIn("found 12 of 14 worlds finished, 2 to go", text)

    def test_fewer_replications_are_refused(self):
        self.resumed()
        again = bacelab("run", self.study, "-o", self.path, "--resume",
                        "--set", "study.replications=5")
        self.assertIn("replications", self.assert_refused(again, self.path))
        self.assert_equal_to_reference()

    def test_another_study_is_refused_and_what_differs_is_said(self):
        for left in (self.leave_segments, self.resumed):
            left()
            for key, there, here in (("study.seed", 7, 8), ("jobs.count", 6, 5)):
                again = bacelab("run", self.study, "-o", self.path, "--resume",
                                "--set", f"{key}={here}")
                message = self.assert_refused(again, self.path)
                self.assertIn(f"{key}: {there} there, {here} here", message)
        self.assert_equal_to_reference()

    def test_damaged_segments_are_done_again_with_a_warning(self):
        def flip(data):
            middle = len(data) * 3 // 4
            return data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1:]
        for name, damage in (("one bit", flip), ("cut", lambda data: data[:-100]),
                             ("empty", lambda data: b""), ("header", lambda data: b"x" + data[1:])):
            with self.subTest(damage=name):
                victim = self.leave_segments()[0]
                victim.write_bytes(damage(victim.read_bytes()))
                text = self.resumed()
                self.assertIn(f"warning: {victim}: this segment is skipped", text)
                self.assert_equal_to_reference()
                self.path.unlink()

    def test_two_runs_on_one_output(self):
        first = start("run", *STUDY, "-o", self.path, "--threads", 1, "--segment-seconds", 0.05)
        self.addCleanup(kill_all, first)
        self.assertTrue(until(lambda: segments_of(self.path), first))
        for word in ("--resume", "--force"):
            second = bacelab("run", *STUDY, "-o", self.path, word)
            message = self.assert_refused(second, self.path, f"process {first.pid}")
            self.assertIn("another execution is writing here", message)
        self.assertTrue(status_of(self.path)["running"])
        kill_all(first)
        ended(first)
        # The lock died with its owner.
        self.assertFalse(status_of(self.path)["running"])
        again = bacelab("run", *STUDY, "-o", self.path, "--resume")
        self.assertEqual(again.returncode, DONE, again.stderr)

    def test_a_directory_that_became_read_only(self):
        closed = self.directory / "closed"
        closed.mkdir()
        self.addCleanup(closed.rmdir)
        closed.chmod(0o555)
        again = bacelab("run", self.study, "-o", closed / "out.h5", "--resume",
                        launcher=without_power_over_permissions())
        self.assert_refused(again, closed)

    def test_ranks_of_different_studies_are_refused(self):
        other = self.directory / "other"
        other.mkdir()
        self.addCleanup(shutil.rmtree, other)
        (other / self.study.name).write_text(SMALL_STUDY.replace("seed = 7", "seed = 8"))
        mixed = bacelab("run", self.study.name, "-o", self.path,
                        launcher=mpirun_in(self.directory, other))
        self.assertEqual(mixed.returncode, BAD_INPUT, mixed.stderr)
        self.assertIn("reads another study", one_error(mixed.stderr))
        self.assertEqual(left_of(self.path), [])

    def test_status_of_a_study_that_is_not_there(self):
        self.assert_refused(bacelab("status", self.path), self.path)

    def test_status_counts_the_runs_of_each_point(self):
        self.leave_segments()
        status = json.loads(bacelab("status", self.path, "--json").stdout)
        self.assertEqual((status["runs_done"], status["runs"]), (48, 48))
        self.assertEqual(status["runs_done_of_point"], [24, 24])
        self.assertFalse(status["complete"])
        self.resumed()
        status = json.loads(bacelab("status", self.path, "--json").stdout)
        self.assertTrue(status["complete"])
        self.assertEqual(status["runs_done_of_point"], [24, 24])


if __name__ == "__main__":
    unittest.main()
