"""Many more ranks than cores: mpirun starts 64 of them, and nothing changes but the time."""

import unittest

from program import CONFIGS, ProgramTest, bacelab, mpirun, open_results, settings
from running import left_of

STUDY = (CONFIGS / "quickstart.toml", *settings("study.replications=2000"))


class ManyRanks(ProgramTest):
    def test_64_ranks_give_the_results_of_one(self):
        reference = self.results_of(STUDY[0], "reference.h5", *STUDY[1:])
        path = self.results_of(STUDY[0], "many.h5", *STUDY[1:], "--threads", 1, launcher=mpirun(64))
        self.assertEqual(open_results(path).attrs["run_ranks"], 64)
        self.assertEqual(left_of(path), [])
        self.assertEqual(bacelab("diff", reference, path).stdout, "equal to the last bit\n")


if __name__ == "__main__":
    unittest.main()
