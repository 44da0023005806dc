"""What the shell allows: threads, memory and a machine on which MPI cannot start."""

import os
import subprocess
import unittest

from program import BAD_INPUT, DONE, PROGRAM, ProgramTest, bacelab


def limited(limit, value):
    """A launcher under which the program has this limit, also for root."""
    power = ("setpriv", "--bounding-set=-sys_resource", "--inh-caps=-sys_resource")
    user = ("--reuid=54321", "--clear-groups") if os.geteuid() == 0 else ()
    return (*power, *user, "bash", "-c", f'ulimit {limit} {value} && exec "$@"', "bash")


class Limits(ProgramTest):
    def setUp(self):
        self.directory.chmod(0o777)
        self.path = self.directory / "out.h5"
        self.addCleanup(self.path.unlink, missing_ok=True)

    def refused(self, *limit, threads):
        ended = bacelab("run", self.small_study(), "-o", self.path, "-q", "--threads", threads,
                        launcher=limited(*limit))
        errors = [line for line in ended.stderr.splitlines() if "warning" not in line]
        self.assertEqual((ended.returncode, len(errors)), (BAD_INPUT, 1), ended.stderr)
        self.assertFalse(self.path.exists())
        return errors[0]

    def test_too_few_threads(self):
        self.assertIn("thread cannot be started; use fewer", self.refused("-u", 3, threads=8))

    def test_too_little_memory_for_the_threads(self):
        self.assertIn("thread cannot be started; use fewer",
                      self.refused("-v", 600_000, threads=512))


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
