"""`bacelab validate`: the model's iteration times beside published step times."""

import csv
import io
import json
import pathlib
import unittest
import xml.etree.ElementTree

from program import BAD_INPUT, CONFIGS, DONE, SOURCE, ProgramTest, bacelab

TABLE = "configs/validation/step_times.csv"  # as docs/validation.md names it

# What the formulas of MODEL.md section 3 are known to be off by: mean |error| and largest error, %.
KNOWN = {
    ("slow_links", "gpipe", "Decentralized_FM"): (53, 7.7, -35.4),
    ("slow_links", "one_f_one_b", "Decentralized_FM"): (9, 2.4, 4.0),
    ("micro_batches", "zero_bubble", "Zero Bubble"): (8, 2.5, -3.8),
    ("micro_batches", "one_f_one_b", "Zero Bubble"): (8, 0.9, 1.9),
    ("micro_batches", "one_f_one_b", "vTrain"): (96, 5.9, 23.1),
    ("stages", "one_f_one_b", "vTrain"): (80, 8.3, -21.2),
    ("stages_at_scale", "one_f_one_b", "vTrain"): (43, 5.2, -25.6),
}


class ValidateTest(ProgramTest):
    def answer(self, *words):
        ended = bacelab("validate", TABLE, *words, cwd=SOURCE)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def rows(self):
        return list(csv.DictReader(io.StringIO(self.answer("--csv"))))


class Table(ValidateTest):
    def test_the_errors_are_those_known(self):
        by = json.loads(self.answer("--json"))["errors"][0]
        self.assertEqual({tuple(one["of"].values()) for one in by}, set(KNOWN))
        for one in by:
            rows, mean, largest = KNOWN[tuple(one["of"].values())]
            self.assertEqual(one["rows"], rows, one)
            self.assertAlmostEqual(100 * one["mean_absolute_error"], mean, delta=0.1)
            self.assertAlmostEqual(100 * one["largest_error"], largest, delta=0.1)

    def test_the_page_shows_what_the_command_prints(self):
        page = (SOURCE / "docs" / "validation.md").read_text()
        self.assertIn(self.answer(), page)

    def test_the_page_has_the_errors_by_format_micro_batches_and_tensor_parallel(self):
        page = " ".join((SOURCE / "docs" / "validation.md").read_text().split())

        def means(by, **wanted):
            """The mean errors of the summaries with these texts, in %, as the page lists them."""
            self.assertIn(f"`--by {' '.join(by)}`", page)
            found = json.loads(self.answer("--by", *by, "--json"))["errors"][0]
            return [f"{100 * one['mean_absolute_error']:.1f}" for one in found
                    if wanted.items() <= one["of"].items()]

        def listed(numbers):
            return ", ".join(numbers[:-1]) + " and " + numbers[-1] + " %"

        by = ("schedule", "bytes_per_value", "gbit_per_s", "delay_ms")
        for size in ("2", "4"):
            self.assertIn(listed(means(by, schedule="gpipe", bytes_per_value=size)), page)
        by = ("check", "publication", "micro_batches")
        self.assertIn(listed(means(by, check="stages")), page)
        by = ("check", "tensor_parallel")
        (mean,) = means(by, check="stages_at_scale", tensor_parallel="8")
        self.assertIn(f"the mean is {mean} %", page)

    def test_deeper_pipelines_with_several_micro_batches(self):
        errors = [abs(float(row["error"])) for row in self.rows()
                  if (row["check"], row["fit"]) == ("stages", "no") and int(row["micro_batches"]) >= 4]
        self.assertEqual(len(errors), 48)
        self.assertAlmostEqual(100 * sum(errors) / len(errors), 11.7, delta=0.1)

    def test_all_ways_to_print_have_the_same_numbers(self):
        with open(CONFIGS / "validation" / "step_times.csv", newline="") as file:
            table = list(csv.DictReader(file))
        rows = self.rows()
        for row, given, printed in zip(rows, table, json.loads(self.answer("--json"))["rows"],
                                       strict=True):
            self.assertEqual({name: row[name] for name in given}, given)
            self.assertEqual(printed["fields"], given)
            predicted = float(row["predicted_s"])
            self.assertEqual(predicted, printed["predicted_s"])
            self.assertAlmostEqual(float(row["error"]), predicted / float(row["seconds"]) - 1, 12)
            if row["fit"] == "yes":
                self.assertAlmostEqual(predicted / float(row["seconds"]), 1, 12)
        lines = self.answer("--rows").splitlines()[3:]
        self.assertEqual([line.split()[-1] for line in lines],
                         ["fitted" if row["fit"] == "yes" else
                          f"{100 * float(row['error']):+.1f}".replace("+0.0", "0.0")
                          .replace("-0.0", "0.0") for row in rows])

    def test_any_columns_can_be_asked_for(self):
        text = self.answer("--by", "check", "tensor_parallel")
        self.assertRegex(text, r"\nstages_at_scale, 8 +27 +3\.1 ")
        self.assertIn("one_f_one_b, 2, -, - ",
                      self.answer("--by", "schedule", "bytes_per_value", "gbit_per_s", "delay_ms"))


