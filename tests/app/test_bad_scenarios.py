"""Scenario files with a mistake: refused with file, place, what is wrong and what is allowed."""

import json
import unittest

from program import ProgramTest, bacelab
from small_world import small_world

REMOVED = object()
OBJECTS = ["gpu", "regions[0]", "regions[0].price", "links[0]", "links[0].bandwidth",
           "templates[0]", "jobs[0]"]
LISTS = ["regions", "links", "templates", "jobs"]
SERIES = ["regions[0].price.times_s", "regions[0].price.usd_per_kwh", "links[0].bandwidth.times_s",
          "links[0].bandwidth.bit_per_s"]
TEXTS = ["schema", "regions[0].name", "links[0].a", "templates[0].name", "jobs[0].template"]
INTEGERS = ["regions[0].gpus", "templates[0].layers", "templates[0].micro_batches", "jobs[0].id"]
NUMBERS = ["gpu.peak_flops", "gpu.efficiency", "gpu.memory_bytes", "gpu.power_w",
           "regions[0].price.times_s[0]", "regions[0].price.usd_per_kwh[0]",
           "links[0].bandwidth.bit_per_s[0]", "templates[0].hidden", "templates[0].sequence",
           "templates[0].vocabulary", "templates[0].parameters", "jobs[0].arrival_s",
           "jobs[0].iterations"]

# Place, wrong value and words of the message.
UNKNOWN_KEYS = (
    ("warmup_job", 1, "did you mean 'warmup_jobs'", "allowed are schema, gpu"),
    ("foo", 1, "allowed are schema, gpu"),
    ("gpu.peek_flops", 1, "did you mean 'peak_flops'", "efficiency"),
    ("regions[2].gpux", 1, "did you mean 'gpus'", "observed_price"),
    ("regions[2].gpu", {"peek_flops": 1}, "regions[2].gpu.peek_flops", "did you mean 'peak_flops'"),
    ("regions[0].price.times", [0], "did you mean 'times_s'", "usd_per_kwh"),
    ("regions[0].price.bit_per_s", [0], "allowed are times_s, usd_per_kwh"),
    ("links[1].bandwith", 1, "did you mean 'bandwidth'", "delay_s"),
    ("templates[1].layer", 1, "did you mean 'layers'", "micro_batches"),
    ("jobs[2].arrival", 0, "did you mean 'arrival_s'", "iterations"),
    ("pipeline", {"sched": 1}, "pipeline.sched", "allowed are schedule, extra_warmup"),
)
NAMES = (
    ("schema", "bacelab-scenario-2", "bacelab-scenario-1"),
    ("links[0].a", "Nort", "not the name of a region", "did you mean 'North'", "South, East"),
    ("links[0].b", "Oslo", "not the name of a region", "North, South, East"),
    ("jobs[1].template", "lagre", "not the name of a template", "did you mean 'large'", "small"),
    ("pipeline", {"schedule": "gpip"}, "pipeline.schedule", "did you mean 'gpipe'", "one_f_one_b"),
    ("pipeline", {"split": "evne"}, "pipeline.split", "did you mean 'even'", "layers, even"),
    ("pipeline", {"best_stages": "tranfser"}, "pipeline.best_stages", "did you mean 'transfer'",
     "compute, transfer"),
)
TWICE = (
    ("links[0].b", "North", "two different regions"),
    ("links[1]", {"a": "South", "b": "North", "bandwidth": {"times_s": [0], "bit_per_s": [1]}},
     "twice", "links[0]"),
    ("regions[1].name", "North", "twice", "regions[0].name"),
    ("templates[1].name", "small", "twice", "templates[0].name"),
    ("jobs[2].id", 0, "twice", "jobs[0].id"),
)
SERIES_RULES = (
    ("regions[0].price.times_s", [0, 0], "times_s[1] = 0", "later than"),
    ("regions[0].price.times_s", [0, 60, 50], "times_s[2] = 50", "later than", "60"),
    ("regions[0].price.times_s", [1, 1800], "times_s[0] = 1", "must be 0"),
    ("regions[0].price.times_s", [0, -5], "times_s[1] = -5", ">= 0"),
    ("regions[0].price.usd_per_kwh", [0.1], "1 value", "2 times"),
    ("regions[0].price.usd_per_kwh", [1, 2, 3], "3 values", "2 times"),
    ("links[0].bandwidth", {"times_s": [0, 1], "bit_per_s": [1]}, "bit_per_s", "1 value",
     "2 times"),
    ("links[0].bandwidth.bit_per_s", [-1], "bit_per_s[0] = -1", ">= 0"),
    ("regions[0].capacity", {"times_s": [0], "gpus": [4]}, "gpus[0] = 4", "at most 3"),
    ("regions[0].capacity", {"times_s": [0], "gpus": [-1]}, "gpus[0] = -1", ">= 0"),
    ("regions[0].capacity", {"times_s": [0], "gpus": [0.5]}, "gpus[0] = 0.5", "an integer"),
    ("regions[0].capacity", {"times_s": [0]}, "'gpus' is missing"),
)
OUT_OF_RANGE = (
    ("gpu.peak_flops", 0, "> 0"), ("gpu.memory_bytes", -1, "> 0"), ("gpu.power_w", -1, ">= 0"),
    ("gpu.efficiency", 0, "(0, 1]"), ("gpu.efficiency", 1.1, "(0, 1]"),
    ("gpu.bytes_per_parameter", 0, "> 0"), ("regions[0].gpus", 0, "[1, "),
    ("regions[0].gpus", -1, "[1, "), ("regions[0].gpus", 2.5, "an integer"),
    ("regions[0].gpus", 2**31, "[1, 2147483647]"), ("regions[0].gpus", 10**30, "[1, "),
    ("regions[0].pue", 0.99, ">= 1"), ("links[0].delay_s", -1, ">= 0"),
    ("links[0].transfer_usd_per_gb", -1, ">= 0"), ("templates[0].layers", 0, "[1, "),
    ("templates[0].hidden", -3, "> 0"), ("templates[0].max_stages", 0, "[1, "),
    ("templates[0].micro_batch", 0, "[1, "), ("jobs[0].id", 1.5, "an integer"),
    ("jobs[0].id", 2**63, "an integer"), ("jobs[0].arrival_s", -1, ">= 0"),
    ("jobs[0].iterations", 0, "> 0"), ("jobs[0].iterations", -1, "> 0"),
    ("warmup_jobs", -1, ">= 0"), ("warmup_jobs", 0.5, "an integer"), ("horizon_s", 0, "> 0"),
    ("pipeline", {"extra_warmup": -1}, "pipeline.extra_warmup", "[0, 1000000]"),
    ("gpu.idle_power_fraction", 1.5, "[0, 1]"), ("regions[1].internal_bit_per_s", 0, "> 0"),
    ("regions[1].gpu", {"efficiency": 0}, "regions[1].gpu.efficiency", "(0, 1]"),
    ("regions[1].gpu", {"peak_flops": -1}, "regions[1].gpu.peak_flops", "> 0"),
    *((f"templates[1].{key}", value, words)
      for key, most in (("tensor_parallel", 1000), ("data_parallel", 1000000))
      for value, words in ((0, f"[1, {most}]"), (-1, f"[1, {most}]"), (1.5, "an integer"),
                           (most + 1, f"[1, {most}]"))),
    *(("templates[1].tensor_efficiency", value, "(0, 1]") for value in (0, -1, 1.5)),
)


