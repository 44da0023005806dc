"""`bacelab check`: what a study would do, before it does it."""

import os
import re
import subprocess
import time
import tomllib
import unittest

import numpy as np

from checking import CheckTest
from program import (
    BAD_INPUT, CONFIGS, DONE, INCOMPLETE, MAY_GET_STUCK, PROGRAM, SMALL_STUDY, bacelab,
    into_a_closed_pipe, leaves, onto_a_full_disk, one_error, open_results, settings,
)

JOBS = "output.jobs=true"


class Box(CheckTest):
    def test_points_replications_and_policies_are_multiplied(self):
        shown = self.shown()
        self.assertEqual(shown["study"], "A small study")
        self.assertEqual(shown["policies"], "bace, lcf, own, cr_ldf")
        self.assertEqual((shown["points"], shown["replications"]), ("2", "6"))
        self.assertEqual(shown["runs"], "2 x 6 x 4 = 48")
        self.assertEqual(shown["design"], "0: network.scale = 0.05\n1: network.scale = 1")

    def test_settings_count(self):
        shown = self.shown("study.replications=12345", "study.title=''", "jobs.count=1",
                           "design.factors.bandwidth.values=[1, 2, 3]")
        self.assertEqual(shown["runs"], "3 x 12,345 x 4 = 148,140")
        self.assertNotIn("study", shown)

    def test_a_grid_has_all_combinations_and_a_large_one_is_cut_short(self):
        study = SMALL_STUDY + ('[design.factors.schedule]\nkey = "pipeline.schedule"\n'
                               'names = ["overlapped", "gpipe"]\n')
        shown = self.shown("design.factors.bandwidth.values=[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]",
                           study=self.write("grid.toml", study))
        self.assertEqual(shown["points"], "14")
        points = shown["design"].splitlines()
        self.assertEqual(len(set(points)), 13)
        self.assertEqual(points[-1], "... and 2 more points")
        for i, point in enumerate(points[:-1]):
            self.assertRegex(point, rf"^{i}: .*network\.scale = 0\.\d")
            self.assertRegex(point, r"pipeline\.schedule = (overlapped|gpipe)\b")

    def test_a_study_without_a_design_has_one_point(self):
        shown = self.shown(study=CONFIGS / "quickstart.toml")
        self.assertEqual((shown["points"], shown["runs"]), ("1", "1 x 400 x 5 = 2,000"))
        self.assertNotIn("design", shown)


class StockSchedule(CheckTest):
    """1F1B, which stock runtimes run, beside the default schedule, which hides transfers."""

    # Two regions, so that the mean link is the link.
    STUDY = """\
[study]
replications = 1
[regions]
names = ["Ireland", "Tokyo"]
gpus_from = [128]
[network]
bandwidth = "equal"
link_gbps = 1
delay_ms = 100
[jobs]
count = 1
templates = ["qwen2.5-14b"]
"""

    def note(self, *pairs):
        return self.shown(*pairs, study=self.write("stock.toml", self.STUDY)).get("note", "")

    def test_slow_links_are_told(self):
        slowdown = re.fullmatch(
            r"stock runtimes run 1F1B: (\d+\.\d) times as slow over these links "
            r"\(pipeline\.schedule\)", self.note())
        self.assertTrue(slowdown)
        self.assertGreater(float(slowdown[1]), 1.0)

    def test_longer_delays_make_it_worse(self):
        def slowdown(delay_ms):
            return float(re.search(r"(\d+\.\d) times", self.note(f"network.delay_ms={delay_ms}"))[1])

        self.assertGreater(slowdown(1000), slowdown(100))

    def test_nothing_is_told_over_fast_links_or_of_another_schedule(self):
        self.assertEqual(self.note("network.link_gbps=1000", "network.delay_ms=0"), "")
        for schedule in ("gpipe", "one_f_one_b", "zero_bubble"):
            self.assertEqual(self.note(f'pipeline.schedule="{schedule}"'), "")


class Parallelism(CheckTest):
    """Degrees of parallelism that waste GPUs or micro-batches."""

    def test_nothing_is_told_without_them(self):
        self.assertNotIn("micro-batches", self.shown().get("note", ""))

    def test_replicas_that_pad_and_stages_that_fill_no_node(self):
        note = self.shown("jobs.data_parallel=5", "jobs.tensor_parallel=3",
                          'templates."qwen2.5-14b".micro_batches=4', "regions.gpus_from=[1000]",
                          'jobs.one_region="any"')["note"]
        self.assertIn("'qwen2.5-14b': data_parallel = 5 pads 4 micro-batches to 5\n", note)
        self.assertIn("'gemma-3-27b' and 1 more: data_parallel = 5 pads 64 micro-batches to 65",
                      note)
        self.assertIn("'qwen2.5-14b' and 2 more: tensor_parallel = 3 does not divide the 8 GPUs "
                      "of a node", note)
        own = [line for line in note.splitlines() if "_parallel" in line]
        self.assertEqual(len(own), 3)
        self.assertLess(max(map(len, own)), 86)


