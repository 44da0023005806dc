"""`bacelab check`: what a study leaves to the program, and what of its inputs is not as given."""

import re
import tomllib
import unittest

from checking import CheckTest
from program import CONFIGS, SMALL_STUDY, bacelab, settings

BARE = '[regions]\nnames = ["Ireland", "Tokyo", "Sydney"]\ngpus_from = [128]\n'


def joined(text):
    """Lines as one, single blanks between words."""
    return re.sub(r"\s+", " ", text)


class Assumed(CheckTest):
    def assumed(self, *pairs, study=BARE):
        shown = self.shown(*pairs, study=self.write("assumed.toml", study))
        return joined(shown.get("assumed", ""))

    def test_gpus_of_the_catalog_with_units(self):
        text = self.assumed()
        self.assertIn('[gpu] type "RTX A6000", efficiency 0.4, bytes_per_parameter 16 B, '
                      "idle_power_fraction 1, peak_flops 154.8 TFLOP/s, memory_bytes 48 GB, "
                      "power_w 300 W", text)

    def test_what_is_set_in_the_file_or_on_the_command_line_or_by_the_design_is_not_assumed(self):
        study = BARE + "[gpu]\nefficiency = 0.5\n"
        text = self.assumed("gpu.power_w=250", "design.type=grid",
                            "design.factors.m.key=jobs.micro_batches",
                            "design.factors.m.values=[16, 64]", study=study)
        for key in ("efficiency", "power_w", "micro_batches"):
            self.assertNotIn(f" {key} ", text)
        for key in ("peak_flops", "micro_batch 1", "schedule \"overlapped\""):
            self.assertIn(key, text)

    def test_gpu_types_that_regions_name(self):
        text = self.assumed('region.Tokyo.gpu="H100"', 'region.Sydney.gpu="mine"',
                            "gpu_types.mine.peak_flops=1e15", "gpu_types.mine.memory_bytes=8e10",
                            "gpu_types.mine.power_w=500", 'jobs.one_region="redraw_world"')
        self.assertIn("[gpu_types.H100] peak_flops 989.4 TFLOP/s, memory_bytes 80 GB, power_w 700 W",
                      text)
        self.assertNotIn("mine", text)

    def test_sequences_work_and_the_fewest_stages(self):
        text = self.assumed('study.policies=["bace", "lcf", "ldf"]')
        self.assertIn("[templates.NAME] sequence, tokens: 4096 (qwen2.5-14b, ", text)
        self.assertIn("2048 (falcon-40b, flm-101b)", text)
        self.assertRegex(text, r'\[work\] distribution "lognormal", median_hours 8( h)?, sigma 0.8')
        self.assertIn("[policies.NAME] min_stage_fraction: 0.5 (bace), 0 (lcf, ldf)", text)
        self.assertIn("micro_batches 64", text)

    def test_what_every_region_has_of_its_own_is_not_drawn(self):
        drawn = ("access_gbps_low", "access_gbps_high", "usd_per_kwh_low", "usd_per_kwh_high")
        own = [f"region.{region}.{key}={value}" for region in ("Ireland", "Tokyo", "Sydney")
               for key, value in (("gpus", 64), ("access_gbps", 10), ("usd_per_kwh", 0.2))]
        bare = BARE.replace("gpus_from = [128]\n", "")
        all_but_one = self.assumed(*own[:-3], study=bare)
        all_regions = self.assumed(*own, study=bare)
        for key in ("gpus_from", *drawn):
            self.assertIn(f"{key} ", all_but_one)
            self.assertNotIn(f"{key} ", all_regions)

    def test_lines_fit(self):
        for study in ("paper.toml", "gpu_types.toml", "trace_driven.toml", "quickstart.toml"):
            lines = self.check(CONFIGS / study).splitlines()
            self.assertLessEqual(max(map(len, lines)), 100)
            # A value stands beside its key.
            self.assertTrue(any(line.endswith(("idle_power_fraction 1,", "power_w 300 W",
                                               "power_w 400 W")) for line in lines), study)


