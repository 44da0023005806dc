"""`bacelab run`: the same results on any ranks and threads, and nothing lost when it goes wrong."""

import json
import os
import pty
import shutil
import subprocess
import unittest

import h5py
import numpy as np
from scipy import stats

from program import (
    BAD_INPUT, CONFIGS, DONE, INCOMPLETE, MAY_GET_STUCK, PROGRAM, SMALL_STUDY, TIMEOUT_S,
    ProgramTest, bacelab, mpirun, one_error, open_jobs, open_results, reproducible_bits, settings,
    with_file_size_limit, without_power_over_permissions,
)

# Ranks and threads of each.
LAYOUTS = ((2, 2), (4, 1), (1, 4), (1, 1))
BOX = ("point", "replication", "policy")
NAMES = ("bace", "lcf", "own", "cr_ldf")


def policies(*names):
    """A setting of study.policies."""
    return "study.policies=[" + ", ".join(f'"{name}"' for name in names) + "]"


class Reproducible(ProgramTest):
    """Results depend on the study and on nothing else."""

    # Without the rule on regions some runs get stuck: their NaN must be the same NaN.
    WORDS = settings(*MAY_GET_STUCK, "output.jobs=true")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()
        cls.reference = cls.results_of(
            cls.study, "reference.h5", "--threads", 1, *cls.WORDS, status=INCOMPLETE)

    def assert_equal_results(self, path):
        diff = bacelab("diff", self.reference, path)
        self.assertEqual((diff.returncode, diff.stdout), (DONE, "equal to the last bit\n"))
        ours, theirs = reproducible_bits(self.reference), reproducible_bits(path)
        self.assertEqual(ours.keys(), theirs.keys())
        for name in ours:
            self.assertEqual(ours[name], theirs[name], name)

    def test_there_is_something_to_compare(self):
        finish = open_results(self.reference, "jobs")["finish"].values
        self.assertTrue(np.isnan(finish).any())
        self.assertTrue(np.isfinite(finish).any())

    def test_any_ranks_and_threads_give_the_same_results(self):
        for ranks, threads in LAYOUTS:
            with self.subTest(ranks=ranks, threads=threads):
                path = self.results_of(
                    self.study, f"{ranks}x{threads}.h5", "--threads", threads, *self.WORDS,
                    launcher=mpirun(ranks), status=INCOMPLETE)
                with h5py.File(path) as file:
                    self.assertEqual(file.attrs["run_ranks"], ranks)
                    self.assertEqual(file.attrs["run_threads"], threads)
                self.assert_equal_results(path)

    def test_one_process_needs_no_launcher(self):
        # The reference was run so.
        with h5py.File(self.reference) as file:
            self.assertEqual(file.attrs["run_ranks"], 1)

    def test_the_order_of_policies_is_of_no_account(self):
        other = policies(*reversed(NAMES))
        path = self.results_of(
            self.study, "order.h5", *self.WORDS, *settings(other), status=INCOMPLETE)
        self.assertEqual(list(open_results(path)["policy"].values), list(reversed(NAMES)))
        self.assert_equal_results(path)

    def test_the_stored_study_gives_the_results_again(self):
        with h5py.File(self.reference) as file:
            study = self.write("stored.toml", file.attrs["study"])
        self.assert_equal_results(self.results_of(study, "stored.h5", status=INCOMPLETE))