class Figure(ValidateTest):
    def test_each_predicted_row_is_a_point_of_its_schedule(self):
        file = pathlib.Path(self.directory) / "errors.svg"
        self.assertEqual(self.answer("--figure", file), self.answer())
        texts = [text for element in xml.etree.ElementTree.parse(file).iter()
                 for text in [(element.text or "").strip()] if text]
        for word in ("gpipe", "one_f_one_b", "zero_bubble", "measured time of an iteration [s]"):
            self.assertIn(word, texts)
        self.assertIn("predicted / measured - 1 [%]", " ".join(texts))
        self.assertNotIn("overlapped", texts)
        points = file.read_text().count("<use xlink:href='#gpPt")
        shapes = 16  # at most: symbols defined by others, and those of the legend
        self.assertTrue(297 + 3 <= points <= 297 + 3 + shapes, points)

    def test_a_figure_is_replaced_only_by_force(self):
        file = self.write("old.svg", "old")
        ended = bacelab("validate", TABLE, "--figure", file, cwd=SOURCE)
        self.assert_refused(ended, "old.svg", "exists")
        self.answer("--figure", file, "--force")
        self.assertIn("<svg", file.read_text())

    def test_the_table_is_not_overwritten(self):
        table = self.write("table.csv", (CONFIGS / "validation" / "step_times.csv").read_bytes())
        self.assert_refused(bacelab("validate", table, "--figure", table, "--force"), "table.csv")
        self.assertGreater(table.stat().st_size, 1000)


class Refused(ValidateTest):
    def test_what_is_wrong_with_a_table_is_named(self):
        good = (CONFIGS / "validation" / "step_times.csv").read_text()
        for old, new, words in (
                (",yes,gpipe,3,", ",yes,gpip,3,", ("wrong.csv:2: schedule = gpip", "gpipe")),
                (",no,gpipe,3,", ",yes,gpipe,3,", ("wrong.csv:3: fit = yes", "in line 2")),
                (",yes,gpipe,3,", ",no,gpipe,3,", ("wrong.csv:2: fit = no", "one is needed")),
                (",2.25,", ",0.1,", ("wrong.csv:2: seconds = 0.1", "alone take")),
                ("gbit_per_s", "gbps", ("wrong.csv: there is no column 'gbit_per_s'",)),
        ):
            with self.subTest(new=new):
                table = self.write("wrong.csv", good.replace(old, new, 1))
                self.assert_refused(bacelab("validate", table), *words)

    def test_columns_and_files_that_are_not_there(self):
        self.assert_refused(bacelab("validate", TABLE, "--by", "chek", cwd=SOURCE),
                            "--by chek", "did you mean 'check'?")
        self.assert_refused(bacelab("validate", "nowhere.csv"), "nowhere.csv")
        self.assertEqual(bacelab("validate").returncode, BAD_INPUT)


if __name__ == "__main__":
    unittest.main()
