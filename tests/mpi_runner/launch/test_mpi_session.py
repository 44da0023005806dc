"""What a process without a launcher does alone, it does over MPI with one."""

import os
import pathlib
import subprocess
import unittest

TESTS = pathlib.Path(os.environ.get("BACELAB_BUILD", "build/release")) / "tests" / "test_mpi_runner"


class MpiSession(unittest.TestCase):
    def test_the_unit_tests_of_messages_pass_under_a_launcher(self):
        if not os.access(TESTS, os.X_OK):
            self.skipTest("the unit tests have not been built")
        ended = subprocess.run(["mpirun", "-n", "1", TESTS, "MPI:*"], capture_output=True,
                               text=True, timeout=120)
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertRegex(ended.stdout, r"assertions in [1-9]")


if __name__ == "__main__":
    unittest.main()