class CommonRandomNumbers(ProgramTest):
    """What is random in a world belongs to the seed, the replication and a name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()
        cls.runs = open_results(cls.results_of(cls.study, "small.h5"))

    def run_with(self, name, *pairs):
        return open_results(self.results_of(self.study, name, *settings(*pairs)))

    def world(self, *words):
        return json.loads(bacelab("scenario", self.study, *words).stdout)

    def test_another_policy_changes_no_results(self):
        # cr_lcf comes first, so that whatever it draws comes before the others' draws.
        runs = self.run_with("policies.h5", policies("cr_lcf", *NAMES))
        self.assertTrue(runs.drop_sel(policy="cr_lcf").equals(self.runs))

    def test_more_replications_keep_the_first_ones(self):
        runs = self.run_with("more.h5", "study.replications=9")
        self.assertTrue(runs.isel(replication=slice(6)).equals(self.runs))

    def test_another_seed_changes_every_run(self):
        runs = self.run_with("seed.h5", "study.seed=8")
        for metric in ("jct_mean", "cost", "energy"):
            self.assertFalse((runs[metric] == self.runs[metric]).any(), metric)

    def test_no_two_replications_are_the_same(self):
        for point in self.runs["cost"].sel(policy="bace").values:
            self.assertEqual(len(set(point)), len(point))

    def test_another_region_changes_no_other(self):
        # No rule on regions: with a larger region other worlds would be drawn again.
        free = settings(*MAY_GET_STUCK)
        names = 'regions.names=["Oslo", "Ireland", "Tokyo", "Sydney"]'
        before = self.world(*free)
        after = self.world(*free, *settings(names))
        self.assertEqual(after["regions"][1:], before["regions"])
        self.assertEqual(after["jobs"], before["jobs"])
        kept = [link for link in after["links"] if "Oslo" not in (link["a"], link["b"])]
        self.assertEqual(len(after["links"]), 6)
        self.assertEqual(kept, before["links"])

    def test_points_share_their_worlds(self):
        first, second = (self.world("--point", point) for point in (0, 1))
        self.assertEqual(first["jobs"], second["jobs"])
        self.assertEqual(first["regions"], second["regions"])
        for a, b in zip(first["links"], second["links"], strict=True):
            # The values of the factor network.scale.
            np.testing.assert_allclose(
                np.array(b["bandwidth"]["bit_per_s"]) * 0.05, a["bandwidth"]["bit_per_s"],
                rtol=1e-14)

    def test_points_are_separate_on_request(self):
        apart = settings("study.common_random_numbers=false")
        first, second = (self.world("--point", point, *apart) for point in (0, 1))
        self.assertNotEqual(first["jobs"], second["jobs"])
        for a, b in zip(first["regions"], second["regions"], strict=True):
            self.assertNotEqual(a["price"], b["price"])
        runs = self.run_with("apart.h5", "study.common_random_numbers=false")
        energy = runs["energy"].sel(policy="lcf")  # one region: the bandwidth is of no account
        self.assertFalse((energy[0] == energy[1]).any())
        energy = self.runs["energy"].sel(policy="lcf")
        self.assertTrue((energy[0] == energy[1]).all())


class Queue(ProgramTest):
    def test_the_mean_wait_is_that_of_the_m_m_8_queue(self):
        # Erlang's C formula for 8 servers at load 0.8, in mean service times.
        expected = 0.2860280784
        runs = open_results(self.results_of(
            CONFIGS / "mmc.toml", "mmc.h5", *settings("study.replications=60")))
        wait = runs["wait_mean"].values.ravel() / 3600.0  # the mean service is an hour
        # A right program fails with one seed in a thousand; this one is fixed and passes.
        low, high = stats.t.interval(
            0.999, len(wait) - 1, loc=wait.mean(), scale=stats.sem(wait))
        self.assertLess(high - low, 0.15 * expected, "too wide to tell anything")
        self.assertLess(low, expected)
        self.assertGreater(high, expected)


class Output(ProgramTest):
    """An output that can't be had is refused before the work, and nothing is left behind."""

    def setUp(self):
        self.study = self.small_study()
        self.path = self.directory / "out.h5"
        self.before = set(self.directory.iterdir())

    def tearDown(self):
        self.path.unlink(missing_ok=True)

    def assert_nothing_new(self):
        self.assertEqual(set(self.directory.iterdir()), self.before)

    def refused(self, path, *words, launcher=()):
        ended = bacelab("run", self.study, "-o", path, *words, launcher=launcher)
        return self.assert_refused(ended, path)

    def test_an_existing_file_is_kept(self):
        self.path.write_text("precious")
        self.before.add(self.path)
        for launcher in ((), mpirun(2)):
            message = self.refused(self.path, launcher=launcher)
            self.assertIn("--force", message)
            self.assertEqual(self.path.read_text(), "precious")
            self.assert_nothing_new()

    def test_an_existing_file_is_replaced_by_force(self):
        self.path.write_text("precious")
        self.results_of(self.study, self.path.name, "--force")
        self.assertEqual(open_results(self.path).attrs["title"], "A small study")
        self.assertEqual(set(self.directory.iterdir()), self.before | {self.path})

    def test_a_missing_directory_is_named(self):
        for launcher in ((), mpirun(2)):
            self.refused(self.directory / "missing" / "out.h5", launcher=launcher)
            self.assert_nothing_new()

    def test_a_directory_that_may_not_be_written_is_named(self):
        closed = self.directory / "closed"
        closed.mkdir()
        self.addCleanup(closed.rmdir)
        closed.chmod(0o555)
        self.refused(closed / "out.h5", launcher=without_power_over_permissions())
        self.assertEqual(list(closed.iterdir()), [])

    def test_a_directory_is_no_output(self):
        folder = self.directory / "folder"
        folder.mkdir()
        self.addCleanup(folder.rmdir)
        for force in ((), ("--force",)):
            self.assertIn("directory", self.refused(folder, *force))

    def test_a_pipe_or_a_device_is_never_replaced(self):
        pipe = self.directory / "pipe"
        os.mkfifo(pipe)
        self.addCleanup(pipe.unlink)
        self.refused(pipe, "--force")
        self.assertTrue(pipe.is_fifo())

    def test_results_without_room_are_refused_before_the_work(self):
        # Petabytes.
        much = settings("study.replications=4294967295", "jobs.count=1000", "output.jobs=true")
        self.assertIn("room", self.refused(self.path, *much))
        self.assert_nothing_new()


