"""`bacelab scenario`: the file of one world of a study."""

import json
import unittest

from program import (
    DONE, ProgramTest, bacelab, into_a_closed_pipe, onto_a_full_disk, settings,
)

# Numbers that need all their digits, names that need care.
EXACT = """\
[study]
policies = ["bace"]

[regions]
names = ['Zürich "west"', '東京\\a', "tab\\t"]
[region.'Zürich "west"']
gpus = 64
usd_per_kwh = 0.30000000000000004
pue = 1.1000000000000003
[region.'東京\\a']
gpus = 64
usd_per_kwh = -0.0
[region."tab\\t"]
gpus = 48
usd_per_kwh = 5e-324

[network]
bandwidth = "equal"
link_gbps = 0.1
delay_ms = 100
transfer_usd_per_gb = 0.7000000000000001

[gpu]
type = "own"
peak_flops = 123456789012345.67
memory_bytes = 48e9
power_w = 299.99999999999994
efficiency = 0.1
bytes_per_parameter = 15.999999999999998

[jobs]
count = 3
warmup_jobs = 1
templates = ["qwen2.5-14b"]
[templates."qwen2.5-14b"]
parameters = 14770033663.999998
hidden = 5120.000000000001
max_stages = 24
"""

KEYS = {"schema", "pipeline", "gpu", "warmup_jobs", "horizon_s", "regions", "links", "templates",
        "jobs"}
KEYS_OF = {
    "regions": {"name", "gpus", "pue", "price"},
    "links": {"a", "b", "delay_s", "transfer_usd_per_gb", "bandwidth"},
    "templates": {"name", "layers", "hidden", "sequence", "vocabulary", "parameters",
                  "micro_batch", "micro_batches", "recompute", "max_stages", "layer_parameters",
                  "attention_width"},
    "jobs": {"id", "template", "arrival_s", "iterations"},
}


