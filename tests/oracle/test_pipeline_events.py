"""The iteration times of MODEL.md section 3 against an event simulation of a pipeline.

What is compared is the slope over the number of micro-batches, the seconds that
one more micro-batch takes, for pipelines of random stages and boundaries.
"""

import os
import random
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from model.iteration_time import Boundary, iteration_time
from model.templates import Pipeline, Template
from pipeline_events import Stage, Wire, simulate_iteration

CASES = 25


class Case:
    """A random pipeline; stages of one speed, or of several."""

    def __init__(self, seed, schedule, several_speeds):
        rng = random.Random(f"{seed} {schedule} {several_speeds}")
        k = rng.randint(2, 6)
        self.schedule = schedule
        self.recompute = rng.random() < 0.5
        self.c = [rng.choice((1.0, rng.uniform(0.3, 1.0))) if several_speeds else 1.0
                  for _ in range(k)]
        self.e = rng.choice((0, 0, 1, 2)) if schedule in ("one_f_one_b", "zero_bubble") else 0
        slow = rng.choice((0.1, 0.5, 1.5))
        self.wires = [
            Wire(rng.uniform(0, slow), rng.choice((0, rng.uniform(0, 3 * slow))), True)
            if rng.random() < 0.5 else
            Wire(rng.choice((0, rng.uniform(0, slow))), 0.0, False)
            for _ in range(k - 1)]

    def simulated(self, micro_batches):
        """By the event simulation."""
        forward = self.template(micro_batches).forward_share()
        weights = forward if self.schedule == "zero_bubble" else 0
        stages = [Stage(forward * c, (1 - forward - weights) * c, weights * c) for c in self.c]
        return simulate_iteration(self.schedule, stages, self.wires, micro_batches, self.e)

    def formula(self, micro_batches):
        """By MODEL.md section 3."""
        return iteration_time(Pipeline(self.schedule, self.e), self.template(micro_batches),
                              self.c, [Boundary(*wire) for wire in self.wires])

    def template(self, micro_batches):
        return Template("any", 4, 1, 1, 1, 1, micro_batches, recompute=self.recompute)


def slope(time, few, many):
    """Seconds a micro-batch."""
    return (time(many) - time(few)) / (many - few)


class Slopes(unittest.TestCase):
    """Each schedule, to 2 %."""

    def check(self, schedule, few, many):
        for several_speeds in (False, True):
            for seed in range(CASES):
                case = Case(seed, schedule, several_speeds)
                ratio = slope(case.formula, few, many) / slope(case.simulated, few, many)
                self.assertAlmostEqual(ratio, 1, delta=0.02, msg=vars(case))

    def test_overlapped(self):
        self.check("overlapped", 100, 160)

    def test_gpipe(self):
        self.check("gpipe", 4, 40)

    def test_one_f_one_b(self):
        self.check("one_f_one_b", 40, 100)

    def test_zero_bubble(self):
        self.check("zero_bubble", 40, 100)

    def test_whole_time_of_gpipe(self):
        # Not only the slope: nothing is left out.
        for seed in range(CASES):
            case = Case(seed, "gpipe", True)
            self.assertAlmostEqual(case.formula(8) / case.simulated(8), 1, places=9)

    def test_whole_time_of_the_others(self):
        # From below to a little above: the formulas add a whole round trip to a
        # pipeline that may hide a part of it.
        for schedule in ("one_f_one_b", "zero_bubble"):
            for seed in range(CASES):
                case = Case(seed, schedule, False)
                ratio = case.formula(60) / case.simulated(60)
                self.assertGreater(ratio, 0.97, vars(case))
                self.assertLess(ratio, 1.06, vars(case))


if __name__ == "__main__":
    unittest.main()
