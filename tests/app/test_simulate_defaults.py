"""What a scenario file may leave out: it then has the default, and says something else if given."""

import json
import unittest

from program import DONE, ProgramTest, bacelab
from small_world import small_world


def at(world, place):
    """The object at a place such as ("regions", 0)."""
    for key in place:
        world = world[key]
    return world


NORTH, SOUTH = ("regions", 0), ("regions", 1)
LINK = ("links", 0)
LARGE, SMALL = ("templates", 1), ("templates", 0)
LAYER_PARAMETERS = 12 * 1024**2

# Place, key, default, another value that makes a difference.
OPTIONAL = (
    ((), "pipeline", {}, {"schedule": "gpipe"}),
    ((), "pipeline", {"schedule": "overlapped", "extra_warmup": 0},
     {"schedule": "one_f_one_b", "extra_warmup": 1}),
    ((), "pipeline", {"split": "layers", "best_stages": "compute"}, {"split": "even"}),
    ((), "warmup_jobs", 0, 1),
    (("gpu",), "bytes_per_parameter", 16, 4),
    (("gpu",), "idle_power_fraction", 1, 0.5),
    (NORTH, "gpu", {}, {"power_w": 600}),
    (NORTH, "gpu", {"name": "other", "peak_flops": 1e14, "efficiency": 0.5, "memory_bytes": 48e9,
                    "power_w": 300, "bytes_per_parameter": 16, "idle_power_fraction": 1},
     {"efficiency": 0.25}),
    (NORTH, "pue", 1, 1.25),
    (NORTH, "capacity", {"times_s": [0], "gpus": [3]},
     {"times_s": [0, 4000], "gpus": [1, 3]}),
    (SOUTH, "observed_price", {"times_s": [0], "usd_per_kwh": [0.2]},
     {"times_s": [0], "usd_per_kwh": [0.9]}),
    (LINK, "observed_bandwidth", {"times_s": [0], "bit_per_s": [8e9]},
     {"times_s": [0, 3600], "bit_per_s": [4e9, 8e9]}),
    (LINK, "delay_s", 0, 0.001),
    (LINK, "transfer_usd_per_gb", 0, 0.01),
    (LARGE, "micro_batch", 1, 2),
    (LARGE, "recompute", True, False),
    (LARGE, "layer_parameters", LAYER_PARAMETERS, 2 * LAYER_PARAMETERS),
    (LARGE, "attention_width", 1024, 2048),
    (LARGE, "tensor_parallel", 1, 2),
    (LARGE, "tensor_efficiency", 1, 0.9),
    (SMALL, "data_parallel", 1, 2),
    (SMALL, "max_stages", None, 1),
    (SMALL, "max_stages", 4, 1),
)


class Defaults(ProgramTest):
    def answer(self, change=lambda world: None):
        world = self.write("world.json", small_world(change))
        return bacelab("simulate", world, "--policy", "bace", "--json")

    def with_value(self, place, key, value):
        return self.answer(lambda world: at(world, place).update({key: value}))

    def test_the_default_may_be_given(self):
        for place, key, default, _ in OPTIONAL:
            with self.subTest(place=place, key=key):
                ended = self.with_value(place, key, default)
                self.assertEqual(ended.stderr, self.answer().stderr)
                self.assertEqual(ended.stdout, self.answer().stdout)

    def test_another_value_changes_the_run(self):
        for place, key, _, other in OPTIONAL:
            with self.subTest(place=place, key=key):
                ended = self.with_value(place, key, other)
                self.assertTrue(ended.stdout, ended.stderr)
                self.assertNotEqual(ended.stdout, self.answer().stdout)

    def test_best_stages_by_transfers(self):
        def slow_inside(world):
            for region in world["regions"]:
                region["internal_bit_per_s"] = 1e8

        def by_transfers(world):
            slow_inside(world)
            world["pipeline"] = {"best_stages": "transfer"}

        stages = [[job["stages"] for job in json.loads(self.answer(change).stdout)["jobs"]]
                  for change in (slow_inside, by_transfers)]
        self.assertEqual((stages[0][2], stages[1][2]), (2, 1))

    def test_a_gpu_may_have_a_name(self):
        self.assertEqual(self.with_value(("gpu",), "name", "RTX A6000").stdout,
                         self.answer().stdout)

    def test_a_world_without_links(self):
        def without(world):
            del world["links"]
            world["jobs"] = world["jobs"][2:]

        def empty(world):
            without(world)
            world["links"] = []

        ended = self.answer(without)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertEqual(json.loads(ended.stdout)["jobs"][0]["regions"], 1)
        self.assertEqual(ended.stdout, self.answer(empty).stdout)

    def test_time_beyond_the_horizon_is_counted_if_there_is_one(self):
        plain = json.loads(self.answer().stdout)["metrics"]
        self.assertEqual(plain["beyond_horizon"], 0)
        limited = json.loads(self.with_value((), "horizon_s", 1000).stdout)["metrics"]
        self.assertAlmostEqual(limited["beyond_horizon"], plain["makespan"] - 1000, places=9)

    def test_the_order_of_keys_and_the_form_of_numbers_are_of_no_account(self):
        text = small_world()
        world = json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))
        world = world.replace('"gpus":3', '"gpus":3.0').replace("1800", "1.8E+3")
        self.assertIn("1.8E+3", world)
        ended = bacelab("simulate", self.write("other.json", world), "--policy", "bace", "--json")
        self.assertEqual(ended.stdout, self.answer().stdout, ended.stderr)

    def test_a_file_may_end_without_a_line_break_and_have_windows_ones(self):
        expected = self.answer().stdout
        for text in (small_world().replace("\n", "\r\n"), small_world() + "\n\n"):
            world = self.write("other.json", text)
            ended = bacelab("simulate", world, "--policy", "bace", "--json")
            self.assertEqual(ended.stdout, expected, ended.stderr)


if __name__ == "__main__":
    unittest.main()
