"""Scenarios that must be one: what the additions mean, said in terms of the rest.

Random worlds, every policy, parameters of its own in each world.
"""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compare
import oracle
from model.iteration_time import Boundary, iteration_time
from model.policies import POLICIES
from model.scenario import ScenarioError, parse_scenario
from model.templates import Gpu, Pipeline, Template
from random_additions import random_settings
from random_scenarios import random_scenario
from test_additions import changed
from worlds_by_hand import OracleCase

SCHEDULES = ("overlapped", "gpipe", "one_f_one_b", "zero_bubble")


def _double_capacities(scenario):
    for entry in scenario["regions"]:
        if "capacity" in entry:
            entry["capacity"]["gpus"] = [2 * n for n in entry["capacity"]["gpus"]]


class Equivalences(OracleCase):
    """Two scenarios that must be one, on random worlds."""

    def assert_same(self, first, second, seed, gpus=1, egress=1):
        """The same answers; the second has so many times the GPUs and bytes of a job."""
        for policy in POLICIES:
            settings = random_settings(seed, [policy])
            ours = oracle.run(first, policy, settings)
            theirs = oracle.run(second, policy, settings)
            for entry in theirs["jobs"]:
                if entry["gpus"]:
                    entry["gpus"] //= gpus
                    entry["egress_bytes"] /= egress
            self.assertEqual(compare.answer_differences(seed, policy, theirs, ours), [])

    def worlds(self, count=6):
        """Random scenarios; half of them with additions, one GPU a stage and one GPU type."""
        seed = found = 0
        while found < count:
            seed += 1
            scenario = random_scenario(seed, additions=seed % 2 == 0)
            if any(entry.get("tensor_parallel", 1) * entry.get("data_parallel", 1) > 1
                   for entry in scenario["templates"]):
                continue
            for entry in scenario["regions"]:
                entry.pop("gpu", None)
            try:
                parse_scenario(scenario)
            except ScenarioError:
                continue
            found += 1
            yield seed, scenario

    def test_defaults_are_the_model_without_additions(self):
        for seed, scenario in self.worlds(3):
            explicit = changed(
                scenario,
                gpu={"idle_power_fraction": lambda gpu: gpu.get("idle_power_fraction", 1)},
                templates={"tensor_parallel": 1, "tensor_efficiency": 1, "data_parallel": 1})
            for entry in explicit["regions"]:
                entry["gpu"] = dict(explicit["gpu"])
            self.assert_same(scenario, explicit, seed)

    def test_two_gpus_a_stage_are_one_of_twice_the_size(self):
        for seed, scenario in self.worlds():
            half = changed(
                scenario,
                gpu={key: (lambda gpu, key=key: gpu[key] / 2)
                     for key in ("peak_flops", "memory_bytes", "power_w")},
                regions={"gpus": lambda entry: 2 * entry["gpus"]},
                templates={"tensor_parallel": 2})
            _double_capacities(half)
            self.assert_same(scenario, half, seed, gpus=2)

    def test_two_replicas_are_one_with_half_the_micro_batches(self):
        for seed, scenario in self.worlds():
            if any("internal_bit_per_s" in entry for entry in scenario["regions"]):
                continue
            double = changed(
                scenario,
                gpu={"power_w": lambda gpu: gpu["power_w"] / 2},
                regions={"gpus": lambda entry: 2 * entry["gpus"]},
                links={"transfer_usd_per_gb": lambda entry:
                       entry.get("transfer_usd_per_gb", 0) / 2},
                templates={"data_parallel": 2,
                           "micro_batches": lambda entry: 2 * entry["micro_batches"]})
            _double_capacities(double)
            for entry in double["links"]:
                for key in ("bandwidth", "observed_bandwidth"):
                    if key in entry:
                        entry[key]["bit_per_s"] = [2 * w for w in entry[key]["bit_per_s"]]
            self.assert_same(scenario, double, seed, gpus=2, egress=2)

    def test_even_split_into_single_layers(self):
        # k = L: ceil(L/k) = L/k = 1.
        shape = Template("any", 6, 8, 8, 8, 100, 5)
        gpu = Gpu(60, 0.5, 6000, 3600)
        for schedule in SCHEDULES:
            layers, even = Pipeline(schedule), Pipeline(schedule, split="even")
            self.assertEqual(shape.stage_time(6, gpu, even), shape.stage_time(6, gpu, layers))
            self.assertEqual(shape.first_stage_memory(6, gpu, even),
                             shape.first_stage_memory(6, gpu, layers))
            self.assertLess(shape.stage_time(4, gpu, even), shape.stage_time(4, gpu, layers))

    def test_stages_of_one_speed_are_the_page_with_k_c(self):
        # The sums over stages of one speed, against the text of section 3.
        c, k, M, e = 0.7, 5, 9, 1
        wires = [Boundary(0.2, 0.4), Boundary(0.1, wan=False), Boundary(0.3, 0.1),
                 Boundary(0.0, wan=False)]
        once = 2 * (0.6 + 0.1 + 0.4) + 0.25
        for recompute, phi, omega in ((True, 1 / 4, 1 / 2), (False, 1 / 3, 1 / 3)):
            shape = Template("any", 5, 1, 1, 1, 1, M, recompute=recompute)

            def of(schedule):
                return iteration_time(Pipeline(schedule, e), shape, [c] * k, wires, 0.25)

            y = [wire.one_way for wire in wires]
            runs = [(j - i + 2, sum(wire.wan for wire in wires[i:j + 1]), sum(y[i:j + 1]))
                    for i in range(4) for j in range(i, 4)]
            Z = max((q * c + 2 * ys) / (q + e * n) for q, n, ys in runs)
            Z0 = max((q * c * (1 + omega) / 2 + c * (1 - omega) / 2 + 2 * ys) / (q + e * n)
                     for q, n, ys in runs)
            self.assertAlmostEqual(of("overlapped"), k * c + (M - 1) * c + once)
            self.assertAlmostEqual(of("gpipe"), k * c + once + (M - 1) * (
                max(phi * c, 0.3) + max((1 - phi) * c, 0.3)))
            self.assertAlmostEqual(of("one_f_one_b"), k * c + (M - 1) * max(c, Z) + once)
            self.assertAlmostEqual(of("zero_bubble"), once + max(
                c * (1 + omega * (k - 1)) + (M - 1) * max(c, Z0),
                c * (phi * M + (1 - phi) * k)))


if __name__ == "__main__":
    unittest.main()
