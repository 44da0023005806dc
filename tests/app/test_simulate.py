"""`bacelab simulate --json`: what became of each job of a world, and the metrics of the run."""

import json
import re
import unittest

from program import (
    DONE, INCOMPLETE, ProgramTest, bacelab, into_a_closed_pipe, onto_a_full_disk, settings,
)
from small_world import iteration_s, small_world, stage_s

JOB_KEYS = [
    "id", "served", "start_s", "finish_s", "jct_s", "wait_s", "slowdown", "stages", "gpus",
    "path", "stages_per_region", "cost_usd", "energy_kwh", "egress_bytes", "egress_usd",
    "transfer_usd", "total_usd",
    "stalled_fraction", "template", "arrival_s", "regions",
]
NEVER_FINISHED = ("finish_s", "jct_s", "slowdown", "stalled_fraction")
NEVER_STARTED = (*NEVER_FINISHED, "start_s", "wait_s", "stages", "gpus", "path",
                 "stages_per_region", "regions")


def metric_names():
    """All metrics, in the order in which the program lists them."""
    listed = bacelab("compare", "--help").stdout.split("Metrics:")[1]
    return re.findall(r"^  (\w+) {2,}", listed, re.M)


def link_that_fails(world):
    """After half an hour nothing crosses it any more."""
    world["links"][0]["bandwidth"] = {"times_s": [0, 1800], "bit_per_s": [8e9, 0]}


class SimulateTest(ProgramTest):
    def simulate(self, change=lambda world: None, *words, policy="bace"):
        world = self.write("world.json", small_world(change))
        return bacelab("simulate", world, "--policy", policy, "--json", *words)

    def answer(self, *arguments, status=DONE, **options):
        ended = self.simulate(*arguments, **options)
        self.assertEqual(ended.returncode, status, ended.stderr)
        return json.loads(ended.stdout)


class Answer(SimulateTest):
    def test_it_has_exactly_the_keys_of_the_format(self):
        answer = self.answer()
        self.assertEqual(list(answer), ["policy", "jobs", "metrics"])
        self.assertEqual(answer["policy"], "bace")
        for job in answer["jobs"]:
            self.assertEqual(list(job), JOB_KEYS)
        self.assertEqual(list(answer["metrics"]), metric_names())

    def test_a_job_is_as_computed_by_hand(self):
        job = self.answer()["jobs"][0]
        # Four stages, one boundary: 2Y = 2 c, since the link gives what the job demands.
        duration_s = 1e5 * (iteration_s(4) + 2 * stage_s(4))
        expected = {
            "id": 0, "served": True, "start_s": 0.0, "finish_s": duration_s, "jct_s": duration_s,
            "wait_s": 0.0, "slowdown": duration_s / (1e5 * iteration_s(4)), "stages": 4,
            "gpus": 4, "path": ["North", "South"], "stages_per_region": [1, 3], "template": "large",
            "arrival_s": 0.0, "regions": 2, "energy_kwh": 4 * 300 * duration_s / 3.6e6,
            # South at 0.2, North at 0.3 for half an hour, then at 0.1.
            "cost_usd": 300 / 3.6e6 * (
                3 * 0.2 * duration_s + 0.3 * 1800 + 0.1 * (duration_s - 1800)),
            "egress_bytes": 1e5 * 2 * 8 * 2 * 1024 * 1024, "egress_usd": 0.0,
            "transfer_usd": 0.0, "total_usd": 300 / 3.6e6 * (
                3 * 0.2 * duration_s + 0.3 * 1800 + 0.1 * (duration_s - 1800)),
            "stalled_fraction": 0.0,
        }
        self.assertEqual(job.keys(), expected.keys())
        for key, value in expected.items():
            if isinstance(value, float):
                self.assertAlmostEqual(job[key], value, delta=1e-12 * value, msg=key)
            else:
                self.assertEqual((job[key], type(job[key])), (value, type(value)), key)

    def test_a_stage_may_have_several_gpus(self):
        def pairs(world):
            world["templates"][0]["data_parallel"] = 2

        job = self.answer(pairs)["jobs"][2]
        self.assertEqual((job["template"], job["gpus"]), ("small", 2 * job["stages"]))

    def test_transfers_cost_what_their_bytes_do(self):
        def priced(world):
            world["links"][0]["transfer_usd_per_gb"] = 0.01

        answer = self.answer(priced)
        job = answer["jobs"][0]
        usd = 1e5 * 2 * 8 * 2 * 1024 * 1024 / 1e9 * 0.01
        for key in ("egress_usd", "transfer_usd"):
            self.assertAlmostEqual(job[key], usd, delta=1e-12 * usd)
        self.assertEqual(job["total_usd"], job["cost_usd"] + job["transfer_usd"])
        self.assertEqual(answer["metrics"]["cost_total"],
                         answer["metrics"]["cost"] + answer["metrics"]["egress_cost"])

    def test_metrics_sum_up_the_jobs(self):
        answer = self.answer()
        jobs, metrics = answer["jobs"], answer["metrics"]
        for metric, value in {
                "jct_mean": sum(job["jct_s"] for job in jobs) / 3,
                "jct_max": max(job["jct_s"] for job in jobs),
                "wait_mean": sum(job["wait_s"] for job in jobs) / 3,
                "makespan": max(job["finish_s"] for job in jobs),
                "cost": sum(job["cost_usd"] for job in jobs),
                "energy": sum(job["energy_kwh"] for job in jobs),
                "cross_region_jobs": sum(job["regions"] > 1 for job in jobs),
                "unserved_jobs": 0}.items():
            self.assertAlmostEqual(metrics[metric], value, delta=1e-12 * value, msg=metric)

    def test_jobs_stand_in_order_of_id_whatever_their_order_in_the_file(self):
        reordered = self.simulate(lambda world: world["jobs"].reverse())
        self.assertEqual([job["id"] for job in json.loads(reordered.stdout)["jobs"]], [0, 1, 2])
        self.assertEqual(reordered.stdout, self.simulate().stdout)

    def test_any_integer_is_an_id(self):
        def large_and_negative(world):
            for job, number in zip(world["jobs"], (9007199254740993, -5, 0), strict=True):
                job["id"] = number

        jobs = self.answer(large_and_negative)["jobs"]
        self.assertEqual([job["id"] for job in jobs], [-5, 0, 9007199254740993])

    def test_twenty_thousand_jobs(self):
        jobs = [{"id": i, "template": "small", "arrival_s": i, "iterations": 1}
                for i in range(20_000)]
        answer = self.answer(lambda world: world.update(jobs=jobs))
        self.assertEqual([job["id"] for job in answer["jobs"]], list(range(20_000)))

    def test_standard_error_has_nothing(self):
        self.assertEqual(self.simulate().stderr, "")


