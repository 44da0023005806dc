"""`bacelab compare`: its table, runs that are incomplete, and what it refuses."""

import re
import unittest

import numpy as np

from comparing import BASELINES, LARGER_IS_BETTER, POINTS, CompareTest, expected, flat
from program import (
    DONE, INCOMPLETE, MAY_GET_STUCK, SMALL_STUDY, bacelab, into_a_closed_pipe, onto_a_full_disk,
    shows,
)

# With what their means are multiplied in the table.
MECHANISMS = (("edges_refused_share", 100), ("out_of_order_share", 100), ("reallocated_share", 100),
              ("cross_region_jobs", 1), ("stalled_fraction", 100), ("network_utilisation", 100))


class Table(CompareTest):
    def assert_shown(self, block, policy, values):
        """The numbers after a policy's name in a table are these values."""
        [line] = [line for line in block.splitlines() if line.startswith(policy + " ")]
        texts = re.sub(r"[][,]", " ", line).split()[1:]
        self.assertEqual(len(texts), len(values), line)
        for text, value in zip(texts, values):
            self.assertTrue(shows(text, value), f"{value} in: {line}")

    def test_numbers_are_those_of_json_and_of_the_runs(self):
        for metric, unit, by in (("jct_mean", " [h]", 1 / 3600), (LARGER_IS_BETTER, "", 1)):
            words = ("--metric", metric, "--point", 0)
            title, means, evidence, _, _, mechanisms, _ = self.compare(*words).split("\n\n")
            self.assertTrue(title.startswith(metric + unit + ", "), title)
            for row in self.rows(*words):
                def limits(name, factor):
                    return [factor * row[name + end] for end in ("", "_lower", "_upper")]
                self.assert_shown(means, "bace", [row["policy_mean"] * by])
                self.assert_shown(means, row["baseline"], [
                    row["baseline_mean"] * by, *limits("difference", by),
                    *limits("overhead", 100), *limits("reduction", 100)])
                self.assert_shown(evidence, "bace", limits("policy_best", 100))
                self.assert_shown(evidence, row["baseline"], [
                    *limits("probability_better", 100), row["ties"], row["p_value"],
                    row["p_adjusted"], *limits("probability_best", 100),
                    row["variance_reduction"]])
            for policy in ("bace", *BASELINES):
                runs = self.runs.isel(point=0).sel(policy=policy)
                self.assert_shown(mechanisms, policy, [
                    factor * float(runs[name].mean()) for name, factor in MECHANISMS])

    def test_no_line_has_more_than_100_columns(self):
        study = SMALL_STUDY.replace("own", "a_policy_whose_name_leaves_little_room_for_numbers")
        long = self.results_of(self.write("long.toml", study), "long.h5")
        path = self.altered(long, "large.h5", lambda file: file["cost"].write_direct(
            file["cost"][()] * 1e12))
        for words in ((), ("--confidence", 0.9999), ("--metric", "head_of_line_blocked"),
                      ("--interval", "bca", "--resamples", 100, "--adjust", "bonferroni"),
                      ("--pooled",), ("--adjust", "none"), ("--each-point",),
                      ("--quantile", 0.2, 0.5, 0.8), ("--equivalent", 2, "--dominance")):
            self.assertLessEqual(max(map(len, self.compare(*words, path=path).splitlines())), 100)

    def test_it_is_said_that_intervals_are_not_simultaneous(self):
        told = "the 3 of a column together with less: --adjust bonferroni."
        for words, is_told in ((("--point", 0), True), (("--adjust", "none", "--pooled"), True),
                               (("--point", 0, "--adjust", "bonferroni"), False),
                               (("--point", 0, "--baseline", "own"), False),
                               (("--point", 0, "--markdown"), True)):
            text = " ".join(self.compare(*words).split())
            self.assertEqual(told in text, is_told, words)
        self.assertIn("the 3 of a line together", " ".join(self.compare().split()))

    def test_tables_stand_apart(self):
        lines = self.compare("--each-point").splitlines()
        titles = [i for i, line in enumerate(lines) if " is better: bace against " in line]
        self.assertEqual([lines[i - 1] for i in titles[1:]], ["", "", ""])

    def test_nobody_has_to_read_it_but_a_full_disk_is_told(self):
        for words in ((), ("--json",), ("--csv",)):
            ended = into_a_closed_pipe("compare", self.path, *words)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            self.assert_refused(onto_a_full_disk("compare", self.path, *words), "standard output")


