"""The Python package: runs, results and comparisons as objects of xarray and pandas."""

import json
import os
import pathlib
import pydoc
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import warnings

import numpy as np

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "python"))

import bacelab  # noqa: E402
from bacelab import program  # noqa: E402

STUDY = SOURCE / "configs" / "quickstart.toml"
# A job of flm-101b never starts under lcf, whose regions are too small for it.
STUCK = """
[study]
replications = 20
policies = ["bace", "lcf"]
[regions]
names = ["A", "B", "C"]
gpus_from = [32, 128]
[jobs]
count = 3
"""


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        built = SOURCE / "build" / "release" / "bacelab"
        os.environ.setdefault("BACELAB", str(built))
        if not os.access(os.environ["BACELAB"], os.X_OK):
            raise unittest.SkipTest("no program to run")
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.folder = pathlib.Path(directory.name)
        cls.path = bacelab.run(STUDY, cls.folder / "q.h5",
                               set={"study.replications": 5, "output.jobs": True,
                                    "study.title": 'a "title"', "network.scale": np.float64(0.5)})
        cls.stuck = cls.folder / "stuck.toml"
        cls.stuck.write_text(STUCK, encoding="utf-8")
        cls.stuck_path = bacelab.run(cls.stuck, cls.folder / "stuck.h5")

    def test_runs_by_point_replication_and_policy(self):
        runs = bacelab.open(self.path)
        self.assertEqual(runs.jct_mean.dims, ("point", "replication", "policy"))
        self.assertEqual(runs.attrs["title"], 'a "title"')
        self.assertIn("scale = 0.5", runs.attrs["study"])
        self.assertEqual(runs.sizes["replication"], 5)

    def test_runs_that_are_not_complete_are_masked(self):
        kept = bacelab.open(self.stuck_path, incomplete="keep")
        done = kept.status == 1
        self.assertTrue(0 < int(done.sum()) < done.size)
        with self.assertWarnsRegex(UserWarning, f"{int((~done).sum())} of {done.size} runs"):
            masked = bacelab.open(self.stuck_path)
        self.assertTrue(bool((masked.cost.notnull() == done).all()))
        self.assertTrue(bool(masked.cost.where(done).equals(kept.cost.where(done))))
        self.assertEqual(masked.cost.attrs, kept.cost.attrs)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            same_worlds = bacelab.open(self.stuck_path, incomplete="mask_world")
        self.assertTrue(bool((same_worlds.cost.notnull() == done.all("policy")).all()))
        self.assertTrue(bool((same_worlds.status == kept.status).all()))
        with self.assertRaisesRegex(ValueError, "allowed: mask, mask_world, keep"):
            bacelab.open(self.path, incomplete="drop")

    def test_jobs_have_the_means_of_their_runs(self):
        jobs = bacelab.jobs(self.path)
        runs = bacelab.open(self.path)
        means = jobs.groupby(["replication", "policy"]).jct.mean()
        for (replication, policy), mean in means.items():
            self.assertAlmostEqual(
                mean / float(runs.jct_mean.sel(point=0, replication=replication, policy=policy)), 1)

    def test_a_file_without_jobs(self):
        with self.assertRaisesRegex(bacelab.BacelabError, 'stuck.h5: .*"output.jobs": True'):
            bacelab.jobs(self.stuck_path)
        with self.assertRaises(FileNotFoundError):
            bacelab.jobs(self.folder / "none.h5")

    def test_help_shows_every_function_and_what_the_attributes_are(self):
        text = pydoc.plain(pydoc.render_doc(bacelab))
        for name in bacelab.__all__:
            self.assertIn(name, text)
        for words in ("compare(path", "simulate(world", "[region]: usable GPUs that no job holds"):
            self.assertIn(words, text)

    def test_a_comparison_is_that_of_the_program(self):
        table = bacelab.compare(self.path, metrics=["cost"], baselines=["lcf", "ldf"])
        said = json.loads(subprocess.run(
            [program.program(), "compare", str(self.path), "--metric", "cost", "--baseline", "lcf",
             "ldf", "--json"], capture_output=True, text=True, check=True).stdout)[0]
        self.assertEqual(list(table.baseline), ["lcf", "ldf"])
        for row, one in zip(table.itertuples(), said["baselines"], strict=True):
            self.assertEqual(row.overhead, one["overhead"]["value"])
            self.assertEqual(row.overhead_lower, one["overhead"]["lower"])
            self.assertEqual(row.policy_mean, said["policy_mean"]["value"])
        with self.assertRaisesRegex(bacelab.BacelabError, "drop-incomplete"):
            bacelab.compare(self.stuck_path)
        self.assertEqual(len(bacelab.compare(self.stuck_path, drop_incomplete=True)), 2)

    def test_sensitivity_has_a_row_each_index(self):
        path = bacelab.run(SOURCE / "configs" / "sensitivity_morris.toml", self.folder / "m.h5",
                           set={"study.replications": 2, "design.trajectories": 3})
        table = bacelab.sensitivity(path, "overhead(jct_mean, cr_ldf)")
        self.assertGreater(len(table), 2)
        self.assertIn("factor", table.columns)

    def test_matching_has_a_row_each_point(self):
        study = self.folder / "lhs.toml"
        study.write_text(STUDY.read_text(encoding="utf-8") + """
[design]
type = "lhs"
samples = 12
[design.factors.bandwidth]
key = "network.scale"
low = 0.1
high = 1
[design.factors.sigma]
key = "work.sigma"
low = 0.2
high = 1
""", encoding="utf-8")
        path = bacelab.run(study, self.folder / "lhs.h5", set={"study.replications": 3})
        targets = self.folder / "targets.toml"
        targets.write_text("[targets.jct]\noutput = 'overhead(jct_mean, cr_ldf)'\nvalue = 0.1\n"
                           "tolerance = 0.02\nsource = 'a paper'\n", encoding="utf-8")
        table = bacelab.match(path, targets, misses=0, cut=2.5)
        self.assertEqual(len(table), 12)
        self.assertTrue(table.implausibility.is_monotonic_increasing)
        self.assertTrue(((table.implausibility > 2.5) == table.ruled_out).all())
        indices = bacelab.sensitivity(path, "overhead(jct_mean, cr_ldf)", emulator=True)
        self.assertEqual(set(indices.factor), {"network.scale", "work.sigma"})

    def test_a_world_is_replayed_to_the_last_bit(self):
        changed = {"study.replications": 5, "network.scale": 0.5}
        world = bacelab.scenario(STUDY, replication=3, set=changed)
        jobs = bacelab.simulate(world, "bace")
        runs = bacelab.open(self.path)
        self.assertEqual(jobs.attrs["metrics"]["jct_mean"],
                         float(runs.jct_mean.sel(point=0, replication=3, policy="bace")))
        rigid = bacelab.simulate(world, "bace", parameters={"min_stage_fraction": 1})
        self.assertTrue((rigid.stages >= jobs.stages).all())
        file = self.folder / "world.json"
        file.write_text(json.dumps(world), encoding="utf-8")
        self.assertTrue(bacelab.simulate(file, "bace").equals(jobs))

    def test_an_existing_file_is_kept_unless_it_is_to_be_replaced(self):
        before = self.path.read_bytes()
        with self.assertRaisesRegex(bacelab.BacelabError, "q.h5.*--force"):
            bacelab.run(STUDY, self.path)
        self.assertEqual(self.path.read_bytes(), before)

    def test_what_the_program_refuses_is_an_error_with_its_message(self):
        with self.assertRaisesRegex(bacelab.BacelabError, "did you mean 'scale'"):
            bacelab.run(STUDY, self.folder / "x.h5", set={"network.scael": 1})
        with self.assertRaisesRegex(bacelab.BacelabError, "did you mean 'bace'"):
            bacelab.simulate(bacelab.scenario(STUDY), "bcae")
        with self.assertRaisesRegex(AttributeError, "no attribute 'compaer'"):
            bacelab.compaer

    def test_ctrl_c_ends_the_program_in_good_order_and_keeps_what_was_done(self):
        path = self.folder / "long.h5"
        code = (f"import sys; sys.path.insert(0, {str(SOURCE / 'python')!r}); import bacelab\n"
                f"bacelab.run({str(STUDY)!r}, {str(path)!r}, set={{'study.replications': 10**7}})")
        with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True,
                              start_new_session=True) as process:
            segments = pathlib.Path(f"{path}.segments")
            deadline = time.monotonic() + 60
            while not any(segments.glob("*.segment")):
                self.assertLess(time.monotonic(), deadline, "no segment is written")
                self.assertIsNone(process.poll())
                time.sleep(0.05)
            os.killpg(process.pid, signal.SIGINT)
            error = process.communicate(timeout=60)[1]
        self.assertIn("KeyboardInterrupt", error)
        self.assertTrue(any(segments.glob("*.segment")))
        self.assertFalse((segments / "lock").exists())


if __name__ == "__main__":
    unittest.main()
