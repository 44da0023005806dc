"""The policies in worlds by hand, and random scenarios."""

import copy
import json
import os
import sys
import unittest
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compare
import oracle
from model.policies import POLICIES
from model.scenario import parse_scenario
from model.templates import Template
from random_additions import random_settings
from random_scenarios import random_scenario
from worlds_by_hand import OracleCase, job, link, price, region, world


class Policies(OracleCase):
    """MODEL.md section 7."""

    def test_allocators(self):
        # 3 + 3 GPUs, 4 stages. The candidates A-B and B-A cost the same with
        # cheapest_first (A 1, B 3): the smaller path. path_order: A 3, B 1.
        scenario = world([region("A", 3, price(0.3)), region("B", 3, price(0.1))],
                         [link("A", "B", 100)], [job(0, "small")])
        for policy, path, stages, reallocated in (
                ("bace", ["A", "B"], [1, 3], 1.0),
                ("bace_exhaustive", ["A", "B"], [1, 3], 1.0),
                ("bace_no_costmin", ["A", "B"], [3, 1], 0.0),
                ("cr_lcf", ["B", "A"], [3, 1], 0.0),
                ("cr_ldf", ["A", "B"], [3, 1], 0.0),
                ("bace_no_pathfinder", ["A", "B"], [1, 3], 1.0)):
            result = self.run_world(scenario, policy)
            self.assert_job(result, 0, path=path, stages_per_region=stages)
            self.assert_metrics(result, reallocated_share=reallocated)
        # In one region: k = 2, the largest stage count within 3 GPUs.
        result = self.run_world(scenario, "lcf")
        self.assert_job(result, 0, path=["B"], stages=2)
        result = self.run_world(scenario, "ldf")
        self.assert_job(result, 0, path=["A"], stages=2)

    def test_one_scan_and_cut_path(self):
        # Prices A < B < C, GPUs 1, 2, 1, links A-C and C-B. k = 4 at first.
        # cr_lcf: A; B is not a neighbour of A, skipped for good; C. The path holds 2: k = 2.
        # cr_ldf: B, C, A holds 4.
        scenario = world([region("A", 1, price(0.1)), region("B", 2, price(0.2)),
                          region("C", 1, price(0.3))],
                         [link("A", "C", 100), link("C", "B", 100)], [job(0, "small")])
        self.assert_job(self.run_world(scenario, "cr_lcf"), 0, path=["A", "C"],
                        stages_per_region=[1, 1])
        self.assert_job(self.run_world(scenario, "cr_ldf"), 0, path=["B", "C", "A"],
                        stages_per_region=[2, 1, 1])

    def test_threshold_of_bace(self):
        # 2 + 2 GPUs and a link of 12 bit/s: d(4) = 16 is too much, so two
        # stages in the cheaper region (d(2) is not needed there).
        scenario = world([region("A", 2, price(0.3)), region("B", 2, price(0.1))],
                         [link("A", "B", 12)], [job(0, "small")])
        result = self.run_world(scenario, "bace")
        self.assert_job(result, 0, path=["B"], stages=2, finish_s=120.0)
        self.assert_metrics(result, edges_refused_share=1.0)
        # A job that needs 4 stages runs all the same, stalling: x = 4/3,
        # T = 4 + 8/3 + 16/3 = 12 s.
        scenario["jobs"] = [job(0, "big")]
        result = self.run_world(scenario, "bace")
        self.assert_job(result, 0, stages=4, finish_s=120.0, stalled_fraction=1 - 100 / 120)
        # Residual within 1e-9 of d(4): enough.
        scenario["links"] = [link("A", "B", 16 * (1 - 0.5e-9))]
        result = self.run_world(scenario, "bace")
        self.assert_metrics(result, edges_refused_share=0.0)

    def test_min_stage_fraction(self):
        # Two regions of 2 GPUs without a link, k_hat = 4. Floor 0.5 * 4 = 2:
        # both jobs start. Floor 0.7 * 4 = 2.8: the first starts because
        # nothing runs, the second waits for its end at 120 s.
        scenario = world([region("A", 2), region("B", 2)], [],
                         [job(0, "small"), job(1, "small")])
        self.assert_job(self.run_world(scenario, "bace"), 1, start_s=0.0, path=["B"])
        for name, start in (("bace", 120.0), ("bace_no_priority", 0.0)):
            result = self.run_world(scenario, "bace", f"policies.{name}.min_stage_fraction=0.7")
            self.assert_job(result, 1, start_s=start)

    def test_decisions_by_observed_series(self):
        # Observed, A is the cheaper one; in truth it costs 0.4:
        # 80 s * 0.004 kWh/s * 0.4 USD.
        scenario = world([region("A", 4, price(0.4), observed_price=price(0.1)),
                          region("B", 4, price(0.2))], [], [job(0, "small")])
        self.assert_job(self.run_world(scenario, "lcf"), 0, path=["A"], cost_usd=0.128)
        # Observed, the link has no capacity: no neighbour, no placement of 4.
        scenario = world([region("A", 2), region("B", 2)],
                         [link("A", "B", 100, observed_bandwidth={"times_s": [0, 40],
                                                                  "bit_per_s": [0, 5]})],
                         [job(0, "big")])
        # From 40 s on it is a neighbour; the true 100 bit/s are what it gets.
        self.assert_job(self.run_world(scenario, "cr_ldf"), 0, start_s=40.0, finish_s=140.0)

    def test_priority(self):
        # One region of 4 GPUs, idle network (alpha = 0): the shortest first.
        scenario = world([region("A", 4)], [],
                         [job(0, "small", 0, 30.0), job(1, "small", 0, 10.0),
                          job(2, "small", 0, 20.0)])
        result = self.run_world(scenario, "bace")
        for job_id, start in ((1, 0.0), (2, 80.0), (0, 240.0)):
            self.assert_job(result, job_id, start_s=start)
        # Starts 1 and 2 pass job 0, the last one is first in fcfs order.
        self.assert_metrics(result, out_of_order_share=2 / 3)


