"""`bacelab world`: one world of a study as a person wants to see it."""

import json
import pathlib
import re
import unittest
import xml.etree.ElementTree

import numpy as np

from program import BAD_INPUT, DONE, ProgramTest, bacelab, settings, shows

# All that can change with time, and what the scheduler sees of it.
LIVELY = """\
[study]
replications = 3
horizon_hours = 300
start_hour_utc = 6

[regions]
names = ["Ireland", "Tokyo", "Sydney"]

[regions.outages]
mean_hours_between = 40

[region.Tokyo]
utc_offset_hours = 9

[network.fluctuation]
sigma = 0.3

[network.daily]
amplitude = 0.2

[network.observed]
delay_minutes = 30

[price.daily]
amplitude = 0.3

[price.spikes]
starts_per_year = 400

[price.observed]
noise_sigma = 0.1

[jobs]
count = 30
templates = ["qwen2.5-14b", "gemma-3-27b"]

[arrivals]
process = "mmpp"
rate_per_hour = 0.5
"""

BARS = "▁▂▃▄▅▆▇█─"
GROUPS = ["Electricity price", "Electricity price as the scheduler sees it", "Bandwidth",
          "Bandwidth as the scheduler sees it", "Usable GPUs"]


class WorldTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lively = str(pathlib.Path(cls.directory) / "lively.toml")
        pathlib.Path(cls.lively).write_text(LIVELY)

    def world(self, *words):
        ended = bacelab("world", *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def rows(self, text):
        """The lines with a sparkline, by the group's title and their name: the line and numbers."""
        found, group = {}, None
        for line in text.splitlines():
            title = re.split(", |  ", line)[0]
            if title in GROUPS:
                group = title
            row = re.fullmatch(rf"(.*?) +([{BARS}]+)((?: +[-\d.e]+)*)", line)
            if row:
                found[group, row[1]] = (row[2], [float(x) for x in row[3].split()])
        return found


class Terminal(WorldTest):
    def test_every_series_has_a_line_with_its_statistics(self):
        rows = self.rows(self.world(self.lively, "--replication", 2))
        for group in GROUPS:
            names = [name for title, name in rows if title == group]
            wanted = (["Ireland - Tokyo", "Ireland - Sydney", "Tokyo - Sydney"]
                      if group.startswith("Bandwidth") else ["Ireland", "Tokyo", "Sydney"])
            self.assertEqual(names, wanted, group)
        for (group, name), (line, numbers) in rows.items():
            self.assertEqual(len(numbers), 4 if "sees" in group else 6, (group, name))
            mean, _, least, most = numbers[:4]
            self.assertTrue(least <= mean <= most, (group, name))

    def test_statistics_are_those_of_the_scenario(self):
        hours = 100.0
        scenario = json.loads(bacelab("scenario", self.lively, "--replication", 1).stdout)
        text = self.world(self.lively, "--replication", 1, "--hours", hours)
        price = scenario["regions"][1]["price"]
        times, values = np.array(price["times_s"]) / 3600, np.array(price["usd_per_kwh"])
        values = values[times < hours]
        weights = np.diff(np.append(times[times < hours], hours)) / hours
        mean = weights @ values
        expected = [mean, np.sqrt(weights @ (values - mean) ** 2), values.min(), values.max()]
        line = next(line for line in text.splitlines() if line.startswith("Tokyo "))
        for shown, value in zip(line.split()[2:6], expected):
            self.assertTrue(shows(shown, value), (shown, value))

    def test_a_pipe_gets_lines_of_at_most_100_characters(self):
        text = self.world(self.lively)
        self.assertEqual([line for line in text.splitlines() if len(line) > 100], [])

    def test_arrivals_and_work_stand_beside_what_is_expected(self):
        text = self.world(self.lively)
        self.assertRegex(text, r"arrivals an hour +[\d.]+ +0\.5000\n")
        self.assertRegex(text, r"variation of gaps \(sd / mean\) +[\d.]+ +[\d.]+\n")
        self.assertRegex(text, r"offered load +[\d.]+ +[\d.]+\n")
        self.assertRegex(text, r"mean of the ideal hours +[\d.]+ +11\.02\n")  # 8 exp(0.8^2 / 2)

    def test_what_never_changes_is_a_line(self):
        study = str(pathlib.Path(self.directory) / "still.toml")
        pathlib.Path(study).write_text('[regions]\nnames = ["A", "B"]\ngpus_from = [128]\n')
        text = self.world(study)
        line, numbers = self.rows(text)["Electricity price", "A"]
        self.assertEqual(set(line), {"─"})
        self.assertEqual(numbers[1], 0.0)
        self.assertRegex(text, r"arrivals an hour +- +-\n")

    def test_many_links_are_cut_and_shown_on_request(self):
        study = str(pathlib.Path(self.directory) / "many.toml")
        names = [f"R{i}" for i in range(20)]
        pathlib.Path(study).write_text(f"[regions]\nnames = {json.dumps(names)}\n")
        self.assertIn("... and 175 more (--all)", self.world(study))
        self.assertEqual(len([1 for group, _ in self.rows(self.world(study, "--all"))
                              if group == "Bandwidth"]), 190)

    def test_a_point_of_the_design_is_named(self):
        self.assertIn("point 1 (network.scale = 1", self.world(self.small_study(), "--point", 1))


class Json(WorldTest):
    def test_the_same_statistics_as_the_tables_to_full_precision(self):
        rows = self.rows(self.world(self.lively, "--replication", 2))
        found = json.loads(self.world(self.lively, "--replication", 2, "--json"))
        self.assertEqual((found["study"], found["point"], found["replication"]),
                         (self.lively, 0, 2))
        keys = ["mean", "sd", "min", "max", "expected_mean", "expected_sd"]
        self.assertEqual([group["title"] for group in found["groups"]], GROUPS)
        self.assertEqual([group["unit"] for group in found["groups"]],
                         ["USD/kWh", "USD/kWh", "Gbit/s", "Gbit/s", "1"])
        shown = {(group["title"], one["name"]): [one[key] for key in keys]
                 for group in found["groups"] for one in group["series"]}
        self.assertEqual(shown.keys(), rows.keys())
        for name, (_, numbers) in rows.items():
            values = [value for value in shown[name] if value is not None]
            self.assertEqual(len(values), len(numbers), name)
            for number, value in zip(numbers, values):
                self.assertAlmostEqual(number, value, delta=6e-4 * abs(value) + 1e-12, msg=name)

    def test_jobs_are_those_of_the_scenario(self):
        scenario = json.loads(bacelab("scenario", self.lively, "--replication", 1).stdout)
        found = json.loads(self.world(self.lively, "--replication", 1, "--json"))["jobs"]
        arrivals = np.array([job["arrival_s"] for job in scenario["jobs"]])
        gaps = np.diff(arrivals)
        self.assertEqual(found["count"], 30)
        self.assertAlmostEqual(found["arrivals_per_hour"],
                               29 / (arrivals[-1] - arrivals[0]) * 3600, places=12)
        self.assertAlmostEqual(found["expected_arrivals_per_hour"], 0.5, places=12)
        self.assertAlmostEqual(found["gap_variation"], np.std(gaps) / np.mean(gaps), places=9)
        self.assertGreater(found["offered_load"], 0.0)
        self.assertGreater(found["expected_offered_load"], 0.0)
        self.assertEqual(found["templates"],
                         {name: sum(job["template"] == name for job in scenario["jobs"])
                          for name in ("qwen2.5-14b", "gemma-3-27b")})

    def test_what_has_no_value_is_null(self):
        study = str(pathlib.Path(self.directory) / "batch.toml")
        pathlib.Path(study).write_text('[regions]\nnames = ["A", "B"]\ngpus_from = [128]\n')
        jobs = json.loads(self.world(study, "--json"))["jobs"]
        self.assertEqual([jobs[key] for key in ("arrivals_per_hour", "gap_variation",
                                                "expected_arrivals_per_hour", "offered_load",
                                                "expected_offered_load")], [None] * 5)

    def test_all_series_and_the_point_are_there(self):
        study = str(pathlib.Path(self.directory) / "many_json.toml")
        names = [f"R{i}" for i in range(20)]
        pathlib.Path(study).write_text(f"[regions]\nnames = {json.dumps(names)}\n")
        groups = json.loads(self.world(study, "--json"))["groups"]
        self.assertEqual([len(group["series"]) for group in groups], [20, 190])
        point = json.loads(self.world(self.small_study(), "--point", 1, "--json"))
        self.assertTrue(point["point_label"].startswith("network.scale = 1"))


class Figure(WorldTest):
    def test_the_figure_has_a_panel_for_each_kind_and_a_line_for_each_series(self):
        file = pathlib.Path(self.directory) / "world's.svg"
        self.world(self.lively, "--svg", file)
        svg = xml.etree.ElementTree.parse(file)
        texts = [element.text for element in svg.iter() if element.tag.endswith("text")
                 for element in element.iter()]
        shown = "|".join(text for text in texts if text)
        for word in [*GROUPS, "Arrivals", "Ireland - Tokyo", "USD/kWh", "Gbit/s", "expected"]:
            self.assertIn(word, shown)
        self.assertEqual(list(pathlib.Path(self.directory).glob("*.tmp")), [])

    def test_a_file_that_cannot_be_written_is_an_error(self):
        ended = bacelab("world", self.lively, "--svg", "/nowhere/world.svg")
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("/nowhere/world.svg", ended.stderr)


class Refused(WorldTest):
    def test_what_the_study_does_not_have(self):
        for words, message in (
            (["--replication", 3], "--replication 3: the study has none of this number"),
            (["--point", 1], "--point 1"),
            (["--hours", 0], "--hours"),
            (settings("network.outages.mean_hours=0"), "network.outages.mean_hours = 0"),
            (settings("price.fluctuation.region_correlation=1.5"), "region_correlation = 1.5"),
            (settings("arrivals.burst_hours=-1"), "arrivals.burst_hours = -1"),
        ):
            ended = bacelab("world", self.lively, *words)
            self.assertEqual(ended.returncode, BAD_INPUT, words)
            self.assertIn(message, ended.stderr)


if __name__ == "__main__":
    unittest.main()