def steps(place):
    """Keys and numbers on the way to a place such as regions[0].name."""
    return [int(word) if word.isdigit() else word
            for word in place.replace("[", ".").replace("]", "").split(".")]


def with_value(place, value):
    """The small world with a value at a place."""
    def change(world):
        *way, last = steps(place)
        for step in way:
            world = world[step]
        if value is REMOVED:
            del world[last]
        else:
            world[last] = value

    return small_world(change)


class BadScenarioTest(ProgramTest):
    def refused(self, text, *words):
        world = self.write("bad.json", text)
        message = self.assert_refused(bacelab("simulate", world, "--policy", "bace"), *words)
        self.assertTrue(message.startswith(f"bacelab: error: {world}: "), message)
        return message


class Rules(BadScenarioTest):
    def assert_all_refused(self, table):
        for place, value, *words in table:
            with self.subTest(place=place, value=value):
                self.refused(with_value(place, value), place, *words)

    def test_an_unknown_key(self):
        self.assert_all_refused(UNKNOWN_KEYS)

    def test_an_unknown_name(self):
        self.assert_all_refused(NAMES)

    def test_what_is_given_twice(self):
        self.assert_all_refused(TWICE)

    def test_series_that_are_none(self):
        self.assert_all_refused(SERIES_RULES)

    def test_a_number_out_of_range(self):
        self.assert_all_refused(OUT_OF_RANGE)

    def test_what_is_missing(self):
        for place in ("schema", *LISTS, *OBJECTS, *SERIES, *TEXTS, *INTEGERS, *NUMBERS):
            if place in ("links", "gpu.name") or place.endswith("]"):
                continue
            with self.subTest(place=place):
                parent, _, key = place.rpartition(".")
                self.refused(with_value(place, REMOVED), parent, f"'{key}' is missing", "needed")

    def test_what_is_empty(self):
        for place in ("regions", "templates", "jobs", *SERIES):
            with self.subTest(place=place):
                self.refused(with_value(place, []), place, "empty")
        for place in TEXTS:
            with self.subTest(place=place):
                self.refused(with_value(place, ""), place, "not empty")


