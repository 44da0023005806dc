"""The kinds of figures for which a world is made again from the results."""

import json
import shutil
import unittest

import h5py

from plots import ONE_POINT, PlotTest, texts
from program import DONE, bacelab, open_results


class MadeAgain(PlotTest):
    """Figures of a world that is made again from what the results keep."""

    def simulated(self, policy, *study):
        scenario = self.out("world.json")
        scenario.write_text(bacelab("scenario", *study).stdout)
        ended = bacelab("simulate", scenario, "--policy", policy, "--json", "--study", study[0])
        return json.loads(ended.stdout)

    def test_a_timeline_has_the_jobs_of_the_run(self):
        study = self.folder / "one.toml"
        rows = self.data(self.one, "timeline", "--replication", 2, "--baseline", "own")
        self.assertEqual({row["panel"] for row in rows}, {"bace", "own", ""})
        for policy in ("bace", "own"):
            jobs = self.simulated(policy, study, "--replication", 2)["jobs"]
            bars = {(float(row["job"]), float(row["start"]), float(row["end"])) for row in rows
                    if row["job"]}
            self.assertLessEqual({(job["id"], job["start_s"], job["finish_s"]) for job in jobs},
                                 bars)
            waiting = [float(row["waiting_jobs"]) for row in rows if row["panel"] == policy]
            self.assertEqual((waiting[-1], min(waiting)), (0, 0))
        alone = self.data(self.one, "timeline")
        self.assertEqual({row["panel"] for row in alone}, {"bace", ""})

    def test_gpus_of_a_job_are_those_of_its_path(self):
        rows = self.data(self.one, "timeline", "--policy", "own", "--replication", 1)
        jobs = self.simulated("own", self.folder / "one.toml", "--replication", 1)["jobs"]
        for job in jobs:
            gpus = sum(float(row["gpus"]) for row in rows if row["job"] == str(job["id"]))
            self.assertEqual(gpus, job["gpus"], job)

    def test_of_many_regions_those_that_jobs_held_the_longest_are_shown(self):
        names = [f"R{i:02}" for i in range(30)]
        text = ONE_POINT.replace('["Ireland", "Tokyo", "Sydney"]', json.dumps(names))
        text = text.replace("[region.Tokyo]\nutc_offset_hours = 9\n", "")
        (self.folder / "wide.toml").write_text(text)
        file = self.run_study("wide", "study.replications=1", "regions.gpus_from=[16]",
                              "jobs.one_region=any", 'study.policies=["bace", "own"]')
        rows = self.data(file, "timeline", "--baseline", "own",
                         told="bacelab: Of 30 regions the 8 are shown that were held the longest.\n")
        held = dict.fromkeys(names, 0.0)
        for policy in ("bace", "own"):
            for job in self.simulated(policy, file)["jobs"]:
                for region, stages in zip(job["path"], job["stages_per_region"]):
                    held[region] += stages * (job["finish_s"] - job["start_s"])
        longest = sorted(names, key=lambda name: -held[name])[:8]
        self.assertEqual({row["region"] for row in rows if row["region"]}, set(longest))

    def test_the_mean_use_of_all_links_is_the_network_utilisation(self):
        for policy in ("bace", "cr_ldf"):
            rows = [row for row in self.data(self.one, "timeline", "--policy", policy)
                    if row["series"] == "all links"]
            times = [float(row["time"]) for row in rows]
            used = sum(float(row["utilisation"]) * (end - begin)
                       for row, begin, end in zip(rows, times, times[1:]))
            runs = open_results(self.one).isel(point=0, replication=0).sel(policy=policy)
            self.assertGreater(used, 0)
            self.assertAlmostEqual(used / float(runs.makespan), float(runs.network_utilisation),
                                   delta=1e-9)

    def test_a_world_is_that_of_the_study(self):
        rows = self.data(self.two, "world", "--point", 1, "--replication", 3)
        scenario = json.loads(bacelab("scenario", self.folder / "two.toml", "--point", 1,
                                      "--replication", 3).stdout)
        price = scenario["regions"][1]["price"]
        shown = [(float(row["time"]), float(row["value"])) for row in rows
                 if (row["panel"], row["series"]) == ("Electricity price", "Tokyo")]
        self.assertGreater(len(shown), 100)
        self.assertLessEqual(set(shown[:-1]), set(zip(price["times_s"], price["usd_per_kwh"])))
        arrived = [float(row["jobs"]) for row in rows if row["series"] == "arrived"]
        self.assertEqual(arrived[-1], 6)

    def test_a_part_of_the_time_can_be_shown(self):
        for kind in ("world", "timeline"):
            script = self.out("f.gp")
            self.plot(self.one, kind, "--hours", "3:7.5", "--script", script)
            ranges = [line for line in script.read_text().splitlines()
                      if line.startswith("set xrange")]
            self.assertEqual(set(ranges), {"set xrange [3:7.5]"})

    def test_names_are_texts_whatever_they_hold(self):
        """gnuplot would run commands between backquotes, and replace words after @."""
        names = ["`touch made`", """@x 'y' "z" """.strip(), "Zürich $a#b"]
        text = ONE_POINT.replace('["Ireland", "Tokyo", "Sydney"]', json.dumps(names))
        text = text.replace("[region.Tokyo]\nutc_offset_hours = 9\n", "")
        (self.folder / "odd.toml").write_text(text)
        file = self.run_study("odd")
        folder = self.out("x").parent
        for kind in ("world", "timeline"):
            ended = bacelab("plot", file, kind, "-o", folder / f"{kind}.svg", cwd=folder)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            shown = " ".join(texts(folder / f"{kind}.svg"))
            for name in names:
                self.assertIn(name, shown)
        self.assertEqual({entry.name for entry in folder.iterdir()},
                         {"world.svg", "timeline.svg"})

    def test_what_the_study_does_not_have(self):
        for kind in ("world", "timeline"):
            self.refused((self.one, kind, "--replication", 6), ("--replication 6", "0 to 5"))
            self.refused((self.two, kind), ("--point I",))

    def test_an_input_that_was_changed_is_refused_and_one_elsewhere_is_named(self):
        folder = self.out("x").parent
        (folder / "prices.csv").write_text("hour,Ireland,Tokyo,Sydney\n" + "".join(
            f"{hour},0.2,0.3,0.{hour + 10}\n" for hour in range(48)))
        text = ONE_POINT.replace("[price.daily]\namplitude = 0.3\n",
                                 '[price.replay]\nfile = "prices.csv"\n')
        (folder / "files.toml").write_text(text)
        results = self.out("files.h5")
        ended = bacelab("run", folder / "files.toml", "-o", results, "--quiet")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.data(results, "timeline")
        elsewhere = self.out("elsewhere")
        elsewhere.mkdir()
        shutil.move(folder / "prices.csv", elsewhere / "prices.csv")
        self.refused((results, "timeline"), ("prices.csv", "--inputs DIR"))
        self.data(results, "timeline", "--inputs", elsewhere)
        with open(elsewhere / "prices.csv", "a") as file:
            file.write("\n")
        self.refused((results, "timeline", "--inputs", elsewhere), ("prices.csv", "was changed"))

    def test_a_run_with_another_outcome_is_refused(self):
        file = self.folder / "changed.h5"
        shutil.copy(self.one, file)
        with h5py.File(file, "r+") as results:
            results["cost"][0, 0, 0] += 1e-9
        self.refused((file, "timeline", "--no-verify"), ("replication 0 under bace", "cost"))
        self.data(file, "timeline", "--no-verify", "--replication", 1)


if __name__ == "__main__":
    unittest.main()
