"""All 5,055 real jobs of 4 GPUs and more over 30 days, under all policies but bace_exhaustive."""

import unittest

from sample_data import SampleData


class WholeMonth(SampleData):
    def test_every_policy_serves_all_jobs(self):
        runs = self.results_and_costs()
        self.assertEqual(runs.sizes["policy"], 8)
        self.assertEqual(runs["status"].values.tolist(), [[[1] * 8]])
        self.assertEqual(runs["unserved_jobs"].values.max(), 0)
        self.assertGreater(runs["makespan"].values.min(), 30 * 86400 * 0.99)


if __name__ == "__main__":
    unittest.main()
