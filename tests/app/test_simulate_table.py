"""`bacelab simulate` for a reader: the table of jobs, the metrics and the timeline."""

import json
import os
import re
import unittest

from program import DONE, INCOMPLETE, ProgramTest, bacelab, settings, shows
from small_world import small_world
from terminal import on_a_terminal

IN_A_PIPE = 100  # columns
NARROWEST = 60


def parts(text):
    """Head, table, metrics and timeline, as lists of lines."""
    head, table, rest = text.split("\n\n", 2)
    metrics, timeline = re.split(r"\n(?=job  \()", rest)
    return [part.splitlines() for part in (head, table, metrics, timeline)]


class Readable(ProgramTest):
    def simulate(self, change=lambda world: None, policy="bace"):
        return self.shown(self.write("world.json", small_world(change)), policy)

    def shown(self, world, policy):
        ended = bacelab("simulate", world, "--policy", policy)
        self.assertIn(ended.returncode, (DONE, INCOMPLETE), ended.stderr)
        return ended.stdout

    def answer(self):
        world = self.write("world.json", small_world())
        return json.loads(bacelab("simulate", world, "--policy", "bace", "--json").stdout)

    def large_world(self):
        """Jobs that take many regions each."""
        study = self.small_study()
        small_regions = settings(
            "regions.gpus_from=[8]", "jobs.one_region=any", "design.factors.bandwidth.values=[100]",
            'regions.names=["Ireland", "Tokyo", "Sydney", "South Carolina", "Frankfurt", '
            '"Singapore", "Montreal", "Sao Paulo", "Mumbai", "Hongkong"]')
        return self.write("large.json", bacelab("scenario", study, *small_regions).stdout)


class Table(Readable):
    def test_the_head_says_what_was_run(self):
        (head,), *_ = parts(self.simulate())
        self.assertRegex(head, r"world\.json under bace: 3 regions, 8 GPUs, 3 jobs$")

    def test_a_row_a_job_with_what_became_of_it(self):
        _, table, _, _ = parts(self.simulate())
        self.assertEqual(table[0].split()[:3], ["job", "template", "arrival"])
        jobs = self.answer()["jobs"]
        for line, job in zip(table[2:], jobs, strict=True):
            number, template, *cells, path = line.split(None, 8)
            self.assertEqual((int(number), template), (job["id"], job["template"]))
            values = (job["arrival_s"] / 3600, job["wait_s"] / 3600, job["jct_s"] / 3600,
                      job["slowdown"], job["cost_usd"], 100 * job["stalled_fraction"])
            for cell, value in zip(cells, values, strict=True):
                self.assertTrue(shows(cell, value), (line, value))
            self.assertEqual(path, " > ".join(
                f"{region}:{stages}" for region, stages in
                zip(job["path"], job["stages_per_region"], strict=True)))

    def test_what_a_job_never_reached_is_a_dash(self):
        def link_that_fails(world):
            world["links"][0]["bandwidth"] = {"times_s": [0, 1800], "bit_per_s": [8e9, 0]}

        _, table, _, _ = parts(self.simulate(link_that_fails))
        started, never_started = table[2].split(), table[3].split()
        self.assertEqual([started[i] for i in (4, 5, 7)], ["-", "-", "-"])
        self.assertEqual(started[8:], ["North:1", ">", "South:3"])
        self.assertEqual([never_started[i] for i in (3, 4, 5, 7)], ["-", "-", "-", "-"])
        self.assertEqual(never_started[8:], ["never", "started"])

    def test_every_metric_stands_with_its_unit(self):
        _, _, metrics, _ = parts(self.simulate())
        values = self.answer()["metrics"]
        self.assertEqual(len([line for line in metrics if line]), len(values))
        for name, unit, value in (
                ("mean job completion time", "h", values["jct_mean"] / 3600),
                ("makespan", "h", values["makespan"] / 3600),
                ("electricity cost", "USD", values["cost"]),
                ("energy", "kWh", values["energy"]),
                ("GPU utilisation", "", values["gpu_utilisation"])):
            (line,) = [line for line in metrics if line.startswith(name + " ")]
            number, *shown_unit = line.removeprefix(name).split()
            self.assertTrue(shows(number, value), line)
            self.assertEqual(shown_unit, [unit] if unit else [])

    def test_counts_have_no_decimals(self):
        _, _, metrics, _ = parts(self.simulate())
        for name in ("cross-region jobs", "unserved jobs", "scheduling passes"):
            (line,) = [line for line in metrics if line.startswith(name)]
            self.assertRegex(line, r" \d+$")

    def test_a_metric_without_a_value_is_a_dash(self):
        _, _, metrics, _ = parts(self.simulate(policy="lcf"))
        (line,) = [line for line in metrics if line.startswith("mean job completion time")]
        self.assertEqual(line.split()[4], "-")