class Estimates(CheckTest):
    def test_the_probe_of_a_small_study_is_all_of_it(self):
        shown = self.shown()
        self.assertRegex(
            shown["probe"], r"^12 worlds in \d+\.\d\d s on one core \(\S+ ms per world\)$")
        self.assertRegex(shown["time"], r"^about \d+:\d\d on one core, \d+:\d\d on the \d+ here$")
        redraws = int(open_results(self.results_of(self.study, "small.h5"))["redraws"].sum())
        self.assertGreater(redraws, 0)
        self.assertEqual(
            shown["redraws"], f"{redraws} in the 12 worlds of the probe (jobs.one_region)")
        self.assertNotIn("stuck", shown)

    def test_a_world_that_takes_too_long_is_not_waited_for(self):
        start = time.monotonic()
        shown = self.shown("jobs.count=100000000")
        self.assertLess(time.monotonic() - start, 20)
        self.assertEqual(shown["probe"], "its first worlds took more than 3 s, or too much memory: "
                                         "no estimates")
        self.assertNotIn("time", shown)
        self.assertEqual(shown["runs"], "2 x 6 x 4 = 48")

    def test_the_capacity_that_is_kept(self):
        shown = self.shown("regions.gpus_from=[8, 128]", 'jobs.templates=["qwen2.5-14b"]')
        self.assertNotIn("capacity", shown)
        shown = self.shown("regions.gpus_from=[2, 2, 2, 128]", 'jobs.templates=["qwen2.5-14b"]')
        # Of three regions: all draws but 0.75^3, in which there are 6 GPUs; 100.5 in the mean.
        self.assertRegex(shown["capacity"], r"^57\.81 % of the draws have a region of \d+ GPUs and")
        self.assertIn("100.5 GPUs on average as drawn, 169.5 as kept", shown["capacity"])

    def test_runs_that_get_stuck_are_foreseen(self):
        runs = open_results(self.results_of(
            self.study, "stuck.h5", *settings(*MAY_GET_STUCK), status=INCOMPLETE))
        shown = self.shown(*MAY_GET_STUCK)
        stuck = int((runs["status"] == 2).sum())
        first, reason = shown["stuck"].split("\n", 1)
        self.assertEqual(first, f"{stuck} of the 48 runs of the probe")
        self.assertIn("can't place job", reason)
        self.assertNotIn("redraws", shown)

    def assert_size(self, *pairs, study=None):
        study = study or self.study
        path = self.results_of(study, "size.h5", "--force", *settings(*pairs))
        real = path.stat().st_size
        np.testing.assert_allclose(self.file_bytes(*pairs, study=study), real, rtol=0.2)
        return real

    def test_the_size_of_the_file_is_that_of_the_results_within_a_fifth(self):
        for count in (1, 30, 200):
            with self.subTest(replications=count):
                self.assert_size(f"study.replications={count}")
        self.assert_size(study=CONFIGS / "paper.toml")

    def test_the_size_of_a_file_with_job_rows_too(self):
        for pairs in ((JOBS,), (JOBS, "study.replications=100"), (JOBS, "jobs.count=50")):
            with self.subTest(pairs=pairs):
                self.assert_size(*pairs)

    def test_the_size_grows_with_the_replications(self):
        # Of two sizes, so that what every file has does not count.
        sizes = [self.assert_size("jobs.count=1", f"study.replications={count}")
                 for count in (500, 1500)]
        np.testing.assert_allclose(self.file_bytes("study.replications=10000000"),
                                   (sizes[1] - sizes[0]) * 1e4, rtol=0.05)

    def test_ten_million_replications_need_no_more_memory_than_ten(self):
        for count in (10, 10_000_000):
            words = ("check", self.study, *settings(f"study.replications={count}", JOBS))
            with subprocess.Popen([PROGRAM, *map(str, words)], stdout=subprocess.PIPE,
                                  stdin=subprocess.DEVNULL, text=True) as program:
                text = program.stdout.read()
                _, status, usage = os.wait4(program.pid, 0)
                program.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(program.returncode, DONE)
            self.assertIn(f"2 x {count:,} x 4 = {8 * count:,}\n", text)
            self.assertLess(usage.ru_maxrss, 500_000)  # kB
        # A second of worlds, not all of them.
        worlds = int(re.search(r"^probe +([\d,]+) worlds", text, re.M)[1].replace(",", ""))
        self.assertLess(worlds, 10_000_000)