class Incomplete(CompareTest):
    SETTINGS, STATUS = MAY_GET_STUCK, INCOMPLETE

    def test_they_are_refused_by_name(self):
        told, stuck = self.refused("--point", 0), self.runs["status"].isel(point=0) == 2
        named = re.findall(r"replication (\d+) under (\w+) \(stuck\)", told)
        self.assertTrue(all(stuck.sel(replication=int(i), policy=name) for i, name in named))
        self.assertIn(f"and {int(stuck.sum()) - len(named)} more; --drop-incomplete", told)
        self.rows("--baseline", "own")  # whose runs are complete

    def test_their_worlds_are_dropped_for_all_policies_and_counted(self):
        ended = bacelab("compare", self.path, "--drop-incomplete", "--json")
        for row in flat(ended.stdout):
            point = POINTS.index(row["point"])
            kept = np.flatnonzero((self.runs["status"].values[point] == 1).all(axis=1))
            self.assertIn(f"point {point}: {40 - len(kept)} of 40 worlds left out", ended.stderr)
            values = expected(*self.values(row, replication=kept))
            # Worlds keep their numbers, under which they can be run again.
            worst = [str(kept[int(i)]) for i in values["worst_worlds"].split(";") if i]
            self.assert_numbers(row, values | {"worst_worlds": ";".join(worst)})

    def test_where_points_are_pooled_whole_clusters_are_dropped(self):
        self.assertIn("point 0: incomplete runs", self.refused("--pooled"))
        kept = np.flatnonzero((self.runs["status"].values == 1).all(axis=(0, 2)))
        ended = bacelab("compare", self.path, "--drop-incomplete", "--pooled", "--json")
        self.assertIn(f"{40 - len(kept)} of 40 replications left out", ended.stderr)
        for row in flat(ended.stdout):
            self.assertEqual(row["pairs"], len(kept))
            runs = self.runs[row["metric"]].isel(replication=kept).sel(policy=row["baseline"])
            self.assertAlmostEqual(row["baseline_mean"] / float(runs.mean()), 1, 12)

    def test_some_world_must_be_left(self):
        for status, name in ((0, "not_run"), (3, "failed")):
            path = self.altered(self.path, "none.h5", lambda file: file["status"].write_direct(
                np.full(file["status"].shape, status, "u1")))
            self.assertIn(f"replication 0 under bace ({name})", self.refused(path=path))
            self.assertIn("no world", self.refused("--drop-incomplete", path=path))


class Refused(CompareTest):
    def test_what_is_no_results_file(self):
        for path, what in self.no_results(self.path):
            self.assert_refused(bacelab("compare", path), path, what)

    def test_unknown_names_with_the_nearest_known_and_what_makes_no_comparison(self):
        for words, told in (
                (("--metric", "jct_men"), "'jct_men' (did you mean 'jct_mean'?)"),
                (("--baseline", "cr_lfd"), "'cr_lfd' (did you mean 'cr_ldf'?)"),
                (("--policy", "bcae"), "'bcae' (did you mean 'bace'?)"),
                (("--metric", "cost", "cost"), "twice"), (("--baseline", "bace"), "bace"),
                (("--point", 2), "0 to 1"), (("--point", -1), "0 to 1"),
                (("--json", "--csv"), "--csv"), (("--confidence", 95), "--confidence"),
                (("--confidence", "nan"), "--confidence"),
                (("--interval", "fieller"), "{delta,percentile,bca,johnson,bootstrap_t}"), (("--adjust", "hochberg"), "--adjust"),
                (("--resamples", 10), "--resamples"), (("--quantile", 95), "--quantile 95"),
                (("--quantile", 0.5, 0.9, 0.5), "--quantile 0.5: is given twice"),
                (("--bootstrap-seed", -1), "--bootstrap-seed: '-1' is not a whole number from 0"),
                (("--bootstrap-seed", 2**64), f"'{2**64}' is not a whole number from 0"),
                (("--pooled", "--point", 0), "--pooled"),
                (("--pooled", "--quantile", 0.5), "--pooled"),
                (("--equivalent", 0), "--equivalent 0: a margin in per cent, above 0 and below 100"),
                (("--equivalent", -2), "--equivalent -2"), (("--equivalent", "nan"), "nan"),
                (("--equivalent", 2, "--markdown"), "--markdown"),
                (("--dominance", "--pooled"), "--pooled"), (("--control", "--pooled"), "--pooled"),
                (("--control",), "point 0: 40 worlds are too few for --control; 100 are needed")):
            with self.subTest(words=words):
                self.assertIn(told, self.refused(*words))

    def test_files_that_another_program_changed_before_anything_is_printed(self):
        def put(name, value):
            return lambda file: file[name].write_direct(
                np.array(value, file[name].dtype), dest_sel=np.s_[0, 2, 0])
        for alter, told in ((put("cost", np.nan), "replication 2"), (put("status", 200), "200")):
            with self.subTest(told=told):
                self.assertIn(told, self.refused(path=self.altered(self.path, "new.h5", alter)))


if __name__ == "__main__":
    unittest.main()
