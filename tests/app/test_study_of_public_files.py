"""From the public originals, if they are there, to a study: links, prices and jobs as they are."""

import unittest

from program import DONE, bacelab, open_results, settings
from public_jobs import ORIGINALS, PublicJobs

STUDY = """\
[study]
title = "Public files"
replications = 2
policies = ["bace", "lcf"]
[gpu]
type = "A100"
[regions]
names = ["Frankfurt", "Mumbai", "Virginia"]
gpus_from = [256]
[network]
bandwidth = "csv"
file = "links.csv"
[price.replay]
file = "prices.csv"
[arrivals]
process = "trace"
[work]
distribution = "trace"
[jobs]
count = 40
templates_from = "trace"
templates = ["qwen2.5-1.5b", "qwen2.5-3b", "qwen2.5-7b", "qwen2.5-14b", "qwen2.5-32b",
             "llama-3.1-70b", "flm-101b"]
[trace]
file = "jobs.csv"
"""


class StudyOfPublicFiles(PublicJobs):
    def take(self, name, *words):
        ended = bacelab("import", *words, "-o", self.directory / name)
        self.assertEqual(ended.returncode, DONE, ended.stderr)

    def test_links_prices_and_jobs(self):
        self.take("links.csv", "bandwidth", ORIGINALS / "skyplane_throughput.csv", "--gateways", "8",
                  "--latency", ORIGINALS / "skyplane_latency.csv", "--transfer-prices",
                  ORIGINALS / "skyplane_cost.csv", "--region", "Frankfurt=aws:eu-central-1",
                  "--region", "Mumbai=aws:ap-south-1", "--region", "Virginia=aws:us-east-1",
                  "--allow-missing")
        self.take("prices.csv", "prices", *(ORIGINALS / f"sustain_{zone}_2023.csv" for zone in
                                            ("DE-LU", "IN", "US-TEX-ERCO")),
                  "--region", "Frankfurt=DE-LU", "--region", "Mumbai=IN",
                  "--region", "Virginia=US-TEX-ERCO", "--rate", "EUR=1.08", "--rate", "INR=0.0121",
                  "--utc-offset", "Frankfurt=+01:00/eu", "--utc-offset", "Mumbai=+05:30")
        self.take("jobs.csv", "jobs", ORIGINALS / "itp_cluster01.csv")
        study = self.write("study.toml", STUDY)
        ended = bacelab("check", study)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        runs = open_results(self.results_of(study, "r.h5", *settings(
            'network.missing_links="leave_out"')))
        self.assertEqual(set(runs["status"].values.ravel().tolist()), {1})
        self.assertEqual(runs["unserved_jobs"].values.max(), 0)


if __name__ == "__main__":
    unittest.main()
