"""A hundred studies under mpirun that are killed at random moments, on 2 and 4 ranks; five at each step."""

import unittest

import test_kill


class KilledOften(test_kill.Killed):
    kills = 50
    rounds = 5


if __name__ == "__main__":
    unittest.main()