class Resolved(CheckTest):
    def resolved(self, *pairs, study):
        return self.check(study, "--resolved", *settings(*pairs))

    def test_catalog_figures_are_comments_that_as_keys_make_the_same_worlds(self):
        study = self.write("small.toml", SMALL_STUDY)
        resolved = self.resolved(study=study)
        figures = [line.removeprefix("# ") for line in resolved.splitlines()
                   if re.match(r"# \S+ = ", line)]
        self.assertIn("gpu.peak_flops = 154800000000000  # FLOP/s", figures)
        self.assertTrue(any(line.startswith('templates."llama-3.1-70b".layer_parameters = ')
                            for line in figures))
        figures = [line.split("  # ")[0].replace(" = ", "=") for line in figures]
        again = self.resolved(*figures, study=study)
        self.assertEqual(tomllib.loads(again)["gpu"]["peak_flops"], 154.8e12)
        self.assertNotIn("# ", again)
        worlds = [bacelab("scenario", study, *settings(*keys)).stdout for keys in ((), figures)]
        self.assertEqual(*worlds)

    def test_it_reads_as_itself(self):
        for study in ("gpu_types.toml", "quickstart.toml", "bandwidth_by_load.toml"):
            with self.subTest(study=study):
                resolved = self.resolved(study=CONFIGS / study)
                again = self.resolved(study=self.write("again.toml", resolved))
                self.assertEqual(again, resolved)


class Directions(CheckTest):
    MATRIX = BARE + ('[network]\nbandwidth = "matrix"\n[network.gbps]\nIreland = [0, 5, 8]\n'
                     "Tokyo = [2, 0, 9]\nSydney = [8, 6, 0]\n")

    def notes(self, study):
        return joined(self.shown(study=self.write("matrix.toml", study)).get("note", ""))

    def test_a_matrix_that_is_reduced(self):
        self.assertIn("network.gbps: 2 of 3 pairs differ by direction, most Ireland - Tokyo: 5 and "
                      "2 Gbit/s (2.5 times); the smaller counts", self.notes(self.MATRIX))

    def test_a_symmetric_one_is_not_noted(self):
        study = self.MATRIX.replace("[2, 0, 9]", "[5, 0, 6]")
        self.assertNotIn("direction", self.notes(study))

    def test_delays_and_a_links_file(self):
        self.write("l.csv", "a,b,gbit_per_s,transfer_usd_per_gb\nIreland,Tokyo,5,0.02\n"
                            "Tokyo,Ireland,4,0.09\nTokyo,Sydney,1,0.02\nSydney,Ireland,3,0.02\n")
        study = BARE + ('[network]\nbandwidth = "csv"\nfile = "l.csv"\n[network.rtt_ms]\n'
                        "Ireland = [0, 100, 80]\nTokyo = [100, 0, 90]\nSydney = [80, 120, 0]\n")
        notes = self.notes(study)
        self.assertIn("network.rtt_ms: 1 of 3 pairs differ by direction, most Tokyo - Sydney: 90 "
                      "and 120 ms (1.33 times); the larger counts", notes)
        self.assertIn("l.csv, gbit_per_s: 1 of 1 pair differ by direction, most Ireland - Tokyo: 5 "
                      "and 4 Gbit/s (1.25 times); the smaller counts", notes)
        self.assertIn("l.csv, transfer_usd_per_gb: 1 of 1 pair differ by direction, most Ireland - "
                      "Tokyo: 0.02 and 0.09 USD/GB (4.5 times); the larger counts", notes)

        # Bandwidths that nobody reads are not said to count.
        notes = self.notes(study.replace('"csv"', '"access_mean"'))
        self.assertNotIn("gbit_per_s", notes)
        self.assertIn("transfer_usd_per_gb", notes)


if __name__ == "__main__":
    unittest.main()
