"""Several GPUs a stage, internal bandwidths, even splits, GPU types: what the numbers must be.

The cases use the little world of worlds_by_hand.py.
"""

import copy
import math
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from model.iteration_time import Boundary, iteration_time, slowest_cycle
from model.placed import power
from model.policies import POLICIES, policy_with_settings
from model.scenario import ScenarioError, parse_scenario
from model.simulate import simulate
from model.stage_counts import best_stage_count, reference_gpu
from model.templates import Gpu, Pipeline, Template
from model.view import Placement
from random_additions import random_settings
from random_scenarios import random_scenario
from worlds_by_hand import BIG, SMALL, OracleCase, job, link, price, region, world

INSIDE = Boundary(0.0, wan=False)


def changed(scenario, **tables):
    """A copy with keys of its tables, or of every entry of its lists, changed."""
    other = copy.deepcopy(scenario)
    for table, values in tables.items():
        part = other.setdefault(table, {})
        for entry in part if isinstance(part, list) else [part]:
            entry.update({key: value(entry) if callable(value) else value
                          for key, value in values.items()})
    return other


class IterationTimes(OracleCase):
    """MODEL.md section 3: stages of several speeds."""

    def test_each_schedule(self):
        # Stages of 2, 1 and 4 s: sum 7, slowest 4; M = 5, phi = omega = 1/3.
        # Boundary 1 inside (x = 0.5: I = 0.5), boundary 2 WAN, x = 1, y = 3.
        # 2 Y + 2 I = 7, R = 2.
        # overlapped: 7 + 9 + 4 * 4 = 32. gpipe: 16 + 4 (4/3 + 8/3) = 32.
        # 1F1B: runs {1}: (3 + 1)/2; {2}: (5 + 6)/2 = 5.5; both: (7 + 7)/3.
        # 16 + 4 * 5.5 = 38; with e = 2: 11/4 and 14/5, below 4: 32.
        # zero_bubble: {2}: (5 * 2/3 + 1/3 + 6)/2 = 29/6; both: (14/3 + 2/3 + 7)/3.
        # 4 + 3/3 + 4 * 29/6 = 73/3 against 5/3 * 4 + 2/3 * 7 = 34/3; + 9.
        wires = [Boundary(0.5, wan=False), Boundary(1, 2)]

        def of(schedule, e=0):
            return iteration_time(Pipeline(schedule, e), Template(**SMALL), [2, 1, 4], wires, 2)
        self.assertAlmostEqual(of("overlapped"), 32)
        self.assertAlmostEqual(of("gpipe"), 32)
        self.assertAlmostEqual(of("one_f_one_b"), 38)
        self.assertAlmostEqual(of("one_f_one_b", 2), 32)
        self.assertAlmostEqual(of("zero_bubble"), 73 / 3 + 9)
        # The weight gradient is that of the first stage of a run.
        self.assertAlmostEqual(slowest_cycle([3, 6], [INSIDE], 0, 1 / 3), (6 + 1) / 2)

    def test_few_micro_batches_under_zero_bubble(self):
        # M = 1, k = 4, c = 1: 1 + 3/3 = 2 against 1/3 + 2/3 * 4 = 3.
        shape = Template(**dict(SMALL, micro_batches=1))
        self.assertAlmostEqual(
            iteration_time(Pipeline("zero_bubble"), shape, [1] * 4, [INSIDE] * 3), 3)