class Stuck(SimulateTest):
    def test_what_a_job_never_reached_is_null(self):
        for job in self.answer(policy="lcf", status=INCOMPLETE)["jobs"]:
            self.assertEqual(list(job), JOB_KEYS)
            self.assertIs(job["served"], False)
            for key in JOB_KEYS:
                self.assertEqual(job[key] is None, key in NEVER_STARTED, key)
            self.assertEqual((job["cost_usd"], job["energy_kwh"]), (0, 0))

    def test_a_job_that_started_has_null_for_its_end_only(self):
        answer = self.answer(link_that_fails, status=INCOMPLETE)
        first, second, third = answer["jobs"]
        for key in JOB_KEYS:
            self.assertEqual(first[key] is None, key in NEVER_FINISHED, key)
        self.assertEqual((first["path"], first["start_s"]), (["North", "South"], 0))
        # It holds its GPUs until nothing happens any more.
        self.assertAlmostEqual(first["energy_kwh"], 4 * 300 * 1800 / 3.6e6, delta=1e-15)
        self.assertIsNone(second["start_s"])
        self.assertTrue(third["served"])
        self.assertEqual(answer["metrics"]["unserved_jobs"], 2)
        self.assertEqual(answer["metrics"]["jct_mean"], third["jct_s"])

    def test_a_mean_over_no_job_is_null(self):
        answer = self.answer(policy="lcf", status=INCOMPLETE)
        metrics = answer["metrics"]
        self.assertEqual(list(metrics), metric_names())
        for metric in ("jct_mean", "jct_median", "jct_p95", "jct_p99", "jct_max", "wait_mean",
                       "slowdown_mean", "makespan", "gpu_utilisation", "network_utilisation",
                       "stalled_fraction"):
            self.assertIsNone(metrics[metric], metric)
        self.assertEqual((metrics["unserved_jobs"], metrics["cost"]), (3, 0))

    def test_standard_error_tells_which_jobs_were_left(self):
        message = self.simulate(link_that_fails).stderr
        self.assertEqual(len(message.splitlines()), 1)
        self.assertTrue(message.startswith("bacelab: "), message)
        self.assertIn("2 of 3 jobs", message)
        self.assertIn(": 0, 1; it started job 0 (large), which waits for ever: its link North - "
                      "South has no bandwidth", message)

    def test_not_all_of_a_thousand_jobs_are_named(self):
        jobs = [{"id": i, "template": "large", "arrival_s": 0, "iterations": 1}
                for i in range(1000)]
        message = self.simulate(lambda world: world.update(jobs=jobs), policy="lcf").stderr
        self.assertIn("1000 of 1000 jobs", message)
        self.assertIn(" 0, 1, 2, ", message)
        self.assertIn(", ...; it can't place job 0 (large): it needs 4 GPUs", message)
        self.assertLess(len(message), 300)


