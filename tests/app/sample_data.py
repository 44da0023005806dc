"""Real measurements, if they are there: BACELAB_SAMPLE_DATA, or ../shared/data beside the sources."""

import os
import pathlib
import resource
import time
import unittest

from program import DONE, SOURCE, ProgramTest, bacelab, open_results

FOLDER = pathlib.Path(os.environ.get("BACELAB_SAMPLE_DATA", SOURCE.parent / "shared" / "data"))
JOBS = "jobs_ms_itp_2021_first30d.csv"
THROUGHPUT = "wan_skyplane_throughput_2022-01-29.csv"
LATENCY = "wan_skyplane_latency_2022.csv"
EGRESS = "wan_egress_cost_aws.csv"
PRICES = "price_usd_mwh_utc_2023.csv"

# Each with its AWS region and a market zone that stands for it.
REGIONS = {
    "Ireland": ("aws:eu-west-1", "GB"),
    "US-East": ("aws:us-east-1", "US-PJM"),
    "Frankfurt": ("aws:eu-central-1", "DE-LU"),
    "Tokyo": ("aws:ap-northeast-1", "JP-TK"),
    "Singapore": ("aws:ap-southeast-1", "SG"),
    "Sydney": ("aws:ap-southeast-2", "AU-NSW"),
}

# A template a number of GPUs, with as many stages at most, so that a job that nothing holds up takes
# as long as its record says. The record keeps 972 GPUs busy on average (1,536 are there), with
# bursts in which jobs wait.
STUDY = """\
[study]
title = "Recorded jobs, prices and links"
replications = 1
policies = ["bace", "lcf", "ldf", "cr_lcf", "cr_ldf", "bace_no_priority", "bace_no_pathfinder",
            "bace_no_costmin"]
[gpu]
type = "A100"
[regions]
names = ["Ireland", "US-East", "Frankfurt", "Tokyo", "Singapore", "Sydney"]
gpus_from = [256]
[network]
bandwidth = "csv"
file = "links.csv"
[price.replay]
file = "prices.csv"
[jobs]
count = 5055
templates_from = "trace"
templates = ["g4", "g8", "g16", "g32", "g64"]
[work]
distribution = "trace"
[arrivals]
process = "trace"
[trace]
file = "jobs.csv"
"""
TEMPLATE = """\
[templates.g{stages}]
layers = 64
hidden = 2560
sequence = 2048
vocabulary = 50304
parameters = 5.2e9
max_stages = {stages}
"""


class SampleData(ProgramTest):
    """A study of the real jobs, prices and links."""

    @classmethod
    def setUpClass(cls):
        if not (FOLDER / JOBS).is_file():
            raise unittest.SkipTest(f"no sample data: {FOLDER} is not there; "
                                    "BACELAB_SAMPLE_DATA names another folder")
        super().setUpClass()
        regions = lambda key: [word for name, keys in REGIONS.items()
                               for word in ("--region", f"{name}={keys[key]}")]
        cls.notes = {}
        cls.take("links.csv", "bandwidth", THROUGHPUT, *regions(0), "--gateways", "4",
                 "--latency", FOLDER / LATENCY, "--transfer-prices", FOLDER / EGRESS)
        cls.take("prices.csv", "prices", PRICES, *regions(1))
        cls.study = cls.write("study.toml", STUDY + "".join(
            TEMPLATE.format(stages=stages) for stages in (4, 8, 16, 32, 64)))
        cls.take("jobs.csv", "jobs", JOBS, "--study", cls.study,
                 *(word for gpus in (4, 8, 16, 32, 64)
                   for word in ("--template", f"{gpus}=g{gpus}")))

    @classmethod
    def take(cls, name, kind, file, *words):
        """Imports a file into the directory of the test."""
        ended = bacelab("import", kind, FOLDER / file, *words, "-o", cls.directory / name)
        if ended.returncode != DONE:
            raise AssertionError(ended.stderr)
        cls.notes[name] = ended.stderr

    def results_and_costs(self, *words):
        """Runs the study and tells what it took."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.monotonic()
        results = self.results_of(self.study, "r.h5", "--force", *words)
        seconds = time.monotonic() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        runs = open_results(results)
        print(f"\n{int(runs.sizes['policy'])} policies, {seconds:.1f} s, {cpu:.1f} s of CPU, at most "
              f"{after.ru_maxrss / 1024:.0f} MB")
        for policy in runs["policy"].values:
            one = runs.sel(policy=policy).isel(point=0, replication=0)
            print(f"{policy:20} mean JCT {float(one['jct_mean']) / 3600:7.2f} h   cost "
                  f"{float(one['cost']):9.0f} USD   makespan {float(one['makespan']) / 86400:5.1f} "
                  f"days   GPU utilisation {float(one['gpu_utilisation']):.3f}")
        return runs
