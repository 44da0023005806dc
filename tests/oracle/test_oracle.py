"""Hand-worked cases of the model, with the arithmetic in comments.

    /usr/bin/python3 -m unittest discover -s tests/oracle

The little world of most cases is described in worlds_by_hand.py.
"""

import os
import sys
import unittest
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from model.iteration_time import Boundary, iteration_time, slowest_cycle
from model.metrics import quantile
from model.policies import POLICIES
from model.scenario import ScenarioError, parse_scenario
from model.sharing import network_utilisation, residual_suffices, share_link
from model.stage_counts import best_stage_count, stage_counts
from model.templates import Gpu, Pipeline, Template
from worlds_by_hand import SMALL, OracleCase, job, link, price, region, world


class Templates(OracleCase):
    """MODEL.md section 2."""

    def test_flops_are_those_of_the_published_formula(self):
        # Llama-like shape: 96 b s L h^2 (1 + s/(6h) + V/(16 L h)) with
        # recomputation, 72 b s L h^2 (1 + s/(6h) + V/(12 L h)) without.
        b, s, L, h, V = 2, 4096, 80, 8192, 128256
        for recompute, factor, head in ((True, 96, 16), (False, 72, 12)):
            shape = Template("llama", L, h, s, V, 70e9, 64, b, recompute)
            published = factor * b * s * L * h ** 2 * (1 + s / (6 * h) + V / (head * L * h))
            self.assertAlmostEqual(shape.flops_per_micro_batch() / published, 1, places=12)

    def test_stage_counts_and_best(self):
        # L = 5: ceil(5/1..5) = 5, 3, 2, 2, 1. M = 4:
        # (k + 3) ceil(5/k) = 20, 15, 12, 8 for k = 1, 2, 3, 5.
        def best(shape):
            return best_stage_count(shape, counts_of(shape), Gpu(1, 1, 1e12, 1), Pipeline(),
                                    float("inf"))

        def counts_of(shape):
            regions = [mock.Mock(gpus=9, gpu=Gpu(1, 1, 1e12, 1))]
            return stage_counts(shape, regions, Pipeline()).all

        shape = Template("five", 5, 8, 8, 8, 100, 4)
        self.assertEqual(counts_of(shape), [1, 2, 3, 5])
        self.assertEqual(best(shape), 5)
        self.assertEqual(best(Template("four", 5, 8, 8, 8, 100, 4, max_stages=4)), 3)
        # L = 4, M = 1: k ceil(4/k) = 4, 4, 4: a tie, to the smaller k.
        self.assertEqual(best(Template("tie", 4, 8, 8, 8, 100, 1)), 1)

    def test_first_stage_memory(self):
        # P bytes / k + ceil(L/k) g m(k), P = 100, 16 bytes, k = 2, L = 5 (3
        # layers), b s h = 64, M = 4: 800 + 3 * 128 * m = 800 + 384 m.
        gpu = Gpu(1, 1, 1e12, 1)
        shape = Template("five", 5, 8, 8, 8, 100, 4)
        # overlapped: min(4, 4); gpipe: 4; 1F1B, e = 1: min(4, 2 + 1).
        for pipeline, m in ((Pipeline(), 4), (Pipeline("gpipe"), 4),
                            (Pipeline("one_f_one_b", 1), 3)):
            self.assertEqual(shape.first_stage_memory(2, gpu, pipeline), 800 + 384 * m)
        # Without recomputation g = 34 * 64: 800 + 3 * 2176 * 4.
        kept = Template("five", 5, 8, 8, 8, 100, 4, recompute=False)
        self.assertEqual(kept.first_stage_memory(2, gpu, Pipeline()), 800 + 6528 * 4)

    def test_job_that_can_never_run_is_refused(self):
        with self.assertRaisesRegex(ScenarioError, "job 7 can never run"):
            parse_scenario(world([region("A", 3)], [], [job(7, "big")]))


