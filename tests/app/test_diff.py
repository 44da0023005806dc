"""`bacelab diff`: results are the same if all that can be reproduced is, to the last bit."""

import unittest

import numpy as np

from program import (
    DIFFERENT, DONE, INCOMPLETE, MAY_GET_STUCK, SMALL_STUDY, ProgramTest, bacelab,
    into_a_closed_pipe, onto_a_full_disk, open_jobs, open_results, settings,
)

EQUAL = "equal to the last bit\n"
NAMES = ("bace", "lcf", "own", "cr_ldf")
POINTS, REPLICATIONS, JOBS = 2, 6, 6
RUNS = POINTS * REPLICATIONS * len(NAMES)


def policies(*names):
    return "study.policies=[" + ", ".join(f'"{name}"' for name in names) + "]"


def neighbour(value):
    """The same with its last bit flipped."""
    return float((np.float64(value).view(np.int64) ^ 1).view(np.float64))


class DiffTest(ProgramTest):
    WORDS = settings("output.jobs=true")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()
        cls.path = cls.results_of(cls.study, "first.h5", *cls.WORDS)

    def run_with(self, *pairs):
        return self.results_of(self.study, "second.h5", "--force", *self.WORDS, *settings(*pairs))

    def changed(self, alter):
        return self.altered(self.path, "second.h5", alter)

    def assert_equal_results(self, a, b):
        """Returns the notes."""
        ended = bacelab("diff", a, b)
        self.assertEqual((ended.returncode, ended.stdout), (DONE, EQUAL))
        return ended.stderr

    def differences(self, a, b):
        """The lines that say what differs, sorted."""
        ended = bacelab("diff", a, b)
        self.assertEqual(ended.returncode, DIFFERENT, ended.stderr)
        self.assertNotIn("equal", ended.stdout)
        self.assertNotIn("error", ended.stderr)
        return ended.stdout.splitlines()

    def difference(self, b):
        [line] = self.differences(self.path, b)
        return line


class Equal(DiffTest):
    def test_a_file_and_its_copy_or_a_second_execution(self):
        self.assertEqual(self.assert_equal_results(self.path, self.path), "")
        self.assertEqual(self.assert_equal_results(self.path, self.changed(lambda file: None)), "")
        self.assertEqual(self.assert_equal_results(self.path, self.run_with()), "")

    def test_whatever_it_says_of_the_execution(self):
        def alter(file):
            file["timing/wall_s"][...] *= 2
            for name in list(file.attrs):
                if name.startswith("run_"):
                    del file.attrs[name]
            file.attrs["run_host"] = "elsewhere"
            file.attrs["run_threads"] = 99
        self.assertEqual(self.assert_equal_results(self.path, self.changed(alter)), "")

    def test_policies_in_any_order(self):
        second = self.run_with(policies(*reversed(NAMES)))
        self.assertEqual(list(open_results(second)["policy"].values), list(reversed(NAMES)))
        self.assert_equal_results(self.path, second)
        self.assert_equal_results(second, self.path)

    def test_nan_equals_nan(self):
        stuck = self.results_of(self.study, "stuck.h5", *self.WORDS, *settings(*MAY_GET_STUCK),
                                status=INCOMPLETE)
        self.assertTrue(np.isnan(open_jobs(stuck)["finish"]).any())
        self.assert_equal_results(stuck, stuck)

    def test_what_else_the_files_say_is_noted(self):
        def alter(file):
            file.attrs["title"] = "Another title"
            file.attrs["study"] = file.attrs["study"] + "\n# the same"
            for name in ("program_version", "git_describe", "compiler"):
                file.attrs[name] = "another one"
        notes = self.assert_equal_results(self.path, self.changed(alter))
        for words in ("title: 'A small study' and 'Another title'", "the study files differ",
                      "program_version", "git_describe", "compiler"):
            self.assertIn(words, notes)
        self.assertTrue(all(line.startswith("bacelab: note: ") for line in notes.splitlines()))


