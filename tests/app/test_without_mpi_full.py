"""The program without MPI (-DBACELAB_MPI=OFF): threads alone, the same results, and a word to those who
start several of it."""

import os
import re
import unittest

from plugins import BUILD, compiler, succeed
from program import ProgramTest, SOURCE, bacelab, mpirun, reproducible_bits

import program


class WithoutMpi(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        build = cls.directory / "build"
        launcher = re.search(r"^CMAKE_CXX_COMPILER_LAUNCHER:\w+=(.*)$",
                             (BUILD / "CMakeCache.txt").read_text(), re.M)
        succeed("cmake", "-S", SOURCE, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                "-DCMAKE_UNITY_BUILD=ON", "-DBACELAB_MPI=OFF", "-DBUILD_TESTING=OFF",
                f"-DCMAKE_CXX_COMPILER={compiler()}",
                f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher[1] if launcher else ''}")
        succeed("cmake", "--build", build, "--target", "bacelab", timeout=3000)
        cls.program = build / "bacelab"

    def run_by(self, name, *launcher, **variables):
        """Runs the small study, under a launcher or with the variables of one."""
        path = self.directory / name
        words = ("run", self.small_study(), "-o", path, "--threads", "2", "--quiet")
        ended = bacelab_without(self.program, words, launcher, variables)
        return path, ended

    def test_it_does_not_link_mpi(self):
        self.assertNotIn("libmpi", succeed("readelf", "-d", self.program))
        self.assertIn("libhdf5", succeed("readelf", "-d", self.program))

    def test_results_are_the_same(self):
        path, ended = self.run_by("alone.h5")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        usual = self.results_of(self.small_study(), "usual.h5")
        self.assertEqual(reproducible_bits(path), reproducible_bits(usual))

    def test_one_process_under_mpirun_is_alone(self):
        _, ended = self.run_by("one.h5", *mpirun(1))
        self.assertEqual(ended.returncode, 0, ended.stderr)

    def test_several_processes_are_refused_once(self):
        path, ended = self.run_by("two.h5", *mpirun(2))
        self.assertNotEqual(ended.returncode, 0)
        self.assertEqual(ended.stderr.count("bacelab: error: 2 processes were started"), 1)
        self.assertIn("-DBACELAB_MPI=OFF", ended.stderr)
        self.assertFalse(path.exists())

    def test_several_tasks_of_slurm_are_refused(self):
        _, ended = self.run_by("tasks.h5", SLURM_STEP_NUM_TASKS="3", SLURM_PROCID="0")
        self.assert_refused(ended, "3 processes were started", "--threads")


def bacelab_without(built, words, launcher, variables):
    usual, program.PROGRAM = program.PROGRAM, str(built)
    try:
        return bacelab(*words, launcher=launcher, env={**os.environ, **variables})
    finally:
        program.PROGRAM = usual


if __name__ == "__main__":
    unittest.main()