class Study(CheckTest):
    def test_all_studies_of_configs_pass(self):
        studies = [path for pattern in ("*.toml", "readings/*.toml")
                   for path in sorted(CONFIGS.glob(pattern))]
        self.assertGreater(len(studies), 20)
        for study in studies:
            text = self.check(study)
            self.assertIn(tomllib.loads(study.read_text())["study"]["title"], text)
            self.assertLessEqual(max(map(len, text.splitlines())), 100)

    def test_nothing_is_written(self):
        folder = self.directory / "folder"
        folder.mkdir()
        (folder / "small.toml").write_text(SMALL_STUDY)
        before = (folder / "small.toml").stat()
        for words in ((), ("--keys",), ("--resolved",), settings(JOBS)):
            ended = bacelab("check", "small.toml", *words, cwd=folder)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        self.assertEqual([path.name for path in folder.iterdir()], ["small.toml"])
        after = (folder / "small.toml").stat()
        self.assertEqual((after.st_mtime_ns, after.st_size), (before.st_mtime_ns, before.st_size))

    def test_the_resolved_study_is_what_the_results_keep_and_means_the_same(self):
        resolved = self.check(self.study, "--resolved")
        runs = open_results(self.results_of(self.study, "kept.h5"))
        # Comments follow, which the results do not need.
        self.assertTrue(resolved.startswith(runs.attrs["study"]))
        self.assertEqual(tomllib.loads(runs.attrs["study"]), tomllib.loads(resolved))
        again = self.check(self.write("resolved.toml", resolved), "--resolved")
        self.assertEqual(again, resolved)
        filled_in = leaves(tomllib.loads(resolved))
        given = leaves(tomllib.loads(SMALL_STUDY))
        self.assertGreater(len(filled_in), len(given) + 20)
        self.assertEqual({key: filled_in[key] for key in given}, given)

    def test_each_key_has_a_meaning_a_range_and_a_default(self):
        lines = self.check(self.study, "--keys").splitlines()
        keys = lines[0::3]
        self.assertEqual(len(keys), len(set(keys)))
        for key, meaning, allowed in zip(keys, lines[1::3], lines[2::3], strict=True):
            self.assertRegex(key, r"^\S+$")
            self.assertRegex(meaning, r"^    \S")
            self.assertRegex(allowed, r"^    \S.*; default: \S")
        for key in ("study.seed", "network.scale", "jobs.one_region", "region.Tokyo.gpus",
                    "region.Tokyo.gpu", "pipeline.split", "pipeline.best_stages",
                    "jobs.tensor_parallel", "jobs.tensor_efficiency", "jobs.data_parallel",
                    "design.factors.bandwidth.values", "policies.own.ordering"):
            self.assertIn(key, keys)

    def test_what_the_study_leaves_out_has_the_default_of_the_list(self):
        lines = self.check(self.study, "--keys").splitlines()
        defaults = dict(zip(lines[0::3], (re.split("; default: |; unit: ", line)[1]
                                          for line in lines[2::3])))
        filled_in = leaves(tomllib.loads(self.check(self.study, "--resolved")))
        left_out = filled_in.keys() & defaults.keys() - leaves(tomllib.loads(SMALL_STUDY)).keys()
        compared = 0
        for key in left_out - {"network.scale"}:  # the factor
            if defaults[key] not in ("none", "required"):
                self.assertEqual(tomllib.loads(f"x = {defaults[key]}")["x"], filled_in[key], key)
                compared += 1
        self.assertGreater(compared, 20)

    def test_a_bad_study_is_refused_with_its_place(self):
        bad = self.write("bad.toml", SMALL_STUDY.replace("sigma", "sgima"))
        for words in ((), ("--resolved",)):
            line = 1 + SMALL_STUDY[:SMALL_STUDY.index("sigma")].count("\n")
            self.assert_refused(bacelab("check", bad, *words), f"{bad}:{line}", "sgima", "sigma")
        self.assert_refused(bacelab("check", self.study, "--set", "network.scael=1"),
                            "network.scael", "did you mean 'scale'?")
        self.assert_refused(bacelab("check", self.directory / "missing.toml"), "missing.toml")
        self.assert_refused(bacelab("check", self.study, "--keys", "--resolved"), "--resolved")

    def test_nobody_has_to_read_it_but_a_full_disk_is_told(self):
        for words in ((), ("--resolved",)):
            ended = into_a_closed_pipe("check", self.study, *words)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            ended = onto_a_full_disk("check", self.study, *words)
            self.assertEqual(ended.returncode, BAD_INPUT)
            self.assertIn("standard output", one_error(ended.stderr))


if __name__ == "__main__":
    unittest.main()