class IterationTime(OracleCase):
    """MODEL.md section 3."""

    def test_slowest_cycle(self):
        # c = 1, y = 2 on both boundaries, e = 1. One boundary:
        # (2 + 4) / (2 + 1) = 2. Both, with 3 stages between: q = 5,
        # (5 + 8) / (5 + 2) = 13/7 < 2; with 1 stage: q = 3, 11/5 = 2.2 > 2.
        wan, inside = Boundary(1.5, 0.5), Boundary(0.0, wan=False)
        self.assertAlmostEqual(slowest_cycle([1] * 5, [wan, inside, inside, wan], 1), 2)
        self.assertAlmostEqual(slowest_cycle([1] * 3, [wan, wan], 1), 2.2)
        self.assertEqual(slowest_cycle([1], [], 0), 0)

    def test_three_schedules(self):
        # c = 1, M = 5, stages (2, 2), x = 2, delay 0.5: y = 2.5, Y = 2.5.
        # overlapped: 4 + 5 + 4 max(1, 2) = 17.
        # gpipe, phi = 1/3: 4 + 5 + 4 (max(1/3, 2) + max(2/3, 2)) = 25.
        # 1F1B, e = 0: Z = (2 + 5)/2 = 3.5: 4 + 5 + 4 * 3.5 = 23.
        # 1F1B, e = 2: Z = 7/4 < X = 2: 17.
        inside = Boundary(0.0, wan=False)

        def of(schedule, e=0):
            return iteration_time(Pipeline(schedule, e), Template(**SMALL), [1] * 4,
                                  [inside, Boundary(2, 0.5), inside])
        self.assertAlmostEqual(of("overlapped"), 17)
        self.assertAlmostEqual(of("gpipe"), 25)
        self.assertAlmostEqual(of("one_f_one_b"), 23)
        self.assertAlmostEqual(of("one_f_one_b", 2), 17)


class Sharing(OracleCase):
    """MODEL.md section 4."""

    def test_water_filling(self):
        # 10 bit/s: the demand of 2 is met, 8 are left for two that want 6.
        self.assertEqual(share_link(10, {3: 6, 2: 6, 1: 2}, True), {1: 2, 2: 4, 3: 4})
        self.assertEqual(share_link(12, {3: 6, 2: 6, 1: 2}, False), {1: 4, 2: 4, 3: 4})

    def test_tolerance_and_utilisation(self):
        self.assertTrue(residual_suffices(1 - 0.9e-9, 1))
        self.assertFalse(residual_suffices(1 - 1.1e-9, 1))
        self.assertEqual(network_utilisation([4, 4], [{1: 2}, {}]), 0.25)
        self.assertEqual(network_utilisation([4], [{1: 6}]), 1.0)
        self.assertEqual(network_utilisation([0], [{}]), 0.0)
        self.assertEqual(network_utilisation([0], [{1: 6}]), 1.0)

    def test_two_jobs_on_a_link(self):
        # Each region opens 2 GPUs at 0 and 2 more at 20 s; the link has 24
        # bit/s, a job of 4 stages over both demands 16.
        # Alone: x = 1, T = 4 + 2 * 1 + 4 * 1 = 10 s.
        # cr_ldf at 20 s: 12 each, x = 4/3, T = 4 + 8/3 + 16/3 = 12 s. Job 0
        # has 8 of 10 iterations left: 20 + 96 = 116 s. Job 1 has done 8 by
        # then, and 2 more take 20 s: 136 s.
        opening = {"times_s": [0, 20], "gpus": [2, 4]}
        scenario = world([region("A", 4, capacity=opening), region("B", 4, capacity=opening)],
                         [link("A", "B", 24)], [job(0, "big"), job(1, "big", 20)])
        result = self.run_world(scenario, "cr_ldf")
        # Unstalled, each takes 10 * 10 s.
        self.assert_job(result, 0, start_s=0.0, finish_s=116.0,
                        stalled_fraction=1 - 100 / 116)
        self.assert_job(result, 1, start_s=20.0, finish_s=136.0, jct_s=116.0,
                        stalled_fraction=1 - 100 / 116)
        # alpha: 16/24 for 20 s, 1 for 96 s, 16/24 for 20 s.
        self.assert_metrics(result, network_utilisation=(40 * 16 / 24 + 96) / 136,
                            gpu_utilisation=(4 * 116 + 4 * 116) / (8 * 136),
                            edges_refused_share=0.0)
        # bace keeps job 1 waiting: the residual 24 - 16 = 8 is below 16. Of
        # its three calls (0, 20 and 100 s) the second is refused an edge. At
        # 100 s one region has 4 free GPUs: 10 * 8 s.
        result = self.run_world(scenario, "bace")
        self.assert_job(result, 0, finish_s=100.0, stalled_fraction=0.0)
        self.assert_job(result, 1, start_s=100.0, finish_s=180.0, path=["A"])
        self.assert_metrics(result, edges_refused_share=1 / 3, scheduling_passes=3)
        # 1F1B, e = 0: no caps. Alone w = 24, x = 2/3, Z = 1 + 2/3,
        # T = 4 + 4/3 + 4 * 5/3 = 12; shared x = 4/3, T = 4 + 8/3 + 28/3 = 16.
        # Job 0: 20/12 done by 20 s, 25/3 left at 16 s: 20 + 400/3 s.
        # Job 1: 25/3 done by then, 5/3 at 12 s left: 20 more.
        scenario["pipeline"] = {"schedule": "one_f_one_b"}
        result = self.run_world(scenario, "cr_ldf")
        self.assert_job(result, 0, finish_s=20 + 400 / 3)
        self.assert_job(result, 1, finish_s=40 + 400 / 3)


