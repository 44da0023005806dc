"""`bacelab report` in Chromium: nothing is requested, nothing fails, and it shows what compare says."""

import html
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from plots import ONE_POINT
from program import DONE, SMALL_STUDY, ProgramTest, bacelab, shows

CHROMIUM = shutil.which("chromium")
PROBE = pathlib.Path(__file__).parent / "report" / "probe.js"
LIGHT, DARK = 1, 0


def luminance(colour):
    return sum(int(level) for level in re.findall(r"\d+", colour)[:3])


def sorted_like(rows, table):
    """The baselines of a comparison in the order of the rows of a table."""
    named = {each["baseline"]: each for each in table["baselines"]}
    return [named[row[0]["text"]] for row in rows]


@unittest.skipUnless(CHROMIUM, "no Chromium is installed")
class ReportInBrowser(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = pathlib.Path(cls.directory)
        cls.results = {}
        for name, text in (("one", ONE_POINT), ("two", SMALL_STUDY)):
            (cls.folder / f"{name}.toml").write_text(text)
            for words in (("run", f"{name}.toml", "--quiet"), ("report", f"{name}.h5")):
                ended = bacelab(*words, cwd=cls.folder)
                assert ended.returncode == DONE, ended.stderr
        cls.found = {("one", LIGHT): cls.probe("one", LIGHT), ("one", DARK): cls.probe("one", DARK),
                     ("two", LIGHT): cls.probe("two", LIGHT)}

    @classmethod
    def probe(cls, name, scheme):
        """What probe.js finds in the page, and what the browser wrote to its console."""
        page = (cls.folder / f"{name}.report.html").read_text()
        driver = cls.folder / f"{name}.driver.html"
        text = json.dumps(page).replace("<", "\\u003c")
        driver.write_text(f"<!DOCTYPE html><meta charset=utf-8><body><script>window.report = {text}"
                          f";</script><script>{PROBE.read_text()}</script>")
        with tempfile.TemporaryDirectory(dir=cls.directory) as profile:
            ended = subprocess.run(
                [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                 "--disable-background-networking", "--disable-dev-shm-usage",
                 f"--user-data-dir={profile}", "--enable-logging=stderr", "--window-size=1500,900",
                 f"--blink-settings=preferredColorScheme={scheme}",
                 "--virtual-time-budget=20000", "--dump-dom", driver.as_uri()],
                capture_output=True, text=True, timeout=100, stdin=subprocess.DEVNULL)
        dom = re.search("FOUND(.*)DNUOF", ended.stdout, re.S)
        assert dom, ended.stdout[-500:] + ended.stderr[-2000:]
        console = [line for line in ended.stderr.splitlines() if "CONSOLE" in line]
        return {**json.loads(html.unescape(dom[1])), "console": console}

    def test_nothing_fails_and_nothing_is_requested(self):
        for found in self.found.values():
            # Frames without script say so of the page's own.
            self.assertEqual([line for line in found["console"] if "sandboxed" not in line], [])
            for look in found["looks"]:
                self.assertEqual(look["resources"], [])

    def test_without_script_all_is_shown(self):
        for found in self.found.values():
            for look in found["looks"]:
                self.assertGreaterEqual(look["figures"], 6)
                self.assertEqual(look["choices"], look["withScript"])
                if not look["withScript"]:
                    self.assertEqual(look["seen"], look["figures"])

    def test_it_fits_screens_of_1400_and_400_pixels(self):
        for found in self.found.values():
            for look in found["looks"]:
                self.assertLessEqual(look["overflow"], 0, look["width"])
                self.assertEqual(look["wide"], 0, look["width"])

    def test_it_is_dark_where_the_system_is(self):
        for look in self.found["one", LIGHT]["looks"]:
            self.assertGreater(luminance(look["paper"]), luminance(look["ink"]) + 400)
        for look in self.found["one", DARK]["looks"]:
            self.assertLess(luminance(look["paper"]), luminance(look["line"]) - 400)

    def test_numbers_are_those_of_compare(self):
        for look in self.found["one", LIGHT]["looks"]:
            compared = json.loads(bacelab("compare", self.folder / "one.h5", "--json").stdout)
            tables = [table for table in look["tables"] if table["policy"] == "bace"]
            for table, wanted in zip(tables, compared, strict=True):
                self.assertEqual(table["metric"], wanted["metric"])
                for row, baseline in zip(table["rows"][1:], wanted["baselines"], strict=True):
                    self.assertEqual(row[0]["text"], baseline["baseline"])
                    for cell, key in ((row[3], "overhead"), (row[4], "reduction")):
                        self.assertEqual(float(cell["value"]), baseline[key]["value"])
                        self.assertEqual(float(cell["upper"]), baseline[key]["upper"])
                        self.assertTrue(shows(cell["text"].split(" [")[0],
                                              100.0 * baseline[key]["value"]))

    def test_tables_sort_by_the_heading_that_is_clicked(self):
        up, down = (self.found["one", LIGHT]["sorted"][way] for way in ("up", "down"))
        numbers = [float(value) for value in up]
        self.assertEqual(numbers, sorted(numbers))
        self.assertEqual(down, up[::-1])

    def test_choices_show_a_metric_or_a_baseline_alone(self):
        for found in self.found.values():
            self.assertEqual(found["chosen"]["metrics"], ["cost"])
            self.assertEqual(found["chosen"]["baselines"], ["lcf"])

    def test_another_policy_under_test_can_be_chosen(self):
        for name, words in (("one", ()), ("two", ("--pooled",))):
            found = self.found[name, LIGHT]["exchanged"]
            self.assertEqual(found["policies"], ["lcf"])
            compared = json.loads(bacelab("compare", self.folder / f"{name}.h5", "--json",
                                          "--policy", "lcf", *words).stdout)
            for table, wanted in zip(found["tables"], compared, strict=True):
                own, *rows = table["rows"]
                self.assertEqual(own[0]["text"], "lcf")
                for row, baseline in zip(rows, sorted_like(rows, wanted), strict=True):
                    self.assertEqual(float(row[3]["value"]), baseline["overhead"]["value"])
            self.assertTrue(any("bace" in text for text in found["verdicts"]))
            self.assertEqual(found["figures"], 2 if name == "one" else 0)

    def test_a_part_of_a_figure_can_be_enlarged(self):
        first, dragged, clicked, undone = self.found["one", LIGHT]["enlarged"]
        whole = {"x": 0, "y": 0, "width": 1, "button": False}
        self.assertEqual(first, whole)
        for name, wanted in (("x", 0.25), ("y", 0.5), ("width", 0.5)):
            self.assertAlmostEqual(dragged[name], wanted, delta=0.01)
        self.assertTrue(dragged["button"])
        self.assertEqual(clicked, dragged)
        self.assertEqual(undone, whole)

    def test_a_point_says_what_it_is(self):
        hovered = self.found["one", LIGHT]["hovered"]
        self.assertTrue(hovered["seen"])
        self.assertEqual(hovered["text"], hovered["wanted"])
        self.assertRegex(hovered["text"], r"(?s)lcf\n.*: [\d.]+ h\n.*: [\d.]+ h\nreplication 0$")
        self.assertLess(hovered["off"], 1.5)  # pixels
        self.assertRegex(self.found["one", LIGHT]["ecdf"],
                         r"(?s)^bace\n.*: [\d.]+ h\n.*: 0\.1667\nreplication \d$")


if __name__ == "__main__":
    unittest.main()