class ZeroBubble(OracleCase):
    """What is particular to `zero_bubble` (MODEL.md sections 2 to 4 and 9)."""

    def test_no_caps(self):
        # d = 16, but the job is given all 100 bit/s: x = 0.16. Z = (4/3 + 1/3 + 0.32)/2 < 1:
        # T = 1 + 3/3 + 4 + 0.32 = 6.32, and 6 without the transfer.
        scenario = world([region("A", 2), region("B", 2)], [link("A", "B", 100)],
                         [job(0, "big")], schedule="zero_bubble")
        self.assert_job(self.run_world(scenario, "bace"), 0, finish_s=63.2, slowdown=6.32 / 6,
                        stalled_fraction=1 - 6 / 6.32)

    def test_best_stage_count(self):
        # M = 5, phi = omega = 1/3: max(60 + 4 (k - 1), 20 + 8 k) ceil(4/k) =
        # 60 * 4, 64 * 2, 72. With M = 1: max(12 + 4 (k - 1), 4 + 8 k) ceil(4/k) =
        # 48, 40, 36. Without zero_bubble that is a tie, to k = 1.
        scenario = world([region("A", 4)], [], [job(0, "one")], schedule="zero_bubble")
        scenario["templates"].append(dict(SMALL, name="one", micro_batches=1))
        self.assertEqual(parse_scenario(scenario).jobs[0].k_star, 4)
        scenario["pipeline"]["schedule"] = "one_f_one_b"
        self.assertEqual(parse_scenario(scenario).jobs[0].k_star, 1)

    def test_recomputation_makes_fewer_stages_better(self):
        # L = 5, at most 4 stages, M = 1; k = 1, 2, 3. Without recomputation
        # 12 * 5, max(16, 20) * 3, max(20, 28) * 2 = 60, 60, 56. With it (omega = 1/2,
        # phi = 1/4) 12 * 5, max(18, 21) * 3, max(24, 30) * 2 = 60, 63, 60.
        for recompute, best in ((False, 3), (True, 1)):
            shape = Template("five", 5, 8, 8, 8, 100, 1, recompute=recompute, max_stages=4)
            self.assertEqual(best_stage_count(shape, [1, 2, 3, 5], Gpu(1, 1, 1e12, 1),
                                              Pipeline("zero_bubble"), math.inf), best)


class InsideRegions(OracleCase):
    """Internal bandwidths, replicas and best stage counts (MODEL.md sections 1 to 3)."""

    def test_internal_transfers_and_gradients(self):
        # 4 stages in a region with 32 bit/s: x = 16/32 = 0.5, I = 1.5, T = 8 + 3.
        scenario = world([region("A", 4, internal_bit_per_s=32)], [], [job(0, "small")])
        self.assert_job(self.run_world(scenario, "lcf"), 0, finish_s=110.0, slowdown=11 / 8,
                        stalled_fraction=0.0, gpus=4)
        # D = 2, M' = 3: T = 6 + 3 + R, R = 2/2 * 16 * 1000/4 / 32 = 125 s (P = 1000).
        scenario["templates"].append(dict(BIG, name="two", data_parallel=2))
        scenario["regions"][0]["gpus"] = 9
        scenario["jobs"] = [job(0, "two")]
        self.assert_job(self.run_world(scenario, "lcf"), 0, finish_s=1340.0, stages=4, gpus=8)

    def test_best_stages_by_transfer(self):
        # 8 bit/s: x = 2, so k = 1: 20 s, k = 2: 12 + 4 = 16 (x <= c = 2),
        # k = 4: 4 + 12 + 4 * 2 = 24. k* = 2, E = 160 s.
        scenario = world([region("A", 4, internal_bit_per_s=8)], [], [job(0, "small")])
        scenario["pipeline"]["best_stages"] = "transfer"
        self.assert_job(self.run_world(scenario, "ldf"), 0, stages=2, finish_s=160.0,
                        slowdown=1.0)
        # The mean of 8 and 56 bit/s: x = 0.5, k = 4: 4 + 3 + 4 = 11. In A: 24 s.
        scenario["regions"].append(region("B", 2, internal_bit_per_s=56))
        self.assert_job(self.run_world(scenario, "ldf"), 0, stages=4, finish_s=240.0,
                        slowdown=24 / 11)
        del scenario["regions"][1]["internal_bit_per_s"]
        with self.assertRaisesRegex(ScenarioError, "internal bandwidth of every region"):
            parse_scenario(scenario)

    def test_even_splits(self):
        # 6 GPUs, L = 4: k* = 6, c = 4/6, T = 10 * 4/6 s; 5 GPUs are enough for 5 stages.
        scenario = world([region("A", 6), region("B", 5, price(0.05))], [], [job(0, "small")])
        scenario["pipeline"]["split"] = "even"
        for policy, stages, finish in (("ldf", 6, 400 / 6), ("lcf", 5, 9 * 40 / 5)):
            self.assert_job(self.run_world(scenario, policy), 0, stages=stages, finish_s=finish)
        # All slots are the cap: 11.
        self.assertEqual(parse_scenario(scenario).jobs[0].k_star, 11)

    def test_gpus_without_a_slot_stay_free(self):
        # t = 3, M' = 3 of 2 replicas: 6 GPUs a stage; 11 + 12 GPUs hold 1 + 2 stages.
        scenario = world([region("A", 11), region("B", 12)], [link("A", "B", 1000)],
                         [job(0, "wide")])
        scenario["templates"].append(
            dict(SMALL, name="wide", tensor_parallel=3, data_parallel=2))
        self.assert_job(self.run_world(scenario, "bace"), 0, path=["B"], stages=2, gpus=12)
        scenario["templates"][-1].update(parameters=2500)      # 10000/3 + ... a GPU: k = 4
        with self.assertRaisesRegex(ScenarioError, "job 0 can never run"):
            parse_scenario(scenario)