class StandardOutput(SimulateTest):
    def test_a_reader_that_leaves_is_no_error(self):
        world = self.write("world.json", small_world())
        for words in ((), ("--json",), ("--trace",)):
            ended = into_a_closed_pipe("simulate", world, "--policy", "bace", *words)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))

    def test_a_stuck_run_is_told_when_nobody_reads(self):
        world = self.write("world.json", small_world())
        ended = into_a_closed_pipe("simulate", world, "--policy", "lcf", "--json")
        self.assertEqual(ended.returncode, INCOMPLETE)
        self.assertEqual(len(ended.stderr.splitlines()), 1, ended.stderr)

    def test_a_full_disk_is_told(self):
        world = self.write("world.json", small_world())
        for words in ((), ("--json",)):
            self.assert_refused(onto_a_full_disk("simulate", world, "--policy", "bace", *words),
                                "standard output")


class Parameters(SimulateTest):
    """The small job runs on half of its stages unless the parameter is larger."""

    STAGES = "policies.bace.min_stage_fraction"

    def stages(self, *pairs, policy="bace"):
        answer = self.answer(lambda world: None, *settings(*pairs), policy=policy)
        return answer["jobs"][2]["stages"]

    def test_a_parameter_of_the_policy_is_set(self):
        self.assertEqual(self.stages(), 2)
        self.assertEqual(self.stages(self.STAGES + "=0.5"), 2)
        self.assertEqual(self.stages(self.STAGES + "=0.7"), 4)
        self.assertEqual(self.stages("policies.bace_exhaustive.min_stage_fraction=1",
                                     policy="bace_exhaustive"), 4)

    def test_every_path_finder_has_the_parameter(self):
        def four_small_ones(world):
            world["jobs"] = [{**world["jobs"][2], "id": i, "arrival_s": 0} for i in range(4)]

        for policy, job, elastic, rigid in (("lcf", 1, 1, 2), ("ldf", 3, 1, 2),
                                            ("cr_lcf", 1, 1, 4)):
            for words, stages in (((), elastic), (
                    settings(f"policies.{policy}.min_stage_fraction=1"), rigid)):
                answer = self.answer(four_small_ones, *words, policy=policy)
                self.assertEqual(answer["jobs"][job]["stages"], stages, policy)

    def test_the_last_setting_counts(self):
        self.assertEqual(self.stages(self.STAGES + "=0.7", self.STAGES + "=0.2"), 2)

    def test_a_parameter_of_another_policy_changes_nothing(self):
        self.assertEqual(self.stages("policies.bace_no_costmin.min_stage_fraction=0.7"), 2)

    def test_a_wrong_setting_is_refused_and_told_what_is_allowed(self):
        for setting, *words in (
                ("policies.bace.min_stage_fracton=1", "did you mean 'min_stage_fraction'"),
                ("policies.bcae.min_stage_fraction=1", "did you mean 'bace'"),
                ("policies.cr_ldf.alpha=1", "cr_ldf", "has min_stage_fraction"),
                (self.STAGES + "=1.01", "[0, 1]"), (self.STAGES + "=-0.1", "[0, 1]"),
                (self.STAGES + "=nan", "[0, 1]"), (self.STAGES + "=inf", "[0, 1]"),
                (self.STAGES + "=half", "not a number"), (self.STAGES + "=", "not a number"),
                (self.STAGES + "=0.5 GPUs", "not a number"),
                (self.STAGES, "'='", "policies.NAME.PARAMETER"),
                ("network.scale=0.3", "policies.NAME.PARAMETER"),
                ("policies..x=1", "not the path of a key"), ("=1", "not the path of a key")):
            with self.subTest(setting=setting):
                self.assert_refused(self.simulate(lambda world: None, "--set", setting),
                                    setting, *words)


if __name__ == "__main__":
    unittest.main()