class RandomScenarios(OracleCase):
    """The generator and the comparison."""

    def test_reproducible_and_through_json(self):
        for seed in range(1, 6):
            scenario = random_scenario(seed)
            self.assertEqual(scenario, random_scenario(seed))
            self.assertEqual(scenario, json.loads(json.dumps(scenario)))

    def test_accounts_of_random_runs(self):
        for seed in range(1, 26):
            scenario = parse_scenario(random_scenario(seed))
            if scenario.regions[0].gpu.idle_power_fraction < 1:
                continue  # then power changes with the iteration time
            for policy in POLICIES:
                result = self.run_world(random_scenario(seed), policy)
                self._check_accounts(scenario, result)

    def _check_accounts(self, scenario, result):
        """Energy and cost again, from the start and finish of each job (section 8)."""
        region_of = {region.name: region for region in scenario.regions}
        for job_ in result["jobs"]:
            if not job_["served"]:
                continue
            self.assertGreaterEqual(job_["slowdown"], 1 - 1e-9)
            energy = cost = 0.0
            for name, stages in zip(job_["path"], job_["stages_per_region"]):
                where = region_of[name]
                kw = stages * where.gpu.power_w * where.pue / 1000
                energy += kw * (job_["finish_s"] - job_["start_s"]) / 3600
                ends = where.price.times[1:] + [float("inf")]
                for begin, end, usd in zip(where.price.times, ends, where.price.values):
                    seconds = min(end, job_["finish_s"]) - max(begin, job_["start_s"])
                    cost += kw * max(0.0, seconds) / 3600 * usd
            self.assertAlmostEqual(job_["energy_kwh"] / energy, 1, places=9)
            self.assertLess(abs(job_["cost_usd"] - cost), 1e-9 * energy)

    def test_no_decision_hangs_on_rounding(self):
        # Two faithful programs may differ in the last bit of c(k). No random
        # scenario may turn that into another decision.
        exact = Template.stage_time

        def rounded_otherwise(self, k, gpu, pipeline):
            return exact(self, k, gpu, pipeline) * (1 + (4.5e-16 if k % 3 else -2.5e-16))

        for seed in range(1, 25):
            scenario = random_scenario(seed, additions=seed % 2 == 0)
            for policy in POLICIES:
                settings = random_settings(seed, [policy])
                result = oracle.run(scenario, policy, settings)
                with mock.patch.object(Template, "stage_time", rounded_otherwise):
                    other = oracle.run(scenario, policy, settings)
                # The bandwidths of a scenario are round numbers or made from
                # d(k), and stay well inside or outside of the tolerance.
                self.assertEqual(compare.answer_differences(seed, policy, other, result), [])

    def test_comparison_sees_a_difference(self):
        result = oracle.run(random_scenario(3), "bace")
        other = copy.deepcopy(result)
        self.assertEqual(compare.answer_differences(3, "bace", other, result), [])
        served = next(job_ for job_ in other["jobs"] if job_["served"])
        served["finish_s"] *= 1 + 1e-8
        other["metrics"]["scheduling_passes"] += 1
        found = {d.field for d in compare.answer_differences(3, "bace", other, result)}
        self.assertEqual(found, {"finish_s", "scheduling_passes"})


if __name__ == "__main__":
    unittest.main()
