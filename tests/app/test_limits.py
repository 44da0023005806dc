"""What a machine refuses: threads, memory, and the start of MPI."""

import os
import pathlib
import subprocess
import unittest

from program import DONE, PROGRAM, ProgramTest, bacelab


# Far more than the limits leave room for, whatever else runs beside the test.
THREADS = 512
NO_THREAD = "thread cannot be started; use fewer"


def threads_of_this_user():
    """How many threads count towards the limit of `ulimit -u`."""
    count = 0
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid == os.getuid():
                count += len(os.listdir(process / "task"))
        except OSError:
            pass  # it has ended
    return count


def with_few_threads():
    """A launcher under which the program can start some 100 threads. The limit does not hold for
    root, who becomes a user of no other process, with access to the same files."""
    if os.geteuid() != 0:
        return ("prlimit", f"--nproc={threads_of_this_user() + 100}")
    user = 100_000 + os.getpid()
    return ("setpriv", f"--reuid={user}", "--inh-caps=-all,+dac_override",
            "--ambient-caps=+dac_override", "prlimit", "--nproc=100")


class Limits(ProgramTest):
    def setUp(self):
        self.path = self.directory / "out.h5"

    def refused(self, launcher, message, *words):
        ended = bacelab("run", self.small_study(), "-o", self.path, "-q", *words,
                        launcher=launcher)
        self.assert_refused(ended, message)
        self.assertEqual(list(self.directory.glob(f"{self.path.name}*")), [])

    def test_too_few_threads(self):
        launcher = with_few_threads()
        if subprocess.run([*launcher, "true"], capture_output=True).returncode != 0:
            self.skipTest("this machine doesn't let root become another user")
        self.refused(launcher, NO_THREAD, "--threads", THREADS)

    def test_too_little_memory_for_the_threads(self):
        # The stacks of 64 threads would fill the memory.
        self.refused(("prlimit", f"--stack={64 << 20}", f"--as={4 << 30}"), NO_THREAD, "--threads",
                     THREADS)

    def test_too_little_memory_for_a_world(self):
        # It would need gigabytes. No run has failed: on another machine it may succeed.
        self.refused(("prlimit", f"--as={512 << 20}"), "not enough memory; use", "--threads", 1,
                     "--set", "jobs.count=10_000_000", "--set", "jobs.one_region=any")


class WithoutMpi(ProgramTest):
    def test_a_plain_run_does_not_start_mpi(self):
        # Open MPI's session directory can't be made there: its start would fail.
        file = self.directory / "file"
        file.touch()
        environment = dict(os.environ, TMPDIR=str(file), OMPI_MCA_orte_tmpdir_base=str(file),
                           OMPI_MCA_btl="none")
        path = self.directory / "alone.h5"
        ended = subprocess.run([PROGRAM, "run", self.small_study(), "-o", path],
                               env=environment, capture_output=True, text=True)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        launched = subprocess.run(["mpirun", "-n", "1", PROGRAM, "run", self.small_study(), "-o",
                                   path, "--force"], env=environment, capture_output=True)
        self.assertNotEqual(launched.returncode, DONE, "MPI starts in spite of this environment")


if __name__ == "__main__":
    unittest.main()
