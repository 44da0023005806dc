"""`bacelab match`: which points agree with published figures, by hand from the stored runs."""

import csv
import io
import json
import unittest

import numpy as np

from program import DONE, SMALL_STUDY, ProgramTest, bacelab, open_results

BASE = SMALL_STUDY[:SMALL_STUDY.index("[design]")]
STUDY = BASE + """
[design]
type = "lhs"
samples = 24
[design.factors.bandwidth]
key = "network.scale"
low = 0.01
high = 1
scale = "log"
[design.factors.micro]
key = "jobs.micro_batches"
values = [16, 64]
[design.factors.baselines.settings.elastic]
[design.factors.baselines.settings.rigid]
"policies.cr_ldf.min_stage_fraction" = 1
[design.cases.published]
[design.cases.many]
"jobs.count" = 9
"""
TARGETS = """
[targets.jct]
case = "published"
output = "overhead(jct_mean, cr_ldf)"
value = 0.1
tolerance = 0.02
discrepancy = 0.01
source = "a paper"
[targets.more_jobs]
case = "many"
over_case = "published"
output = "jct_mean"
low = 0.2
high = 0.4
tolerance = 0.05
worlds = 1
source = "a paper"
"""


class Match(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.file = cls.results_of(cls.write("a.toml", STUDY), "a.h5")
        cls.targets = cls.write("targets.toml", TARGETS)

    def done(self, ended):
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return ended.stdout

    def match(self, *arguments):
        return self.done(bacelab("match", self.file, "--targets", self.targets, *arguments))

    def by_hand(self):
        """The implausibilities of each sample, [sample, target]."""
        with open_results(self.file) as runs:
            a, b = (runs["jct_mean"].sel(policy=p).values for p in ("bace", "cr_ldf"))
        n = a.shape[1]
        x, y = a[::2], b[::2]
        value = y.mean(1) / x.mean(1) - 1
        noise = ((y - x - value[:, None] * x) / x.mean(1)[:, None]).var(1, ddof=1) / n
        first = np.abs(value - 0.1) / np.sqrt(noise + 0.02**2 + 0.01**2)
        many = a[1::2]
        ratio = many.mean(1) / x.mean(1) - 1
        residuals = (many - (1 + ratio)[:, None] * x) / x.mean(1)[:, None]
        noise = residuals.var(1, ddof=1) / n * (1 + n)
        distance = np.maximum(0, np.maximum(0.2 - ratio, ratio - 0.4))
        return np.stack([first, distance / np.sqrt(noise + 0.05**2)], axis=1)

    def test_implausibilities_are_those_of_the_stored_runs(self):
        expected = self.by_hand()
        answer = json.loads(self.match("--json", "--misses", "0"))
        self.assertEqual(len(answer["samples"]), 24)
        for sample in answer["samples"]:
            np.testing.assert_allclose(
                list(sample["targets"].values()), expected[sample["point"] // 2], rtol=1e-9)
            self.assertAlmostEqual(sample["implausibility"], max(sample["targets"].values()))
        order = [sample["implausibility"] for sample in answer["samples"]]
        self.assertEqual(order, sorted(order))
        self.assertEqual(answer["points_left"], int((expected.max(1) <= 3).sum()))
        for name, column in zip(("jct", "more_jobs"), expected.T):
            target = next(t for t in answer["targets"] if t["name"] == name)
            self.assertEqual(target["reached"], int((column <= 3).sum()))
            self.assertAlmostEqual(target["implausibility"], column.min())
        parts = [part for part in answer["factors"] if part["factor"] == "baselines"]
        self.assertEqual([part["value"] for part in parts], ["elastic", "rigid"])
        self.assertEqual(sum(part["places"] for part in parts), answer["places"])

    def test_csv_has_a_row_a_point(self):
        rows = list(csv.DictReader(io.StringIO(self.match("--csv"))))
        self.assertEqual(len(rows), 24)
        expected = self.by_hand()
        for row in rows:
            self.assertAlmostEqual(float(row["implausibility_jct"]),
                                   expected[int(row["point"]) // 2][0], places=9)
            self.assertIn(row["baselines"], ("elastic", "rigid"))
            self.assertEqual(row["ruled_out"], str(float(row["implausibility"]) > 3).lower())

    def test_the_text_fits_80_columns_and_names_what_it_found(self):
        text = self.match("--top", "2")
        for words in ("jct ", "more_jobs", "The least implausible 2 of 24 points", "baselines",
                      "Not ruled out:", "of 20000 places"):
            self.assertIn(words, text)
        self.assertLessEqual(max(map(len, text.splitlines())), 100)

    def test_the_next_wave_is_inside_what_is_left_and_runs(self):
        study = self.directory / "next.toml"
        self.match("--next", "12", "-o", study, "--misses", "0", "--cut", "6")
        again = self.directory / "again.toml"
        self.match("--next", "12", "-o", again, "--misses", "0", "--cut", "6")
        with open(study, encoding="utf-8") as first, open(again, encoding="utf-8") as second:
            self.assertEqual(first.read(), second.read())
        wave = self.directory / "wave2.h5"
        self.done(bacelab("run", study, "-o", wave))
        with open_results(wave) as runs:
            self.assertEqual(runs.sizes["point"], 24)
            self.assertEqual(runs.attrs["design_type"], "points")
        both = self.done(bacelab("match", self.file, wave, "--targets", self.targets,
                                 "--misses", "0", "--json"))
        answer = json.loads(both)
        self.assertEqual(answer["points"], 36)
        self.assertEqual(answer["files"], [str(self.file), str(wave)])
        message = self.assert_refused(
            bacelab("match", self.file, "--targets", self.targets, "--next", "12", "-o", study),
            "--force")
        self.assertIn(str(study), message)

    def refused(self, targets, *words, arguments=()):
        path = self.write("bad.toml", targets)
        return self.assert_refused(
            bacelab("match", self.file, "--targets", path, *arguments), *words)

    def test_bad_targets(self):
        one = TARGETS[:TARGETS.index("[targets.more_jobs]")]
        for old, new, *words in (
                ("jct_mean", "jct_meen", "targets.jct.output", "did you mean 'jct_mean'"),
                ("cr_ldf", "cr_lfd", "targets.jct.output", "did you mean 'cr_ldf'", "bace, "),
                ('"published"', '"publish"', "targets.jct.case", "published, many"),
                ('case = "published"\n', "", "several cases", "published, many"),
                ("overhead(", "ratio(", "targets.jct.output", "there is no form 'ratio'"),
                ("tolerance = 0.02", "tolerance = 0", "targets.jct.tolerance",
                 "all points would be ruled out"),
                ("tolerance = 0.02\n", "", "targets.jct.tolerance", "is missing"),
                ("value = 0.1\n", "", "a value, or a range"),
                ("value = 0.1", "low = 0.3\nhigh = 0.2", "below low"),
                ("source = ", "sauce = ", "did you mean")):
            with self.subTest(new=new):
                self.refused(one.replace(old, new), *words, arguments=("--misses", "0"))
        self.refused("", "there are no published figures")
        self.refused("[targets]\n", "there are no published figures")
        self.refused(one, "--misses 1", "0 to 0")

    def test_bad_calls(self):
        for arguments, *words in (
                (("--next", "5"), "--next needs -o"),
                (("-o", self.directory / "x.toml"), "-o needs --next"),
                (("--misses", "2"), "there are 2 targets"),
                (("--cut", "0"), "--cut"),
                (("--misses", "-1"), "--misses"),
                (("--json", "--csv"), "--csv"),
                (("--next", "5", "-o", self.file, "--force"), str(self.file)),
                (("--next", "5", "--misses", "0", "--cut", "1e-9", "-o", self.directory / "x.toml"),
                 "nothing is left of the space")):
            with self.subTest(arguments=arguments):
                self.assert_refused(
                    bacelab("match", self.file, "--targets", self.targets, *arguments), *words)

    def test_a_figure_stands_beside_the_same_answer(self):
        file = self.directory / "match.svg"
        self.assertEqual(self.match("--figure", file), self.match())
        drawing = file.read_text(encoding="utf-8")
        for words in ("<svg", "more_jobs", "baselines = rigid", "implausibility"):
            self.assertIn(words, drawing)
        self.assert_refused(bacelab("match", self.file, "--targets", self.targets, "--figure", file),
                            "match.svg", "--force")
        self.assert_refused(bacelab("match", self.file, "--targets", self.targets, "--figure",
                                    self.targets, "--force"), str(self.targets))

    def test_a_file_without_a_design(self):
        study = self.write("one.toml", BASE)
        one = self.results_of(study, "one.h5")
        self.assert_refused(bacelab("match", one, "--targets", self.targets), "[design]")

    def test_files_that_do_not_belong_together(self):
        study = self.write("other.toml", STUDY.replace("[design.cases.many]", "[design.cases.few]"))
        other = self.results_of(study, "other.h5")
        self.assert_refused(bacelab("match", self.file, other, "--targets", self.targets),
                            "do not belong together", "published, few")


if __name__ == "__main__":
    unittest.main()