class Rigid(OracleCase):
    """`min_stage_fraction` of every path finder (MODEL.md section 7)."""

    def test_one_region(self):
        # k_hat = 4: job 1 finds 2 GPUs in A. Elastic it takes them, rigid it waits.
        scenario = world([region("A", 6), region("B", 2)], [],
                         [job(0, "small"), job(1, "small")])
        for name in ("lcf", "ldf"):
            self.assert_job(self.run_world(scenario, name), 1, start_s=0.0, stages=2)
            rigid = self.run_world(scenario, name, f"policies.{name}.min_stage_fraction=1")
            self.assert_job(rigid, 1, start_s=80.0, stages=4)

    def test_no_region_is_large_enough_for_the_best_count(self):
        # k* = 4, but no region ever holds more than 2: that is what a rigid job wants.
        scenario = world([region("A", 1), region("B", 2)], [], [job(0, "small")])
        result = self.run_world(scenario, "lcf", "policies.lcf.min_stage_fraction=1")
        self.assert_job(result, 0, start_s=0.0, path=["B"], stages=2)

    def test_across_regions(self):
        # 2 + 2 GPUs, no link between them: a path never holds 4.
        scenario = world([region("A", 2), region("B", 2)], [],
                         [job(0, "small"), job(1, "small")])
        for name in ("cr_lcf", "cr_ldf", "bace_no_pathfinder"):
            self.assert_job(self.run_world(scenario, name), 1, start_s=0.0, path=["B"])
            rigid = self.run_world(scenario, name, f"policies.{name}.min_stage_fraction=1")
            # Nothing runs: job 0 takes what there is. Job 1 waits, and then does so too.
            self.assert_job(rigid, 0, start_s=0.0, stages=2)
            self.assert_job(rigid, 1, start_s=120.0, stages=2)

    def test_out_of_range(self):
        with self.assertRaisesRegex(ValueError, r"in \[0, 1\]"):
            policy_with_settings("lcf", ["policies.lcf.min_stage_fraction=1.5"])