class Timeline(Readable):
    def bars(self, *arguments, **options):
        """Hours of a column, and for each job the columns before it, waiting and running."""
        _, _, _, lines = parts(self.simulate(*arguments, **options))
        column_h = float(re.search(r"a column is ([\d.e-]+) h", lines[0])[1])
        rows = [re.fullmatch(r" *(\d+) ( *)(\.*)(█*)(\??)", line) for line in lines[1:-2]]
        return column_h, {int(row[1]): (len(row[2]), len(row[3]), len(row[4]), row[5])
                          for row in rows}

    def test_bars_are_as_long_as_the_times(self):
        column_h, bars = self.bars()
        for job in self.answer()["jobs"]:
            before, waits, runs, end = bars[job["id"]]
            columns = [job[key] / 3600 / column_h for key in ("arrival_s", "start_s", "finish_s")]
            for drawn, exact in zip((before, before + waits, before + waits + runs), columns,
                                    strict=True):
                self.assertLessEqual(abs(drawn - exact), 1.1)
            self.assertEqual(end, "")

    def test_a_job_that_never_finished_has_a_question_mark(self):
        _, bars = self.bars(policy="lcf")
        for before, waits, runs, end in bars.values():
            self.assertEqual((runs, end), (0, "?"))
            self.assertGreater(waits, 0)
        self.assertGreater(bars[2][0], 0)

    def test_ticks_stand_where_their_times_say(self):
        _, _, _, lines = parts(self.simulate())
        column_h, _ = self.bars()
        ticks, labels = lines[-2], lines[-1]
        self.assertTrue(labels.endswith(" h"))
        hours = [float(label) for label in labels.split()[:-1]]
        starts = [match.start() for match in re.finditer(r"\|", ticks)]
        self.assertEqual(len(hours), len(starts))
        self.assertGreater(len(hours), 3)
        for hour, start in zip(hours, starts, strict=True):
            self.assertLessEqual(abs((start - starts[0]) * column_h - (hour - hours[0])), column_h)

    def test_a_world_of_many_jobs_shows_the_first_40(self):
        def many(world):
            world["jobs"] = [{"id": i, "template": "small", "arrival_s": 60 * i, "iterations": 1e4}
                             for i in range(100)]

        _, _, _, lines = parts(self.simulate(many))
        self.assertEqual(len([line for line in lines if "█" in line]), 40 + 1)
        self.assertRegex(lines[-1], "^60 more jobs")


class Width(Readable):
    def assert_within(self, text, columns):
        _, table, metrics, timeline = parts(text)
        lines = metrics + timeline[1:]
        if columns >= 80:  # the columns before the path and the timeline's head need their place
            lines += table + timeline[:1]
        longest = max(map(len, lines))
        self.assertLessEqual(longest, columns)
        self.assertGreater(longest, columns - 8, "the width is not used")

    def test_a_pipe_has_100_columns(self):
        for world in (self.write("world.json", small_world()), self.large_world()):
            self.assert_within(self.shown(world, "bace"), IN_A_PIPE)

    def test_the_variable_columns_changes_nothing_in_a_pipe(self):
        world = self.large_world()
        for columns in ("40", "200", "0", "many"):
            ended = bacelab("simulate", world, "--policy", "bace",
                            env={**os.environ, "COLUMNS": columns})
            self.assertEqual(ended.stdout, self.shown(world, "bace"))

    def test_a_terminal_has_its_own_width_but_at_least_60(self):
        world = self.large_world()
        for columns in (200, 132, 100, 80, 61, 60, 40, 1):
            with self.subTest(columns=columns):
                _, shown = on_a_terminal("simulate", world, "--policy", "bace", columns=columns)
                self.assert_within(shown, max(columns, NARROWEST))

    def test_a_terminal_without_a_width_is_like_a_pipe(self):
        world = self.large_world()
        self.assertEqual(on_a_terminal("simulate", world, "--policy", "bace")[1],
                         self.shown(world, "bace"))

    def test_no_width_loses_a_part_of_a_path(self):
        world = self.large_world()
        jobs = json.loads(bacelab("simulate", world, "--policy", "bace", "--json").stdout)["jobs"]
        self.assertGreater(max(job["regions"] for job in jobs), 4)
        paths = [f"{region}:{stages}" for job in jobs for region, stages in
                 zip(job["path"], job["stages_per_region"], strict=True)]
        for columns in (200, 80, 60):
            _, table, _, _ = parts(
                on_a_terminal("simulate", world, "--policy", "bace", columns=columns)[1])
            together = "\n".join(table[2:])
            self.assertEqual(re.findall(r"[A-Z][A-Za-z ]+:\d+", together), paths)


if __name__ == "__main__":
    unittest.main()
