"""`bacelab compare` on a design: a line for each point, in text, Markdown, LaTeX and CSV."""

import csv
import io
import json
import re
import unittest

from program import (
    DONE, SMALL_STUDY, ProgramTest, bacelab, open_results, settings, shows,
)
from terminal import on_a_terminal

SCALES = ["0.05", "1"]
BASELINES = ["lcf", "own", "cr_ldf"]
SECOND_FACTOR = """
[design.factors.amplitude]
key = "price.daily.amplitude"
values = [0.125, 0.3]
"""


class DesignTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.results_of(cls.small_study(), "runs.h5")
        cls.grid = cls.results_of(cls.write("grid.toml", SMALL_STUDY + SECOND_FACTOR), "grid.h5")
        cls.long = cls.results_of(cls.write("long.toml", (SMALL_STUDY + SECOND_FACTOR).replace(
            "own", "a_policy_whose_name_leaves_little_room_for_numbers")), "long.h5")

    def compare(self, *words, path=None):
        ended = bacelab("compare", path or self.path, *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def assert_cells(self, cells, table):
        """The mean in h and the overheads in percent of a line are those of the JSON."""
        texts = re.sub(r"[][,]", " ", " ".join(cells)).split()
        values = [table["policy_mean"]["value"] / 3600]
        for row in table["baselines"]:
            values += [100 * row["overhead"][end] for end in ("value", "lower", "upper")]
        self.assertEqual(len(texts), len(values))
        for text, value in zip(texts, values):
            self.assertTrue(shows(text, value), (text, value))


class Lines(DesignTest):
    WORDS = ("--metric", "jct_mean")

    def test_each_point_has_a_line_with_the_numbers_of_json(self):
        tables = json.loads(self.compare(*self.WORDS, "--json"))
        title, block, notes, _ = self.compare(*self.WORDS).split("\n\n")
        self.assertTrue(title.startswith("jct_mean [h], smaller is better: mean of bace"), title)
        self.assertEqual(len(block.splitlines()), 4)
        self.assertEqual(block.splitlines()[0].split(), ["network.", "bace", *BASELINES])
        for point, (line, table) in enumerate(zip(block.splitlines()[2:], tables, strict=True)):
            number, scale, *cells = line.split()
            self.assertEqual((number, scale), (str(point), SCALES[point]))
            self.assert_cells(cells, table)
        self.assertIn("optimistic", notes)

    def test_markdown_and_latex_have_the_same_cells(self):
        tables = json.loads(self.compare(*self.WORDS, "--json"))
        markdown = [line for line in self.compare(*self.WORDS, "--markdown").splitlines()
                    if line.startswith("|")]
        self.assertEqual(markdown[0], "| point | network.scale | bace [h] | lcf [%] | own [%] | "
                                      "cr\\_ldf [%] |")
        self.assertEqual(markdown[1], "|---|" + 5 * "--:|")
        latex = self.compare(*self.WORDS, "--latex")
        self.assertIn("\\begin{tabular}{lrrrrr}\n\\hline\npoint & network.scale & bace [h] & "
                      "lcf [\\%] & own [\\%] & cr\\_ldf [\\%] \\\\\n\\hline\n", latex)
        lines = [line for line in latex.replace("$", "").splitlines() if line[:1].isdigit()]
        rows = [line.removesuffix(" \\\\").split(" & ") for line in lines]
        for row, line, table in zip(rows, markdown[2:], tables, strict=True):
            self.assertEqual(line, f"| {' | '.join(row)} |")
            self.assert_cells(row[2:], table)

    def test_one_point_has_a_row_for_each_policy_in_them(self):
        [table] = json.loads(self.compare(*self.WORDS, "--point", 1, "--json"))
        markdown = self.compare(*self.WORDS, "--point", 1, "--markdown")
        rows = [line.strip("| ").split(" | ") for line in markdown.splitlines()
                if line.startswith("|")][2:]
        self.assertEqual([row[0].replace("\\", "") for row in rows], ["bace", *BASELINES])
        for row, baseline in zip(rows[1:], table["baselines"], strict=True):
            self.assertTrue(shows(row[1], baseline["baseline_mean"]["value"] / 3600))
            self.assertTrue(shows(row[2].split()[0], 100 * baseline["overhead"]["value"]))

    def test_pages_are_those_of_the_points(self):
        overload = re.compile(r"Means of an overloaded system.*\n( .*\n)*")  # told once
        pages = [overload.sub("", self.compare(*self.WORDS, "--point", point)) for point in (0, 1)]
        together = self.compare(*self.WORDS, "--each-point")
        self.assertEqual(overload.sub("", together), "\n".join(pages))
        self.assertEqual(len(overload.findall(together)), 1)
        self.assertIn("P(better)", pages[0])
        # Of which a line has none.
        self.assertIn("quantile 0.5", self.compare(*self.WORDS, "--quantile", 0.5))

    def test_csv_has_a_column_for_each_factor_to_full_precision(self):
        rows = list(csv.DictReader(io.StringIO(self.compare("--csv", path=self.grid))))
        self.assertEqual(
            list(dict.fromkeys((float(row["network.scale"]), float(row["price.daily.amplitude"]))
                               for row in rows)),
            [(0.05, 0.125), (0.05, 0.3), (1, 0.125), (1, 0.3)])
        pooled = self.compare("--csv", "--pooled", path=self.grid)
        self.assertNotIn("network.scale", pooled.splitlines()[0])

    def test_lines_fit_the_terminal_and_no_number_is_lost(self):
        for path, left_out in ((self.grid, {200: "", 80: "", 60: ""}),
                               (self.long, {200: "", 80: "price.daily.amplitude",
                                            60: "network.scale, price.daily.amplitude"})):
            tables = json.loads(self.compare(*self.WORDS, "--json", path=path))
            for columns, names in left_out.items():
                _, shown = on_a_terminal("compare", path, *self.WORDS, columns=columns,
                                         errors=False)
                self.assertLessEqual(max(map(len, shown.splitlines())), columns)
                told = re.findall(r"Left out, for lines of \d+ characters: (.*?);",
                                  " ".join(shown.split()))
                self.assertEqual(told, [names] if names else [])
                for point, table in enumerate(tables):
                    blocks = re.findall(rf"^{point}  .*", shown, re.MULTILINE)
                    skipped = 3 - len(names.split(", ")) if names else 3
                    cells = [cell for block in blocks for cell in block.split()[skipped:]]
                    self.assert_cells(cells, table)

    def test_pages_fit_the_terminal_and_no_number_is_lost(self):
        words = ("compare", self.long, "--each-point", "--quantile", 0.3, 0.5)
        _, wide = on_a_terminal(*words, columns=200, errors=False)
        for columns in (80, 60):
            _, shown = on_a_terminal(*words, columns=columns, errors=False)
            self.assertLessEqual(max(map(len, shown.splitlines())), columns)
            self.assertNotIn("\n\n\n", shown)
            self.assertEqual(*(sorted(re.findall(r"-?\d+\.\d+", text)) for text in (wide, shown)))

    def test_a_large_design_shows_its_first_points_and_says_how_to_see_all(self):
        values = [round(0.05 * i, 2) for i in range(1, 54)]
        path = self.results_of(self.directory / "small.toml", "large.h5", *settings(
            "study.replications=2", f"design.factors.bandwidth.values={values}"))
        for words, count in (((), 50), (("--all",), 53)):
            text = self.compare(*self.WORDS, *words, path=path)
            self.assertEqual(len(re.findall(r"^\d+ ", text, re.MULTILINE)), count)
            self.assertEqual("The first 50 of 53 points, 3 more: --all shows them" in text,
                             not words)
        self.assertEqual(len(json.loads(self.compare(*self.WORDS, "--json", path=path))), 53)
        self.assertEqual(self.compare(*self.WORDS, "--latex", path=path).count("\n52 & "), 1)

    def test_an_overload_is_told(self):
        study = SMALL_STUDY.replace("rate_per_hour = 1", "load = 0.6")
        for load, told in ((0.6, False), (1.24, True)):
            path = self.results_of(self.write("load.toml", study), "load.h5", "--force",
                                   *settings(f"arrivals.load={load}", "study.replications=2"))
            for words in ((), ("--point", 0)):
                text = " ".join(self.compare(*words, path=path).split())
                self.assertEqual("overloaded system" in text, told)
                self.assertEqual("1.24; see bacelab warmup." in text, told)

    def test_an_overload_by_the_rate_of_arrivals_is_told(self):
        for rate, told in ((0.02, False), (30, True)):
            path = self.results_of(self.directory / "small.toml", "rate.h5", "--force", *settings(
                f"arrivals.rate_per_hour={rate}", "study.replications=4"))
            text = " ".join(self.compare("--point", 1, path=path).split())
            self.assertEqual("overloaded system" in text, told)
            worlds = open_results(path).isel(point=1)
            load = float(worlds.world_work_per_gpu.mean() / worlds.world_jobs.mean()
                         / worlds.world_arrival_spacing.mean())
            self.assertEqual(f"offered load {load:.4g}; see bacelab warmup." in text, told)

    def test_a_queue_that_grows_is_told_from_the_job_rows(self):
        study = SMALL_STUDY.replace("rate_per_hour = 1", "load = 0.9")
        path = self.results_of(self.write("queue.toml", study), "queue.h5", *settings(
            "output.jobs=true", "jobs.count=150", "study.replications=10"))
        grows = [long["policy"] for long in json.loads(
            bacelab("warmup", path, "--json").stdout)["points"][1]["policies"]
            if long["growth_per_hour"]["lower"] > 0]
        text = " ".join(self.compare("--point", 1, path=path).split())
        self.assertIn("lcf", grows)
        self.assertIn(f"in the system grows under {', '.join(grows)}: means depend on", text)

    def test_points_may_have_fewer_job_rows_than_others(self):
        study = (SMALL_STUDY.replace("network.scale", "jobs.count")
                 .replace("[0.05, 1.0]", "[4, 40]")
                 .replace("rate_per_hour = 1", "load = 0.5"))
        path = self.results_of(self.write("rows.toml", study), "rows.h5",
                               *settings("output.jobs=true"))
        self.assertIn("jct_mean", self.compare(path=path))
        ended = bacelab("warmup", path, "--json")
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        short, _ = json.loads(ended.stdout)["points"]
        self.assertIsNotNone(short["policies"][0]["growth_per_hour"]["value"])

    def test_forms_exclude_each_other(self):
        for words in (("--markdown", "--csv"), ("--latex", "--json"), ("--latex", "--markdown"),
                      ("--each-point", "--pooled"), ("--latex", "--quantile", 0.5)):
            with self.subTest(words=words):
                self.assert_refused(bacelab("compare", self.path, *words), words[0])


if __name__ == "__main__":
    unittest.main()
