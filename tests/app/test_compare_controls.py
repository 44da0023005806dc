"""`bacelab compare --control`: its numbers are those that numpy makes of many more worlds."""

import csv
import io
import json
import unittest

import numpy as np
from scipy import stats

from comparing import POINTS, CompareTest
from program import open_results, settings


class Controls(CompareTest):
    REPLICATIONS = 150  # ten for each control and more

    def test_means_are_regressed_on_what_is_known_of_many_more_worlds(self):
        # The worlds that are drawn in addition are the next replications.
        more = open_results(self.results_of(self.directory / "small.toml", "more.h5", *settings(
            f"study.replications={21 * 150}", 'study.policies=["lcf", "own"]')))
        for table in json.loads(self.compare("--control", "--metric", "jct_mean", "--json")):
            controlled = table["controlled"]
            self.assertEqual(controlled["drawn"], 21 * 150)
            x = np.array([more[name].values[POINTS.index(table["point"])]
                          for name in controlled["summaries"]]).T
            self.assertEqual([entry["summary"] for entry in controlled["left_out"]
                              if entry["reason"] == "constant"], ["world_jobs"])
            x = (x - x.mean(0)) / x.std(0)
            ran = x[:150] - x[:150].mean(0)
            for entry in controlled["means"]:
                y = self.runs["jct_mean"].sel(policy=entry["policy"]).values[
                    POINTS.index(table["point"])]
                b = np.linalg.lstsq(ran, y - y.mean(), rcond=None)[0]
                self.assertAlmostEqual(
                    entry["mean"]["value"] / (y.mean() - x[:150].mean(0) @ b), 1, 9)
                # HC3: each residual over what its world's leverage leaves of it.
                q, r = np.linalg.qr(ran)
                left = 1 - 1 / 150 - (q**2).sum(1)
                weights = 1 / 150 - q @ np.linalg.solve(r.T, x[:150].mean(0))
                variance = ((weights * (y - y.mean() - ran @ b) / left) ** 2).sum() \
                    + ((ran @ b) ** 2).sum() / 149 / len(x)
                half = (entry["mean"]["upper"] - entry["mean"]["lower"]) / 2
                t = stats.t.ppf(0.975, 149 - len(controlled["summaries"]))
                self.assertAlmostEqual(half / (t * variance**0.5), 1, 9)
                self.assertAlmostEqual(entry["worlds"]["value"],
                                       y.var(ddof=1) / (half / t) ** 2, 4)

    def test_the_table_says_how_many_worlds_are_saved_and_what_is_left_out(self):
        text = " ".join(self.compare("--control", "--point", 0, "--metric", "cost").split())
        self.assertIn("as precise as", text)
        self.assertIn("with their means over 3,150 worlds, most of which did not run", text)
        self.assertIn("Left out: world_jobs", text)
        [row] = csv.DictReader(io.StringIO(self.compare(
            "--control", "--csv", "--point", 0, "--metric", "cost", "--baseline", "own")))
        self.assertLess(float(row["policy_mean_controlled_lower"]), float(row["policy_mean"]))
        self.assertGreater(float(row["policy_worlds"]), 150)

    def test_a_file_without_summaries_says_so(self):
        def remove(file):
            for name in [name for name in file if name.startswith("world_")]:
                del file[name]
        old = self.altered(self.path, "old.h5", remove)
        self.assertIn("has no summaries of its worlds, by which --control goes",
                      self.refused("--control", path=old))
        self.compare(path=old)


if __name__ == "__main__":
    unittest.main()
