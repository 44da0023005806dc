"""Studies whose replications go on until the best policy is selected: who is dropped where, whoever
computes it and however often it dies."""

import re
import unittest

import numpy as np

from program import (
    BAD_INPUT, DONE, MAY_GET_STUCK, SMALL_STUDY, ProgramTest, bacelab, bits, open_results, settings,
)
from same_ends import SameEnds

INCOMPLETE = 3
NOT_REACHED = 4
PRECISION = """
[precision]
goal = "select_best"
metric = "jct_mean"
indifference_percent = 4
minimum = 20
"""
STUDY = SMALL_STUDY.replace("replications = 6", "replications = 300") + PRECISION
POLICIES = ("bace", "lcf", "own", "cr_ldf")
WORSE, INDIFFERENT = 2, 3


def kim_nelson(values, percent, n0, step, alpha=0.05):
    """Where each policy (a column) is dropped, who is selected, and the verdicts on the others, by
    Kim and Nelson (2001), page 260, with c = 1; looks at n0 and every `step` worlds after it."""
    most, k = values.shape
    eta = 0.5 * ((2 * alpha / (k - 1)) ** (-2 / (n0 - 1)) - 1)
    h2 = 2 * eta * (n0 - 1)
    first = values[:n0]
    zone = percent / 100 * first.mean(axis=0).min()
    variance = np.array([[np.var(first[:, i] - first[:, j], ddof=1) for j in range(k)]
                         for i in range(k)])
    left, dropped, verdicts, close_to = list(range(k)), {}, {}, {}
    for r in range(n0, most + 1, step):
        mean = values[:r].mean(axis=0)
        width = np.maximum(0, zone / (2 * r) * (h2 * variance / zone**2 - r))
        before = list(left)
        for i in before:
            better = [j for j in before if mean[i] > mean[j] + width[i, j]]
            if better:
                left.remove(i)
                dropped[i] = r
                sure = any(width[i, j] > 0 or mean[i] - mean[j] >= zone for j in better)
                verdicts[i] = WORSE if sure else INDIFFERENT
                close_to[i] = better[-1]
        if len(left) == 1:
            for i in verdicts:  # close to one that is worse: worse too
                while verdicts[i] == INDIFFERENT and close_to[i] != left[0]:
                    verdicts[i], close_to[i] = verdicts[close_to[i]], close_to[close_to[i]]
            return left[0], {**dropped, left[0]: r}, verdicts, zone
    raise AssertionError("no policy was selected")


def ends_of(path):
    runs = open_results(path)
    return {name: runs[name].values.tolist() for name in
            ("replications_run", "stop_reason", "selected", "dropped_from", "verdict",
             "indifference_zone")}