class ScenarioTest(ProgramTest):
    def written(self, study, *words):
        ended = bacelab("scenario", study, *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def world(self, study, *words):
        return json.loads(self.written(study, *words))


class TheFile(ScenarioTest):
    def test_it_has_the_keys_of_the_format(self):
        world = self.world(self.small_study())
        self.assertEqual(world.keys(), KEYS)
        self.assertEqual(world["schema"], "bacelab-scenario-1")
        self.assertEqual(world["pipeline"], {"schedule": "overlapped", "extra_warmup": 0})
        for key, keys in KEYS_OF.items():
            for thing in world[key]:
                self.assertEqual(thing.keys(), keys, key)
        self.assertEqual([job["id"] for job in world["jobs"]], list(range(6)))
        names = [region["name"] for region in world["regions"]]
        self.assertEqual(names, ["Ireland", "Tokyo", "Sydney"])
        self.assertEqual([(link["a"], link["b"]) for link in world["links"]], [
            ("Ireland", "Tokyo"), ("Ireland", "Sydney"), ("Tokyo", "Sydney")])

    def test_series_start_at_0_ascend_and_end_at_the_horizon(self):
        world = self.world(self.small_study(), *settings("study.horizon_hours=100"))
        self.assertEqual(world["horizon_s"], 360000)
        for series, key in [*((region["price"], "usd_per_kwh") for region in world["regions"]),
                            *((link["bandwidth"], "bit_per_s") for link in world["links"])]:
            self.assertEqual(series.keys(), {"times_s", key})
            self.assertEqual(series["times_s"], [3600 * hour for hour in range(100)])
            self.assertEqual(len(series[key]), 100)
            self.assertGreater(len(set(series[key])), 10)

    def test_what_never_changes_is_one_value_and_has_no_horizon(self):
        world = self.world(self.small_study(), *settings(
            "network.fluctuation.sigma=0", "price.daily.amplitude=0"))
        self.assertNotIn("horizon_s", world)
        for link in world["links"]:
            self.assertEqual(link["bandwidth"]["times_s"], [0])
        for region in world["regions"]:
            self.assertEqual(region["price"]["times_s"], [0])

    def test_numbers_read_back_as_the_same_numbers(self):
        world = self.world(self.write("exact.toml", EXACT))
        west, tokyo, tab = world["regions"]
        link, model = world["links"][0], world["templates"][0]
        for number, expected in (
                (west["price"]["usd_per_kwh"][0], 0.30000000000000004),
                (west["pue"], 1.1000000000000003),
                (tokyo["price"]["usd_per_kwh"][0], -0.0),
                (tab["price"]["usd_per_kwh"][0], 5e-324),
                (link["bandwidth"]["bit_per_s"][0], 1e8),
                (link["delay_s"], 0.1),
                (link["transfer_usd_per_gb"], 0.7000000000000001),
                (world["gpu"]["peak_flops"], 123456789012345.67),
                (world["gpu"]["power_w"], 299.99999999999994),
                (world["gpu"]["bytes_per_parameter"], 15.999999999999998),
                (model["parameters"], 14770033663.999998),
                (model["hidden"], 5120.000000000001)):
            self.assertEqual(float(number).hex(), expected.hex())
        self.assertEqual((model["max_stages"], model["recompute"]), (24, True))
        self.assertEqual(world["warmup_jobs"], 1)

    def test_what_is_not_by_default_is_written(self):
        world = self.world(self.small_study(), *settings(
            "pipeline.split=even", "pipeline.best_stages=transfer", "regions.internal_gbps=100",
            'region.Tokyo.gpu="H100"', "gpu_types.H100.power_w=650", "jobs.tensor_parallel=2",
            "jobs.tensor_efficiency=0.9", "jobs.data_parallel=4",
            'templates."gemma-3-27b".data_parallel=1', "regions.gpus_from=[512]"))
        self.assertEqual(world["pipeline"], {"schedule": "overlapped", "extra_warmup": 0,
                                             "split": "even", "best_stages": "transfer"})
        ireland, tokyo, sydney = world["regions"]
        self.assertEqual(tokyo["gpu"], {"name": "H100", "peak_flops": 9.894e14,
                                        "memory_bytes": 80e9, "power_w": 650})
        for region in (ireland, sydney):
            self.assertEqual(region.keys(), KEYS_OF["regions"] | {"internal_bit_per_s"})
        for model in world["templates"]:
            replicas = {} if model["name"] == "gemma-3-27b" else {"data_parallel": 4}
            self.assertLessEqual(
                ({"tensor_parallel": 2, "tensor_efficiency": 0.9} | replicas).items(),
                model.items())
            self.assertEqual("data_parallel" in model, bool(replicas))

    def test_names_read_back_as_the_same_names(self):
        world = self.write("names.json", self.written(self.write("exact.toml", EXACT)))
        names = ['Zürich "west"', "東京\\a", "tab\t"]
        read = json.loads(world.read_text())
        self.assertEqual([region["name"] for region in read["regions"]], names)
        ended = bacelab("simulate", world, "--policy", "ldf", "--json")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertEqual({job["path"][0] for job in json.loads(ended.stdout)["jobs"]}, set(names))

    def test_the_same_world_is_the_same_file(self):
        study = self.small_study()
        words = ("--point", 1, "--replication", 5)
        self.assertEqual(self.written(study, *words), self.written(study, *words))

    def test_the_first_point_and_replication_unless_told_otherwise(self):
        study = self.small_study()
        first = self.written(study)
        self.assertEqual(first, self.written(study, "--point", 0, "--replication", 0))
        self.assertNotEqual(first, self.written(study, "--point", 1))
        self.assertNotEqual(first, self.written(study, "--replication", 1))

    def test_a_setting_changes_the_world(self):
        world = self.world(self.small_study(), *settings("jobs.count=2", "regions.pue=1.5"))
        self.assertEqual(len(world["jobs"]), 2)
        self.assertEqual({region["pue"] for region in world["regions"]}, {1.5})


class Refused(ScenarioTest):
    """The study has 2 points and 6 replications."""

    def refused(self, *words):
        return self.assert_refused(bacelab("scenario", self.small_study(), *words), words[0])

    def test_a_number_that_the_study_does_not_have(self):
        for option, end in (("--point", 2), ("--replication", 6)):
            for number in (end, end + 1, -1, 10**9, 10**19, 10**40):
                with self.subTest(option=option, number=number):
                    message = self.refused(option, number)
                    self.assertIn(str(number), message)
                    self.assertIn(f"0 to {end - 1}", message)

    def test_what_is_no_number(self):
        for option in ("--point", "--replication"):
            for text in ("one", "1.5", "1e0", "nan", "0 1", ""):
                with self.subTest(option=option, text=text):
                    self.assertIn(text, self.refused(option, text))

    def test_a_number_is_decimal(self):
        study = self.small_study()
        many = settings("study.replications=20")
        ended = bacelab("scenario", study, "--replication", "010", *many)
        # Not the eighth.
        self.assertEqual(ended.stdout, self.written(study, "--replication", 10, *many))

    def test_a_study_that_is_missing_or_one_too_many(self):
        self.assert_refused(bacelab("scenario"), "study is required")
        study = self.small_study()
        self.assert_refused(bacelab("scenario", study, "other.toml"), "other.toml")

    def test_an_unknown_option_with_the_nearest_known(self):
        message = self.refused("--replicaton", 1)
        self.assertIn("did you mean '--replication'", message)

    def test_a_study_without_a_world(self):
        never = settings("regions.gpus_from=[4]", 'jobs.templates=["qwen2.5-14b"]')
        self.assert_refused(bacelab("scenario", self.small_study(), *never),
                            "jobs.one_region", "redraw_world", "may have at most 4")

    def test_a_world_that_is_not_found(self):
        # Hardly a world has a region for the jobs, which all have the same template.
        unlikely = settings(f"regions.gpus_from=[{'20, ' * 999} 128]",
                            "jobs.one_region=redraw_job", 'jobs.templates=["flm-101b"]')
        message = self.refused("--replication", 1, *unlikely)
        self.assertIn("one region", message)
        self.assertIn("10000 redraws", message)


class StandardOutput(ScenarioTest):
    def test_a_reader_that_leaves_is_no_error(self):
        ended = into_a_closed_pipe("scenario", self.small_study())
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))

    def test_a_full_disk_is_told(self):
        self.assert_refused(onto_a_full_disk("scenario", self.small_study()),
                            "standard output", "space left")


if __name__ == "__main__":
    unittest.main()