class Runs(OracleCase):
    """MODEL.md sections 5, 6, 8 and 9."""

    def test_one_region_over_a_price_step(self):
        # 10 iterations of 8 s: 80 s, 4 GPUs of 3600 W: 0.32 kWh (pue 1.25:
        # 0.4). Price 0.5 for 30 s, -0.25 for 50 s:
        # 0.004 kWh/s * 1.25 * (15 - 12.5) = 0.0125 USD.
        scenario = world([region("A", 4, price(0.5, -0.25, times=[0, 30]), pue=1.25)], [],
                         [job(0, "small")])
        # bace_frugal gives a job half of the stages.
        for policy in POLICIES.keys() - {"bace_frugal"}:
            result = self.run_world(scenario, policy)
            self.assert_job(result, 0, start_s=0.0, finish_s=80.0, wait_s=0.0, slowdown=1.0,
                            stages=4, path=["A"], stages_per_region=[4], energy_kwh=0.4,
                            cost_usd=0.0125, stalled_fraction=0.0, egress_bytes=0.0)
            self.assert_metrics(result, makespan=80.0, gpu_utilisation=1.0, cost=0.0125,
                                energy=0.4, unserved_jobs=0, cross_region_jobs=0)

    def test_outage_of_a_link(self):
        # 2 + 2 stages over 16 bit/s, delay 0.5: x = 1, T = 4 + 3 + 4 = 11 s.
        # 110 s, and an outage of 70 s from 30 s on: 180 s.
        # Egress: 10 iterations * 2 * 5 * 2 bytes = 200 bytes.
        scenario = world([region("A", 2), region("B", 2)],
                         [link("B", "A", 16, 0, 16, times=[0, 30, 100], delay_s=0.5,
                               transfer_usd_per_gb=1e6)],
                         [job(0, "big")])
        result = self.run_world(scenario, "bace")
        self.assert_job(result, 0, finish_s=180.0, path=["A", "B"], stages_per_region=[2, 2],
                        stalled_fraction=1 - 110 / 180, egress_bytes=200.0,
                        energy_kwh=0.004 * 180)
        # 200 bytes at 1e6 USD a GB.
        self.assert_metrics(result, egress_cost=0.2, cross_region_jobs=1)

    def test_link_that_stays_down(self):
        # The last event is the drop at 30 s: stuck there, with 0.12 kWh.
        scenario = world([region("A", 2), region("B", 2)],
                         [link("A", "B", 16, 0, times=[0, 30])], [job(0, "big")],
                         horizon_s=25)
        result = self.run_world(scenario, "cr_lcf")
        # T = 4 + 2 + 4 = 10 s: 3 iterations of 20 bytes by 30 s.
        self.assert_job(result, 0, served=False, start_s=0.0, finish_s=None, jct_s=None,
                        slowdown=None, stalled_fraction=None, stages=4, energy_kwh=0.12,
                        egress_bytes=60.0)
        self.assert_metrics(result, unserved_jobs=1, makespan=None, jct_mean=None,
                            gpu_utilisation=None, network_utilisation=None,
                            cross_region_jobs=1, beyond_horizon=5.0)

    def test_job_that_never_starts(self):
        # No link: 4 stages fit nowhere. Passes at 0 and at the breakpoint.
        scenario = world([region("A", 2, price(0.1, 0.1, times=[0, 50])), region("B", 2)], [],
                         [job(0, "big")])
        for policy in POLICIES:
            result = self.run_world(scenario, policy)
            self.assert_job(result, 0, served=False, start_s=None, wait_s=None, path=None,
                            stages=None, cost_usd=0.0)
            self.assert_metrics(result, unserved_jobs=1, scheduling_passes=2, cost=0.0,
                                wait_mean=None, beyond_horizon=0.0)

    def test_head_of_line_blocking(self):
        # One region of 4 GPUs. Job 0 (2 stages, 12 s per iteration): 0..120 s. Job 1 arrives at 10
        # s and needs 4 GPUs; job 2 (2 stages) at 20 s. Blocking: job 1 120..200 s, job 2 200..320
        # s; job 2 alone could have started from 20 to 120 s: 100 blocked job-seconds.
        scenario = world([region("A", 4)], [],
                         [job(0, "pair"), job(1, "big", 10), job(2, "pair", 20)])
        result = self.run_world(scenario, "lcf")
        self.assert_job(result, 1, start_s=120.0, finish_s=200.0)
        self.assert_job(result, 2, start_s=200.0, finish_s=320.0)
        # JCT 120, 190, 300; p95 at position 1.9: 190 + 0.9 * 110.
        # GPU-seconds: 240 + 320 + 240 of 4 * 320.
        self.assert_metrics(result, head_of_line_blocked=100.0, jct_mean=610 / 3,
                            jct_median=190.0, jct_p95=289.0, jct_max=300.0,
                            wait_mean=290 / 3, gpu_utilisation=0.625, makespan=320.0,
                            out_of_order_share=0.0)
        # Not blocking: job 2 runs 20..140 s, job 1 140..220 s.
        result = self.run_world(scenario, "bace")
        self.assert_job(result, 2, start_s=20.0, finish_s=140.0)
        self.assert_job(result, 1, start_s=140.0, finish_s=220.0)
        self.assert_metrics(result, head_of_line_blocked=0.0, out_of_order_share=1 / 3)
        # Without the first arrival: JCT 210 and 120; cost counts all.
        scenario["warmup_jobs"] = 1
        result = self.run_world(scenario, "bace")
        self.assert_metrics(result, jct_mean=165.0, wait_mean=65.0,
                            energy=(240 + 240 + 320) / 1000)

    def test_finish_before_environment_before_arrival(self):
        # Job 0 finishes at 80 s, when the capacity drops to 2 and job 1
        # arrives: it finds 2 GPUs, and its 10 iterations take 120 s.
        scenario = world([region("A", 4, capacity={"times_s": [0, 80], "gpus": [4, 2]})], [],
                         [job(0, "small"), job(1, "small", 80)])
        result = self.run_world(scenario, "ldf")
        self.assert_job(result, 0, finish_s=80.0)
        self.assert_job(result, 1, start_s=80.0, finish_s=200.0, stages=2)

    def test_quantile_type_7(self):
        self.assertAlmostEqual(quantile([4, 1, 3, 2], 0.5), 2.5)
        self.assertAlmostEqual(quantile([4, 1, 3, 2], 0.95), 3.85)
        self.assertEqual(quantile([5], 0.99), 5)
        self.assertIsNone(quantile([], 0.5))


if __name__ == "__main__":
    unittest.main()