class InternalBandwidth(BadScenarioTest):
    def test_best_stages_by_transfers_need_one_in_every_region(self):
        def by_transfers(world):
            world["pipeline"] = {"best_stages": "transfer"}
            world["regions"][0]["internal_bit_per_s"] = 4e11

        self.refused(small_world(by_transfers), "regions[1]: has no internal_bit_per_s",
                     'best_stages = "transfer"')


class WrongType(BadScenarioTest):
    """Anything where something else must be."""

    VALUES = {"null": None, "true or false": True, "a number": 1.5, "a text": "x", "a list": [1],
              "an object": {"a": 1}}

    def assert_wrong(self, places, allowed, *right):
        for place in places:
            for kind, value in self.VALUES.items():
                if kind in right:
                    continue
                with self.subTest(place=place, kind=kind):
                    self.refused(with_value(place, value), place, f"is {kind}", f"be {allowed}")

    def test_in_place_of_an_object(self):
        self.assert_wrong([*OBJECTS, "pipeline", "regions[0].gpu"], "an object", "an object")

    def test_in_place_of_a_list(self):
        self.assert_wrong([*LISTS, *SERIES], "a list", "a list")

    def test_in_place_of_a_text(self):
        self.assert_wrong([*TEXTS, "gpu.name"], "a text", "a text")

    def test_in_place_of_an_integer(self):
        self.assert_wrong([*INTEGERS, "warmup_jobs", "templates[0].tensor_parallel"],
                          "an integer", "a number")

    def test_in_place_of_a_number(self):
        self.assert_wrong([*NUMBERS, "links[0].delay_s", "horizon_s"], "a number", "a number")

    def test_in_place_of_true_or_false(self):
        self.assert_wrong(["templates[0].recompute"], "true or false", "true or false")

    def test_in_place_of_the_whole(self):
        for kind, value in self.VALUES.items():
            if kind != "an object":
                self.refused(json.dumps(value), f"is {kind}", "must be an object")


class NeverRuns(BadScenarioTest):
    def test_a_job_for_which_there_is_no_memory(self):
        self.refused(with_value("gpu.memory_bytes", 1e6), "jobs[0]", "job 0", "'large'",
                     "can never run", "memory")

    def test_a_job_for_which_there_are_too_few_gpus(self):
        def few(world):
            for region in world["regions"]:
                region["gpus"] = 1

        self.refused(small_world(few), "jobs[0]", "job 0", "'large'", "can never run",
                     "at least 4 GPUs", "has 3")

    def test_a_job_for_whose_stages_no_region_has_room(self):
        self.refused(with_value("templates[1].data_parallel", 2), "jobs[0]", "job 0", "'large'",
                     "can never run", "at least 4 stages of 2 GPUs",
                     "the cluster has room for 3 of these")

    def test_a_job_of_which_no_region_has_the_memory_and_the_gpus(self):
        def two_types(world):
            world["regions"][0] |= {"gpus": 100, "gpu": {"memory_bytes": 1e6}}
            world["regions"][1]["gpus"] = 1

        self.refused(small_world(two_types), "jobs[0]", "job 0", "'large'", "can never run",
                     "memory of the GPUs of regions that have enough of them")

    def test_a_job_of_no_time(self):
        self.refused(with_value("gpu.peak_flops", 1e-300), "jobs[0]", "job 0", "inf")

    def test_a_template_without_jobs_may_never_run(self):
        world = self.write("good.json", small_world(
            lambda world: world["templates"].append(
                {**world["templates"][1], "name": "never", "parameters": 1e15})))
        self.assertEqual(bacelab("simulate", world, "--policy", "bace").returncode, 0)


if __name__ == "__main__":
    unittest.main()