class Money(OracleCase):
    """`cheapest_total`, idle power and total cost (MODEL.md sections 7 and 8)."""

    def test_policy_that_sees_transfer_prices(self):
        # 3 + 3 + 1 GPUs, k = 4. Over A and B: A 3, B 1 (0.1, 0.4 USD/kWh): 3.6 kW
        # (0.3 + 0.4) = 2.52 USD an hour. Over A and C: 3.6 (0.3 + 0.5) = 2.88. 20 bytes
        # each 8 s at 1e6 USD a GB: 20e-9 * 1e6 * 450 = 9 USD an hour. (From A to B only:
        # the greedy path that begins in A goes to the lower index.)
        scenario = world([region("A", 3, price(0.1)), region("B", 3, price(0.4)),
                          region("C", 1, price(0.5))],
                         [link("A", "B", 1000, transfer_usd_per_gb=1e6), link("A", "C", 1000)],
                         [job(0, "small")])
        self.assert_job(self.run_world(scenario, "bace"), 0, path=["A", "B"])
        result = self.run_world(scenario, "bace_total")
        self.assert_job(result, 0, path=["C", "A"], transfer_usd=0.0)
        # At 5e4 USD a GB it is 0.45 an hour, 2.97 together: still A and C. With two GPUs a
        # stage of half the speed each, electricity costs twice as much: 5.04 + 0.45 < 5.76.
        # And if B is half as fast: 3.6 kW as before, but 20 bytes each 3 + 2 + 4 * 2 = 13 s:
        # 2.52 + 0.28 < 2.88.
        scenario["links"][0]["transfer_usd_per_gb"] = 5e4
        self.assert_job(self.run_world(scenario, "bace_total"), 0, path=["C", "A"])
        double = changed(scenario, templates={"tensor_parallel": 2, "tensor_efficiency": 0.5},
                         regions={"gpus": lambda entry: 2 * entry["gpus"]})
        self.assert_job(self.run_world(double, "bace_total"), 0, path=["A", "B"])
        slow = copy.deepcopy(scenario)
        slow["regions"][1]["gpu"] = {"peak_flops": 30}
        self.assert_job(self.run_world(slow, "bace_total"), 0, path=["A", "B"])
        # At 1e4 USD a GB it is 0.09 an hour: A-B again.
        scenario["links"][0]["transfer_usd_per_gb"] = 1e4
        result = self.run_world(scenario, "bace_total")
        cost = result["jobs"][0]["cost_usd"]
        self.assert_job(result, 0, path=["A", "B"], transfer_usd=200e-9 * 1e4,
                        total_usd=cost + 0.002)
        self.assert_metrics(result, cost_total=cost + 0.002)

    def test_idle_power(self):
        # k = 4, T = 8: u = M F / (k eta Phi T) = 5 * 4 / (4 * 8) = 5/8. psi = 0.2:
        # 0.2 + 0.8 * 5/8 = 0.7 of 14.4 kW for 80 s.
        scenario = changed(world([region("A", 4)], [], [job(0, "small")]),
                           gpu={"idle_power_fraction": 0.2})
        self.assert_job(self.run_world(scenario, "lcf"), 0, energy_kwh=0.7 * 0.004 * 80)
        # A link that is down: u = 0. T = 4 + 2 + 4 = 10, u = 0.5 but for 70 s.
        scenario = changed(world([region("A", 2), region("B", 2)],
                                 [link("A", "B", 16, 0, 16, times=[0, 30, 100])],
                                 [job(0, "big")]), gpu={"idle_power_fraction": 0.2})
        self.assert_job(self.run_world(scenario, "bace"), 0, finish_s=170.0,
                        energy_kwh=0.004 * (0.6 * 100 + 0.2 * 70))

    def test_energy_from_duration_and_work(self):
        # W g sum(n_r pue_r) (psi duration + (1 - psi) N M' F / (k t eps eta Phi)),
        # whatever the bandwidths, while a job never stands still.
        checked = 0
        for seed in range(1, 21):
            scenario = parse_scenario(random_scenario(seed, additions=True))
            for name in ("bace", "cr_ldf"):
                record = simulate(scenario, policy_with_settings(name))
                for entry in record.jobs.values():
                    if entry.finish is None or not self._never_stopped(scenario, entry):
                        continue
                    expected = self._energy(scenario, entry)
                    self.assertAlmostEqual(entry.energy_kwh / expected, 1, delta=1e-9)
                    checked += len(entry.placement.path) > 1
        self.assertGreater(checked, 20)

    @staticmethod
    def _never_stopped(scenario, entry):
        return all(min(scenario.link_between(r, q).bandwidth.values) > 0
                   for r, q in entry.placement.boundaries())

    @staticmethod
    def _energy(scenario, entry):
        template, k = entry.job.template, entry.placement.k
        joules = 0.0
        for r, n in zip(entry.placement.path, entry.placement.stages):
            where = scenario.regions[r]
            psi = where.gpu.idle_power_fraction
            busy = (entry.job.iterations * math.ceil(
                template.micro_batches / template.data_parallel)
                * template.flops_per_micro_batch()
                / (k * template.tensor_parallel * template.tensor_efficiency
                   * where.gpu.efficiency * where.gpu.peak_flops))
            joules += (where.gpu.power_w * template.tensor_parallel * template.data_parallel
                       * n * where.pue * (psi * (entry.finish - entry.start)
                                          + (1 - psi) * busy))
        return joules / 3.6e6