class Values(DiffTest):
    def test_one_bit_of_one_metric_is_named_with_its_place(self):
        before = float(open_results(self.path)["cost"].values[1, 3, 2])

        def alter(file):
            file["cost"][1, 3, 2] = neighbour(before)
        line = self.difference(self.changed(alter))
        self.assertTrue(line.startswith(f"cost: 1 of {RUNS} values"), line)
        self.assertIn("point 1, replication 3, policy own", line)
        # Both values, to the last digit, and how far they are apart.
        self.assertIn(f"{before!r} and {neighbour(before)!r}", line)
        relative = float(line.split("by at most ")[1].split()[0])
        self.assertAlmostEqual(relative, abs(neighbour(before) / before - 1), delta=1e-16)

    def test_a_zero_of_another_sign_and_a_nan_are_differences(self):
        def alter(file):
            file["egress_cost"][0, 0, 0] = -0.0
            file["energy"][0, 0, 1] = np.nan
        lines = self.differences(self.path, self.changed(alter))
        self.assertEqual([line.split(":")[0] for line in lines], ["energy", "egress_cost"])
        self.assertIn("point 0, replication 0, policy lcf", lines[0])
        self.assertIn("and -0", lines[1])

    def test_several_values_are_counted_and_the_first_and_largest_told(self):
        def alter(file):
            file["jct_mean"][0, 4, 3] *= 1.25
            file["jct_mean"][0, 5, 0] *= 2
            file["jct_mean"][1, 0, 0] *= 1.5
        line = self.difference(self.changed(alter))
        self.assertTrue(line.startswith(f"jct_mean: 3 of {RUNS} values differ"), line)
        self.assertIn("by at most 0.5 relative", line)
        self.assertIn("first: point 0, replication 4, policy cr_ldf", line)

    def test_a_value_is_found_under_its_policy_in_another_order(self):
        other = self.run_with(policies(*reversed(NAMES)))

        def alter(file):
            file["cost"][1, 2, 0] += 1
        second = self.altered(other, "reversed.h5", alter)
        self.assertIn("point 1, replication 2, policy cr_ldf", self.difference(second))

    def test_a_job_row_is_named_with_its_job(self):
        def alter(file):
            # Rows are in the order point, replication, policy, job.
            file["jobs/finish"][((1 * REPLICATIONS + 2) * len(NAMES) + 3) * JOBS + 4] += 1
        line = self.difference(self.changed(alter))
        self.assertTrue(line.startswith(f"jobs/finish: 1 of {RUNS * JOBS} values"), line)
        self.assertIn("point 1, replication 2, policy cr_ldf, job 4", line)

    def test_status_and_redraws_count(self):
        def alter(file):
            file["status"][0, 1, 2] = 2
            file["redraws"][1, 3] += 1
        redraws, status = self.differences(self.path, self.changed(alter))
        worlds = POINTS * REPLICATIONS
        self.assertTrue(redraws.startswith(f"redraws: 1 of {worlds} values"), redraws)
        self.assertIn("point 1, replication 3:", redraws)
        self.assertTrue(status.startswith(f"status: 1 of {RUNS} values"), status)
        self.assertIn("point 0, replication 1, policy own", status)

    def test_a_status_is_told_by_name(self):
        def alter(file):
            file["status"][0, 1, 2] = 2
        self.assertIn("done and stuck", self.difference(self.changed(alter)))


class Studies(DiffTest):
    def test_a_metric_that_only_one_file_has(self):
        second = self.changed(lambda file: file.pop("slowdown_mean"))
        self.assertEqual(self.differences(self.path, second),
                         ["metric 'slowdown_mean' is only in the first file"])
        self.assertEqual(self.differences(second, self.path),
                         ["metric 'slowdown_mean' is only in the second file"])

    def test_a_unit_and_the_values_of_a_factor(self):
        def alter(file):
            file["cost"].attrs["units"] = "EUR"
            file["network.scale"][1] = neighbour(1.0)
        text = "\n".join(self.differences(self.path, self.changed(alter)))
        self.assertIn("'cost': 'USD' and 'EUR'", text)
        self.assertIn("'network.scale'", text)

    def test_other_policies_and_the_shared_ones_are_compared(self):
        lines = self.differences(self.path, self.run_with(policies("bace", "own", "cr_lcf")))
        self.assertEqual(lines, ["policy 'lcf' is only in the first file",
                                 "policy 'cr_ldf' is only in the first file",
                                 "policy 'cr_lcf' is only in the second file"])

    def test_another_seed(self):
        lines = self.differences(self.path, self.run_with("study.seed=8"))
        self.assertIn("seed: '7' and '8'", lines)
        self.assertTrue(any(line.startswith("cost: 48 of 48 values") for line in lines))

    def test_another_study_of_equal_size(self):
        ended = bacelab("diff", self.path, self.run_with("work.median_hours=3"))
        self.assertEqual(ended.returncode, DIFFERENT)
        self.assertIn("cost: 48 of 48 values differ", ended.stdout)
        self.assertIn("the study files differ", ended.stderr)

    def test_other_sizes(self):
        for pair, line in (("study.replications=5", "replications: 6 and 5"),
                           ("design.factors.bandwidth.values=[0.05]", "points: 2 and 1"),
                           ("jobs.count=5", "jobs in a run: 6 and 5"),
                           ("output.jobs=false", "jobs in a run: 6 and 0")):
            with self.subTest(pair=pair):
                self.assertIn(line, self.differences(self.path, self.run_with(pair)))

    def test_another_factor(self):
        study = SMALL_STUDY.replace('"network.scale"', '"network.fluctuation.sigma"').replace(
            "sigma = 0.3\n", "")
        second = self.results_of(self.write("other.toml", study), "other.h5", *self.WORDS)
        lines = self.differences(self.path, second)
        self.assertIn("factor 'network.scale' is only in the first file", lines)
        self.assertIn("factor 'network.fluctuation.sigma' is only in the second file", lines)


class Refused(DiffTest):
    def test_what_is_no_results_file_in_either_place(self):
        for bad, what in self.no_results(self.path):
            with self.subTest(path=bad.name):
                self.assert_refused(bacelab("diff", self.path, bad), bad, what)
                self.assert_refused(bacelab("diff", bad, self.path), bad, what)

    def test_advice_for_a_missing_file_is_about_reading(self):
        missing = self.directory / "missing.h5"
        self.assertNotIn("written", self.assert_refused(bacelab("diff", self.path, missing)))

    def test_one_file_is_not_enough_and_three_are_too_many(self):
        self.assert_refused(bacelab("diff", self.path), "B is required")
        self.assert_refused(bacelab("diff", *[self.path] * 3), "not expected")

    def test_nobody_has_to_read_it_but_a_full_disk_is_told(self):
        ended = into_a_closed_pipe("diff", self.path, self.path)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        ended = into_a_closed_pipe("diff", self.path, self.changed(lambda file: file.pop("cost")))
        self.assertEqual((ended.returncode, ended.stderr), (DIFFERENT, ""))
        self.assert_refused(onto_a_full_disk("diff", self.path, self.path), "standard output")


if __name__ == "__main__":
    unittest.main()