class FullDisk(ProgramTest):
    """A file that can't grow any more stands for a full disk."""

    # 20 MB of job rows, so that some are written before the end; quick to simulate.
    LARGE = settings("study.replications=1000", "jobs.count=200", "jobs.warmup_jobs=0",
                     "output.jobs=true")

    def assert_gives_up(self, limit_kb, launcher):
        before = set(self.directory.iterdir())
        path = self.directory / "full.h5"
        ended = bacelab("run", CONFIGS / "mmc.toml", *self.LARGE, "-o", path,
                        launcher=(*launcher, *with_file_size_limit(limit_kb)))
        message = self.assert_refused(ended, path)
        left = set(self.directory.iterdir()) - before
        segments = self.directory / "full.h5.segments"
        if left == {segments}:
            # What another rank had written in time is kept.
            self.assertIn("--resume", message)
            self.assertTrue(all(file.suffix == ".segment" for file in segments.iterdir()))
            shutil.rmtree(segments)
        else:
            self.assertEqual(left, set())

    def test_one_rank_gives_up_cleanly(self):
        for limit_kb in (1, 100, 12000):  # at once, and with some of the results written
            with self.subTest(limit_kb=limit_kb):
                self.assert_gives_up(limit_kb, ())

    def test_two_ranks_give_up_cleanly(self):
        for limit_kb in (100, 12000):
            with self.subTest(limit_kb=limit_kb):
                self.assert_gives_up(limit_kb, mpirun(2))

    def test_the_limit_is_below_what_is_needed(self):
        path = self.results_of(CONFIGS / "mmc.toml", "whole.h5", *self.LARGE)
        self.assertGreater(path.stat().st_size, 20_000_000)
        path.unlink()


