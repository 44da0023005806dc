"""Real jobs, prices and links: imported as they are, and a study of the first days."""

import csv
import unittest

from program import settings
from sample_data import SampleData


class Imports(SampleData):
    def rows(self, name):
        with open(self.directory / name, newline="") as file:
            return list(csv.DictReader(file))

    def test_each_import_says_what_it_did(self):
        self.assertRegex(self.notes["links.csv"], r"read 7053 rows")
        self.assertRegex(self.notes["links.csv"], r"took 30 samples of throughput")
        self.assertRegex(self.notes["links.csv"], r"15 links measured in both directions")
        self.assertRegex(self.notes["prices.csv"], r"read 8760 rows, 2023-01-01 00:00 to "
                                                   r"2023-12-31 23:00, of which 0 hours not there")
        self.assertRegex(self.notes["prices.csv"], r"US-PJM: 3 hours negative, 24 hours missing")
        self.assertRegex(self.notes["prices.csv"], r"AU-NSW: 496 hours negative\n")
        self.assertRegex(self.notes["jobs.csv"], r"kept 5055 jobs from 2079 to .* \(30\.0 days\)")
        self.assertRegex(self.notes["jobs.csv"], r"dropped 36391 jobs of fewer than 4 GPUs \(kept by ")

    def test_links_are_the_worse_direction_times_the_gateways(self):
        links = {(row["a"], row["b"]): row for row in self.rows("links.csv")}
        self.assertEqual(len(links), 15)
        self.assertAlmostEqual(float(links["Ireland", "US-East"]["gbit_per_s"]), 4 * 4.311)
        self.assertAlmostEqual(float(links["Frankfurt", "Tokyo"]["gbit_per_s"]), 4 * 2.871)
        self.assertEqual(float(links["Ireland", "US-East"]["transfer_usd_per_gb"]), 0.02)

    def test_prices_are_per_kwh(self):
        first = self.rows("prices.csv")[0]
        self.assertAlmostEqual(float(first["Ireland"]), 0.06318)
        self.assertAlmostEqual(float(first["Frankfurt"]), -0.00115)


class FirstDays(SampleData):
    def test_a_study_of_the_first_jobs_serves_them_all(self):
        runs = self.results_and_costs(*settings(
            "jobs.count=300", 'study.policies=["bace", "lcf", "ldf", "cr_lcf", "cr_ldf"]'))
        self.assertEqual(runs["status"].values.tolist(), [[[1] * 5]])
        self.assertEqual(runs["unserved_jobs"].values.max(), 0)


if __name__ == "__main__":
    unittest.main()