class GpuTypes(OracleCase):
    """A GPU type for each region (MODEL.md sections 1, 2, 3 and 7)."""

    def test_reference_type(self):
        # 3 of 60 against 2 + 2 of 50 FLOP/s: the second type; a tie: the first region's.
        slow = {"peak_flops": 50}
        entries = [region("A", 3), region("B", 2, gpu=slow), region("C", 2, gpu=slow)]
        self.assertEqual(parse_scenario(world(entries, [], [])).reference.peak_flops, 50)
        entries = [region("A", 2, gpu={"peak_flops": 120}), region("B", 4)]
        self.assertEqual(parse_scenario(world(entries, [], [])).reference.peak_flops, 120)
        # A name makes no type.
        entries[1]["gpu"] = {"name": "other"}
        entries.append(region("C", 1, gpu={"name": "third"}))
        self.assertEqual(parse_scenario(world(entries, [], [])).reference.peak_flops, 60)

    def test_path_over_two_types(self):
        # A: 1 s a stage, B: 2 s. k = 4 over 2 + 2: sum 6, slowest 2. The reference is
        # A's type only if it is the larger total: 2 * 30 against 2 * 15.
        # Reserved: 16/2 = 8 bit/s, so x = 2: T = 6 + 4 + 4 * 2 = 18 s.
        scenario = world([region("A", 2), region("B", 2, gpu={"peak_flops": 30,
                                                              "power_w": 1800})],
                         [link("A", "B", 100)], [job(0, "big")])
        result = self.run_world(scenario, "cr_ldf")
        self.assert_job(result, 0, finish_s=180.0, stalled_fraction=0.0, slowdown=18 / 8,
                        energy_kwh=(2 * 3.6 + 2 * 1.8) * 180 / 3600)
        self.assert_metrics(result, network_utilisation=0.08)
        # d(4) is by the reference type: 16 bit/s, so bace refuses a link of 12 at first.
        scenario["links"] = [link("A", "B", 12)]
        result = self.run_world(scenario, "bace")
        self.assert_metrics(result, edges_refused_share=1.0)
        self.assert_job(result, 0, finish_s=180.0, stalled_fraction=0.0)

    def test_memory_of_each_region(self):
        # `big` needs 4000 + 170 bytes for k = 4, 8000 + 340 for 2, 16000 + 680 for 1;
        # times 0.9. B holds k = 1, 2, 4; A only 4; C none.
        scenario = world([region("A", 3), region("B", 2, gpu={"memory_bytes": 20000}),
                          region("C", 9, gpu={"memory_bytes": 4000, "peak_flops": 1})],
                         [link("A", "B", 100), link("B", "C", 100), link("A", "C", 100)],
                         [job(0, "big")])
        parsed = parse_scenario(scenario)
        self.assertEqual(parsed.jobs[0].counts.of_region, ((4,), (1, 2, 4), ()))
        self.assertEqual((parsed.jobs[0].k_min, parsed.jobs[0].k_star), (1, 4))
        # Alone in a region: 2 stages in B.
        self.assert_job(self.run_world(scenario, "ldf"), 0, path=["B"], stages=2)
        # 4 stages over A and B, never C.
        for policy in ("bace", "bace_exhaustive", "cr_ldf", "cr_lcf"):
            result = self.run_world(scenario, policy)
            self.assertEqual(sorted(result["jobs"][0]["path"]), ["A", "B"], policy)
            self.assertEqual(result["jobs"][0]["stages"], 4)

    def test_path_that_falls_short(self):
        # No link to B: the path A holds 3 stages. k = 2 fits it, but A has no memory
        # for 2, so nothing is placed; from B it is.
        scenario = world([region("A", 3), region("B", 2, gpu={"memory_bytes": 20000})], [],
                         [job(0, "big")])
        self.assert_job(self.run_world(scenario, "cr_ldf"), 0, start_s=None)
        scenario["regions"][1]["gpus"] = 3
        scenario["regions"].reverse()
        self.assert_job(self.run_world(scenario, "cr_ldf"), 0, path=["B"], stages=2)

    def test_smallest_count_without_a_path(self):
        # B and C hold k = 2 and 4, A only 4. k_min = 2, but no link joins B and C, and
        # those to A have no room for d(4): 4 stages over them all the same.
        more = {"memory_bytes": 10000}
        scenario = world([region("A", 2), region("B", 1, gpu=more), region("C", 1, gpu=more)],
                         [link("A", "B", 1), link("A", "C", 1)], [job(0, "big")])
        self.assertEqual(parse_scenario(scenario).jobs[0].k_min, 2)
        self.assert_job(self.run_world(scenario, "bace"), 0, start_s=0.0,
                        path=["B", "A", "C"], stages=4)

    def test_best_stage_count_is_that_of_the_reference(self):
        # M = 1 is a tie of all k: without types k* = 1. The reference, A's type, holds
        # only 4 of them.
        scenario = world([region("A", 4), region("B", 2, gpu={"memory_bytes": 20000})], [],
                         [job(0, "one")])
        scenario["templates"].append(dict(BIG, name="one", micro_batches=1))
        self.assertEqual(parse_scenario(scenario).jobs[0].k_star, 4)
        # If it holds none, the best of what any region holds.
        scenario["regions"][0]["gpu"] = {"memory_bytes": 100}
        self.assertEqual(parse_scenario(scenario).jobs[0].k_star, 1)

    def test_power_by_the_region(self):
        # u by the region's own speed: in B a stage takes 2 s on average, 5 * 2 / 20 = 0.5.
        entries = [region("A", 2), region("B", 2, pue=1.5, gpu={
            "peak_flops": 30, "power_w": 1000, "idle_power_fraction": 0.4})]
        scenario = parse_scenario(world(entries, [link("A", "B", 100)], [job(0, "big")]))
        placement = Placement((0, 1), (2, 2))
        self.assertAlmostEqual(
            power(scenario.jobs[0], placement, scenario.regions[1], 2, 20.0),
            2 * 1000 * 1.5 * (0.4 + 0.6 * 0.5))
        self.assertEqual(reference_gpu(scenario.regions), scenario.regions[0].gpu)


class RandomAdditions(OracleCase):
    """The generator with additions."""

    def test_reproducible_and_answered(self):
        for seed in range(1, 7):
            scenario = random_scenario(seed, additions=True)
            self.assertEqual(scenario, random_scenario(seed, additions=True))
            for policy in POLICIES:
                settings = random_settings(seed, POLICIES)
                result = self.run_world(scenario, policy, *settings)
                for entry in result["jobs"]:
                    self.assertGreaterEqual(entry["stalled_fraction"] or 0, 0)


if __name__ == "__main__":
    unittest.main()