class Stuck(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.directory / "stuck.h5"
        cls.ended = bacelab("run", cls.small_study(), "-o", cls.path,
                            *settings(*MAY_GET_STUCK, "output.jobs=true"))
        cls.runs = open_results(cls.path)

    def test_the_exit_status_is_3_and_the_message_counts_them(self):
        stuck = int((self.runs["status"] == 2).sum())
        self.assertGreater(stuck, 1)
        self.assertEqual(self.ended.returncode, INCOMPLETE)
        self.assertIn(f"{stuck} runs got stuck", self.ended.stderr)

    def test_a_run_is_stuck_if_a_job_was_left(self):
        left = self.runs["unserved_jobs"].values > 0
        np.testing.assert_array_equal(self.runs["status"].values == 2, left)
        np.testing.assert_array_equal(self.runs["status"].values == 1, ~left)

    def test_a_job_that_was_left_has_no_finish(self):
        jobs = open_jobs(self.path)
        left = np.isnan(jobs["finish"].values)
        self.assertEqual(left.sum(), self.runs["unserved_jobs"].sum())
        for column in ("jct", "slowdown", "stalled_fraction"):
            np.testing.assert_array_equal(np.isnan(jobs[column].values), left)


class ResultsFile(ProgramTest):
    """The file, as h5py and xarray show it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        words = ("run", cls.small_study(), "-o", cls.directory / "it's.h5",
                 *settings("output.jobs=true"))
        cls.command = [PROGRAM, *map(str, words)]
        bacelab(*words)
        cls.path = cls.directory / "it's.h5"
        cls.runs = open_results(cls.path)
        cls.jobs = open_jobs(cls.path)
        cls.file = h5py.File(cls.path)
        cls.addClassCleanup(cls.file.close)

    def variables(self):
        found = {}
        self.file.visititems(lambda name, item: found.update(
            {name: item} if isinstance(item, h5py.Dataset) else {}))
        # A dimension without a variable, as netCDF-4 writes it.
        found.pop("jobs/job")
        return found

    def test_job_rows_sum_up_to_the_runs(self):
        # One table with a row for each run, of each.
        of_jobs = self.jobs.to_dataframe().groupby(list(BOX))
        of_runs = self.runs.to_dataframe().reset_index().set_index(list(BOX)).sort_index()
        expected = {
            "cost": of_jobs["cost"].sum(), "energy": of_jobs["energy"].sum(),
            "jct_mean": of_jobs["jct"].mean(), "jct_max": of_jobs["jct"].max(),
            "jct_median": of_jobs["jct"].median(), "wait_mean": of_jobs["wait"].mean(),
            "slowdown_mean": of_jobs["slowdown"].mean(),
            "makespan": of_jobs["finish"].max() - of_jobs["arrival"].min(),
            "cross_region_jobs": of_jobs["regions"].agg(lambda regions: (regions > 1).sum()),
            "stalled_fraction": of_jobs["stalled_fraction"].mean(),
        }
        for metric, values in expected.items():
            self.assertEqual(len(values), 2 * 6 * 4)
            np.testing.assert_allclose(
                values.sort_index().values, of_runs[metric].values, rtol=1e-12, atol=1e-15,
                err_msg=metric)

    def test_every_variable_has_units_and_names_what_it_is(self):
        for name, variable in self.variables().items():
            for attribute in ("units", "long_name", "description"):
                self.assertTrue(variable.attrs[attribute], name)
            # xarray would take these for time deltas.
            self.assertNotIn(variable.attrs["units"], ("seconds", "hours", "days", "h"), name)

    def test_what_is_not_there_is_nan_and_integers_have_no_fill_value(self):
        for name, variable in self.variables().items():
            self.assertNotIn("_FillValue", variable.attrs, name)
            if variable.dtype == np.float64 and variable.ndim == 3:
                self.assertTrue(np.isnan(variable.fillvalue), name)

    def test_nothing_is_compressed_and_chunks_hold_whole_replications(self):
        for name, variable in self.variables().items():
            self.assertIsNone(variable.compression, name)
            if variable.ndim == 3:
                # So small a box is one chunk.
                self.assertEqual(variable.chunks, (2, 6, 4), name)

    def test_dimensions_are_attached_as_scales(self):
        for name, variable in self.variables().items():
            if variable.ndim == 3:
                scales = [dimension[0].name for dimension in variable.dims]
                self.assertEqual(scales, ["/point", "/replication", "/policy"], name)

    def test_the_status_has_flags(self):
        status = self.file["status"]
        self.assertEqual(status.dtype, np.uint8)
        self.assertEqual(list(status.attrs["flag_values"]), [0, 1, 2, 3])
        self.assertEqual(status.attrs["flag_meanings"], "not_run done stuck failed")
        self.assertTrue((status[()] == 1).all())

    def test_the_factor_is_a_coordinate(self):
        self.assertEqual(list(self.runs["network.scale"].values), [0.05, 1.0])
        self.assertEqual(self.runs["network.scale"].dims, ("point",))
        self.assertIn("network.scale", self.runs.coords)

    def test_times_are_kept_apart(self):
        self.assertEqual(list(self.file["timing"]), ["wall_s"])
        self.assertTrue((self.file["timing/wall_s"][()] > 0).all())

    def test_the_command_can_be_typed_again(self):
        words = subprocess.run(
            ["sh", "-c", "printf '%s\\n' " + self.file.attrs["run_command"]],
            capture_output=True, text=True, check=True).stdout.splitlines()
        self.assertEqual(words, self.command)

    def test_the_root_says_where_it_comes_from(self):
        attributes = self.file.attrs
        self.assertEqual(attributes["title"], "A small study")
        self.assertEqual(attributes["seed"], 7)
        self.assertEqual(attributes["rng"], "Philox4x32-10")
        self.assertIn("policies.own", attributes["study"])
        for name in ("Conventions", "bacelab_schema", "program_version", "git_describe",
                     "compiler", "run_host", "run_started", "run_finished"):
            self.assertTrue(attributes[name], name)


class Messages(ProgramTest):
    def run_small(self, *words, launcher=()):
        return bacelab("run", self.small_study(), "-o", self.directory / "out.h5", "--force",
                       *words, launcher=launcher)

    def test_a_log_has_whole_lines_and_standard_output_has_nothing(self):
        ended = self.run_small()
        self.assertEqual(ended.stdout, "")
        self.assertNotIn("\r", ended.stderr)
        for line in ended.stderr.splitlines():
            self.assertTrue(line.startswith("bacelab: "), line)
        self.assertIn("2 points x 6 replications x 4 policies = 48 runs", ended.stderr)
        self.assertIn("out.h5: 48 runs in", ended.stderr)

    def test_one_of_a_thing_is_not_called_many(self):
        one = settings("study.replications=1", policies("own"))
        self.assertIn("x 1 replication x 1 policy =", self.run_small(*one).stderr)

    def test_quiet_says_nothing(self):
        ended = self.run_small("--quiet")
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (DONE, "", ""))

    def test_quiet_still_tells_of_stuck_runs(self):
        ended = self.run_small("--quiet", *settings(*MAY_GET_STUCK))
        self.assertEqual(ended.returncode, INCOMPLETE)
        lines = ended.stderr.splitlines()
        self.assertIn("stuck", lines[0])
        self.assertEqual([line.split("`")[1].split()[:2] for line in lines[1:]],
                         [["bacelab", "check"], ["bacelab", "simulate"]])

    def test_only_the_first_rank_speaks(self):
        self.assertEqual(self.run_small(launcher=mpirun(2)).stderr.count("48 runs in"), 1)

    def test_a_bad_study_is_told_once_by_all_ranks(self):
        bad = self.write("bad.toml", SMALL_STUDY.replace("sigma", "sgima"))
        ended = bacelab("run", bad, "-o", self.directory / "bad.h5", launcher=mpirun(2))
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("sgima", one_error(ended.stderr))
        self.assertFalse((self.directory / "bad.h5").exists())

    def test_a_terminal_shows_progress_on_one_line_and_wipes_it(self):
        # Long enough for a few updates.
        words = ["run", CONFIGS / "quickstart.toml", "-o", self.directory / "long.h5",
                 "--threads", "1", *settings("study.replications=12000")]
        main, terminal = pty.openpty()
        with subprocess.Popen([PROGRAM, *map(str, words)], stdout=terminal, stderr=terminal,
                              stdin=subprocess.DEVNULL) as program:
            os.close(terminal)
            shown = b""
            while True:
                try:
                    shown += os.read(main, 65536)
                except OSError:  # the other end is closed
                    break
            os.close(main)
            self.assertEqual(program.wait(TIMEOUT_S), DONE)
        text = shown.decode().replace("\r\n", "\n")
        start, progress = text.split("\n", 1)
        self.assertIn("12,000 replications", start)
        updates = [part for part in progress.split("\r") if "%" in part]
        self.assertGreater(len(updates), 1)
        for update in updates:
            self.assertRegex(update, r"^ *\d+ %  [\d,]+ of 12,000 worlds  [\d,]+ runs/s  [\d:]+ left")
            self.assertLess(len(update), 80)
        self.assertTrue(progress.rsplit("\r", 1)[1].startswith("bacelab: "), text)


if __name__ == "__main__":
    unittest.main()