class SelectBest(SameEnds, ProgramTest):
    ends_of = staticmethod(ends_of)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.write("best.toml", STUDY)
        cls.path = cls.directory / "reference.h5"
        cls.told = bacelab("run", cls.study, "-o", cls.path, "--threads", 1)
        cls.plain = cls.results_of(
            cls.write("plain.toml", STUDY[:STUDY.index("[precision]")]), "plain.h5")

    def test_it_is_the_procedure_of_kim_and_nelson(self):
        self.assertEqual(self.told.returncode, DONE, self.told.stderr)
        plain, ends = open_results(self.plain), ends_of(self.path)
        for point in (0, 1):
            jct = plain["jct_mean"].isel(point=point).values
            best, dropped, verdicts, zone = kim_nelson(jct, 4, 20, 10)
            self.assertEqual(ends["selected"][point], POLICIES[best])
            self.assertEqual(ends["dropped_from"][point], [dropped[i] for i in range(4)])
            self.assertEqual(ends["replications_run"][point], max(dropped.values()))
            self.assertAlmostEqual(ends["indifference_zone"][point] / zone, 1, 12)
            for policy, verdict in verdicts.items():
                self.assertEqual(ends["verdict"][point][policy], verdict)
            self.assertEqual(ends["verdict"][point][best], 1)
        dropped = np.array(ends["dropped_from"])
        self.assertGreater(len(np.unique(dropped)), 2)  # not all at once

    def test_what_ran_is_what_runs_without_a_goal_and_the_rest_is_not_run(self):
        runs, plain = open_results(self.path), open_results(self.plain)
        for point, dropped in enumerate(ends_of(self.path)["dropped_from"]):
            for policy, count in enumerate(dropped):
                here = runs.isel(point=point, policy=policy)
                there = plain.isel(point=point, policy=policy)
                for name in ("jct_mean", "cost", "status"):
                    self.assertEqual(bits(here[name][:count]), bits(there[name][:count]))
                self.assertTrue((here["status"][count:] == 0).all())
                self.assertTrue(np.isnan(here["cost"][count:]).all())

    def test_the_last_lines_say_who_is_selected_and_what_was_saved(self):
        ends = ends_of(self.path)
        for point in (0, 1):
            line = re.search(rf"^  point {point}, network.scale = .*$", self.told.stderr, re.M)[0]
            self.assertIn(f"{ends['selected'][point]} is selected in jct_mean after "
                          f"{ends['replications_run'][point]} replications", line)
            for policy, count in zip(POLICIES, ends["dropped_from"][point]):
                if policy != ends["selected"][point]:
                    self.assertIn(f"{policy} after {count}", line)
        runs = int(np.sum(ends["dropped_from"]))
        equal = 4 * sum(ends["replications_run"])
        self.assertIn(f"{runs} runs; {equal:,} if every policy had run", self.told.stderr)

    def test_another_goal_computes_the_runs_that_it_lacks(self):
        path = self.directory / "wider.h5"
        wide = bacelab("run", self.study, "-o", path,
                       *settings("precision.indifference_percent=15"))
        self.assertEqual(wide.returncode, DONE, wide.stderr)
        self.assertLess(np.sum(ends_of(path)["dropped_from"]),
                        np.sum(ends_of(self.path)["dropped_from"]))
        again = bacelab("run", self.study, "-o", path, "--resume")
        self.assertEqual(again.returncode, DONE, again.stderr)
        self.assert_equal_results(path)
        # And all runs without a goal, which takes up only worlds that have them.
        plain = bacelab("run", self.directory / "plain.toml", "-o", path, "--resume")
        self.assertEqual(plain.returncode, DONE, plain.stderr)
        self.assertEqual(bacelab("diff", self.plain, path).returncode, DONE)
        # And back.
        self.assertEqual(bacelab("run", self.study, "-o", path, "--resume").returncode, DONE)
        self.assert_equal_results(path)

    def test_what_the_maximum_leaves_undecided_is_said_and_exits_with_4(self):
        path = self.directory / "undecided.h5"
        run = bacelab("run", self.study, "-o", path,
                      *settings("study.replications=25", "precision.indifference_percent=0.01"))
        self.assertEqual(run.returncode, NOT_REACHED, run.stderr)
        self.assertIn("is undecided after 25 replications between", run.stderr)
        self.assertIn("did not select a policy", run.stderr)
        ends = ends_of(path)
        self.assertIn("", ends["selected"])
        more = bacelab("run", self.study, "-o", path, "--resume")
        self.assertEqual(more.returncode, DONE, more.stderr)
        self.assert_equal_results(path)

    def test_policies_that_never_differ_end_within_the_zone(self):
        same = STUDY.replace('"own", "cr_ldf"]', '"twin"]').replace("[policies.own]",
                                                                    "[policies.twin]")
        same = same.replace('policies = ["bace", "lcf", "twin"]', 'policies = ["twin", "same"]')
        twin = re.search(r"\[policies.twin\]\n((?:\w.*\n)+)", same)[1]
        study = self.write("twins.toml", same + "[policies.same]\n" + twin)
        run = bacelab("run", study, "-o", self.directory / "twins.h5")
        self.assertEqual(run.returncode, DONE, run.stderr)
        self.assertIn("twin is selected in jct_mean after 20 replications; dropped: same after 20 "
                      "(within 4 %)", run.stderr)

    def test_status_and_check_know_of_it(self):
        status = bacelab("status", self.path)
        self.assertIn("complete", status.stdout)
        runs = int(np.sum(ends_of(self.path)["dropped_from"]))
        self.assertIn(f"{runs:,} of {runs:,} (100.0 %)", status.stdout)
        check = bacelab("check", self.study)
        self.assertRegex(check.stdout, r"precision +best policy in jct_mean, with probability 0.95")
        self.assertIn("of differences of 4 % or more, checked from 20 replications on",
                      check.stdout)

    def test_compare_pairs_worlds_in_which_all_ran_and_says_so(self):
        ends = ends_of(self.path)
        least, most = min(ends["dropped_from"][0]), ends["replications_run"][0]
        compare = bacelab("compare", self.path, "--metric", "jct_mean", "--point", 0, "--json")
        self.assertEqual(compare.returncode, DONE, compare.stderr)
        self.assertIn(f"point 0: {least} of {most} worlds are compared", compare.stderr)
        alone = re.search(r"--baseline (\w+) alone compares (\d+)", compare.stderr)
        pair = bacelab("compare", self.path, "--metric", "jct_mean", "--point", 0, "--json",
                       "--baseline", alone[1])
        self.assertIn(f'"pairs": {alone[2]}', pair.stdout)

    def test_reports_and_figures_take_what_ran(self):
        for words in (("report", self.path, "-o", self.directory / "report.html"),
                      ("plot", self.path, "overhead", "--point", 0, "-o",
                       self.directory / "fig.svg"),
                      ("simulate", self.path, "--replication", 0, "--point", 0)):
            with self.subTest(words=words[0]):
                told = bacelab(*words)
                self.assertEqual(told.returncode, DONE, told.stderr)

    def test_a_policy_that_gets_stuck_is_dropped_there(self):
        path, plain = self.directory / "stuck.h5", self.directory / "stuck_plain.h5"
        words = settings(*MAY_GET_STUCK)
        bacelab("run", self.directory / "plain.toml", "-o", plain, *words,
                "--set", "study.replications=60")
        told = bacelab("run", self.study, "-o", path, *words, "--set", "study.replications=60")
        self.assertIn(told.returncode, (INCOMPLETE, NOT_REACHED), told.stderr)
        stuck = (open_results(plain)["status"].sel(policy="lcf").isel(point=0) == 2).values
        first = int(np.argmax(stuck))
        others = (open_results(plain)["status"].isel(point=0, replication=first) == 1).any()
        self.assertTrue(stuck.any() and others)
        ends = ends_of(path)
        self.assertEqual(ends["dropped_from"][0][1], first + 1)
        self.assertEqual(ends["verdict"][0][1], 4)
        self.assertIn(f"lcf after {first + 1} (incomplete)", told.stderr)

    def test_shards_are_refused(self):
        ended_run = bacelab("run", self.study, "--shard", "1/2")
        self.assert_refused(ended_run, "--shard", "precision")
        self.assertEqual(ended_run.returncode, BAD_INPUT)


if __name__ == "__main__":
    unittest.main()
