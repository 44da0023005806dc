"""`bacelab import`: public formats become the input files of studies."""

import unittest

from program import BAD_INPUT, DONE, ProgramTest, bacelab

THROUGHPUT = """\
src,src_tier,dst,dst_tier,run,sent_gbps,recv_gbps
aws:eu-west-1,PREMIUM,aws:us-east-1,PREMIUM,x,4.4,4.3
aws:us-east-1,PREMIUM,aws:eu-west-1,PREMIUM,x,4.2,4.1
aws:eu-west-1,PREMIUM,gcp:us-central1-a,STANDARD,x,9,9
"""
LATENCY = "src,dst,min_ms,avg_ms,max_ms,mdev_ms\naws:eu-west-1,aws:us-east-1,66,68,70,1\n"
MATRIX = ",us-east-1,eu-west-1\nus-east-1,0,0.02\neu-west-1,0.09,0\n"
PRICES = "utc,GB,US-PJM\n2023-01-01 00:00,63.18,\n2023-01-01 01:00,-5,30\n"
JOBS = "submit_s,gpus,duration_s,cluster\n1999,1,12477,07\n2000,8,3600,04\n2500,64,1800,04\n"

IRELAND = ("--region", "Ireland=aws:eu-west-1")
VIRGINIA = ("--region", "US-East=aws:us-east-1")
BOTH = (*IRELAND, *VIRGINIA)


class ImportTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, text in (("t.csv", THROUGHPUT), ("l.csv", LATENCY), ("m.csv", MATRIX),
                           ("p.csv", PRICES), ("j.csv", JOBS)):
            (cls.directory / name).write_text(text)

    def imported(self, kind, file, *words):
        """What an import writes to standard output and says on standard error."""
        ended = bacelab("import", kind, file, *words, cwd=self.directory)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return ended.stdout, [line.removeprefix("bacelab: ") for line in ended.stderr.splitlines()]

    def refused(self, *words):
        ended = bacelab("import", *words, cwd=self.directory)
        self.assertEqual((ended.returncode, ended.stdout), (BAD_INPUT, ""))
        return ended.stderr.removeprefix("bacelab: error: ").strip()


class Formats(ImportTest):
    def test_bandwidth_latency_and_transfer_prices_are_joined(self):
        links, notes = self.imported("bandwidth", "t.csv", *BOTH, "--gateways", "10", "--latency",
                                     "l.csv", "--transfer-prices", "m.csv")
        self.assertEqual(links, "a,b,gbit_per_s,rtt_ms,transfer_usd_per_gb\n"
                                "Ireland,US-East,41,68,0.09\n")
        self.assertIn("1 link measured in both directions: the worse counts", notes)
        self.assertIn("multiplied by 10 gateway VMs per region: a sample is of one pair", notes)

    def test_latency_alone(self):
        links, _ = self.imported("latency", "l.csv", *BOTH, "--statistic", "min_ms")
        self.assertEqual(links, "a,b,rtt_ms\nIreland,US-East,66\n")

    def test_transfer_prices_alone(self):
        links, _ = self.imported("transfer-prices", "m.csv", "--region", "A=eu-west-1",
                                 "--region", "B=us-east-1")
        self.assertEqual(links, "a,b,transfer_usd_per_gb\nA,B,0.09\n")

    def test_prices(self):
        words = ("p.csv", "--region", "Ireland=GB", "--region", "US-East=US-PJM")
        prices, notes = self.imported("prices", *words)
        self.assertEqual(prices, "utc,Ireland,US-East\n2023-01-01 00:00,0.06318,0.03\n"
                                 "2023-01-01 01:00,-0.005,0.03\n")
        self.assertTrue(any("1 hour missing" in note for note in notes), notes)
        self.assertIn("--fill", self.refused("prices", *words, "--fill", "refuse"))

    def test_prices_of_a_file_per_zone(self):
        for zone, text in (("DE", "Datetime,Price (EUR/MWh)\n2023-06-01 02:00,100\n"),
                           ("US", "Datetime,Price (USD/MWh)\n2023-05-31 18:00-06:00,40\n")):
            (self.directory / f"x_{zone}_2023.csv").write_text(text)
        files = ("x_DE_2023.csv", "x_US_2023.csv")
        prices, notes = self.imported("prices", *files, "--rate", "EUR=1.1", "--utc-offset",
                                      "DE=+01:00/eu", "--region", "Here=DE", "--region",
                                      "There=x_US_2023.csv")
        self.assertEqual(prices, "utc,Here,There\n2023-06-01 00:00,0.11000000000000001,0.04\n")
        self.assertIn("x_DE_2023.csv: EUR/MWh, converted by 1.1 USD for 1 EUR", notes)
        self.assertEqual(self.refused("prices", *files),
                         "x_DE_2023.csv: its prices are in EUR/MWh; allowed: --rate EUR=USD, what "
                         "one EUR is worth")

    def test_round_trips_that_are_missing(self):
        words = ("latency", "l.csv", *BOTH, "--region", "Iowa=gcp:us-central1-a")
        self.assertIn("has no region 'gcp:us-central1-a'", self.refused(*words))
        links, notes = self.imported(*words, "--allow-missing", "--missing-rtt", "90")
        self.assertEqual(links, "a,b,rtt_ms\nIowa,Ireland,90\nIowa,US-East,90\n"
                                "Ireland,US-East,68\n")
        self.assertIn("assumed a round-trip time of 90 ms between Ireland and Iowa", notes)
        self.assertIn("must be 'distance' or a number", self.refused(*words, "--allow-missing",
                                                                     "--missing-rtt", "0"))

    def test_jobs(self):
        words = ("j.csv", "--template", "8=qwen2.5-14b", "--template", "32=llama-3.1-70b")
        jobs, notes = self.imported("jobs", *words)
        self.assertEqual(jobs, "submit_s,template,max_stages,tensor_parallel,data_parallel,"
                               "gpu_hours\n2000,qwen2.5-14b,8,1,1,8\n"
                               "2500,llama-3.1-70b,16,4,1,32\n")
        self.assertIn("dropped 1 job of fewer than 8 GPUs (kept by --template 1=NAME), 3.5 GPU-hours "
                      "(first: j.csv:2)", notes)
        jobs, _ = self.imported("jobs", *words, "--work", "duration", "--cluster", "04",
                                "--gpus", "template")
        self.assertEqual(jobs, "submit_s,template,hours\n2000,qwen2.5-14b,1\n"
                               "2500,llama-3.1-70b,0.5\n")


    def test_public_formats_of_jobs_are_told_by_their_columns(self):
        two_hours_of_8 = {
            "philly": "timestamp,duration,num_gpus,gpu_time,cluster\n"
                      "1970-01-02 00:00:00,7200.0,8,57600,a\n",
            "itp": "job_id,submission_time,duration,num_gpu\nx,86400,7200,8\n",
            "helios": "job_id,user,vc,gpu_num,cpu_num,node_num,state,submit_time,start_time,end_time,"
                      "duration,queue\n1,u,v,8,1,1,COMPLETED,1970-01-02 00:00:00,,,7200,0\n",
            "acme": "job_id,user,node_num,gpu_num,cpu_num,type,state,submit_time,duration\n"
                    "1,u,1,8,9,Pretrain,FAILED,1970-01-02 08:00:00+08:00,7200\n",
            "kalos": "arrival_time,num_iteration,iteration_computing_time,"
                     "iteration_networking_time,gpu_workers,gpu_per_worker\n"
                     "86400.0,9600,0.5,0.25,2,4.0\n",
            "alibaba": "name,num_gpu,gpu_milli,qos,pod_phase,creation_time,deletion_time,"
                       "scheduled_time\np,8,1000,LS,Running,86400,93700,86500\n",
        }
        for name, text in two_hours_of_8.items():
            with self.subTest(format=name):
                (self.directory / "one.csv").write_text(text)
                jobs, notes = self.imported("jobs", "one.csv")
                self.assertIn(f"read one.csv: 1 job, as {name} (", notes[0])
                dated = "1970" in text
                self.assertEqual(jobs, f"submit_{'utc_' if dated else ''}s,template,max_stages,"
                                       "tensor_parallel,data_parallel,gpu_hours\n"
                                       "86400,qwen2.5-14b,8,1,1,16\n")

    def test_a_date_that_does_not_exist_and_an_offset_that_is_none(self):
        (self.directory / "d.csv").write_text(
            "submit_time,num_gpus,duration\n2021-02-28 00:00,8,60\n2021-02-29 00:00,8,60\n")
        self.assertEqual(self.refused("jobs", "d.csv"),
                         "d.csv:3: submit_time = 2021-02-29 00:00: must be a number of seconds, or "
                         "a date such as 2023-03-01 00:18:22 or 2023-03-01T00:18:22+08:00")
        self.assertEqual(self.refused("jobs", "d.csv", "--utc-offset", "PST"),
                         "--utc-offset PST: must be an offset such as +08:00, at most 14 hours")

    def test_a_template_that_is_not_there(self):
        self.assertIn("--template 8=qwen2.5-14: there is no such template in the catalog, and a "
                      "study's own ones need --study STUDY.toml (did you mean 'qwen2.5-14b'?)",
                      self.refused("jobs", "j.csv", "--template", "8=qwen2.5-14"))
        self.write("own.toml", "[regions]\nnames = [\"A\"]\ngpus_from = [64]\n[jobs]\n"
                               "templates = [\"own\"]\n[templates.own]\nlayers = 12\n"
                               "hidden = 768\nsequence = 2048\nvocabulary = 50304\n"
                               "parameters = 1.2e8\n")
        jobs, _ = self.imported("jobs", "j.csv", "--template", "8=own", "--study", "own.toml")
        self.assertIn("2000,own,4,2,1,8\n", jobs)

    def test_jobs_in_other_units(self):
        (self.directory / "h.csv").write_text("when,cards,hours\n0.5,8,2\n1,8,0.25\n")
        jobs, _ = self.imported("jobs", "h.csv", "--submit-column", "when", "--gpus-column", "cards",
                                "--duration-column", "hours", "--unit", "h", "--work", "duration",
                                "--gpus", "template")
        self.assertEqual(jobs, "submit_s,template,hours\n1800,qwen2.5-14b,2\n"
                               "3600,qwen2.5-14b,0.25\n")


class Files(ImportTest):
    def test_a_file_is_never_replaced_without_force(self):
        path = self.directory / "kept.csv"
        path.write_text("precious")
        words = ("latency", "l.csv", *BOTH, "-o", path)
        self.assertEqual(self.refused(*words),
                         f"{path}: this file exists and would be overwritten; choose another name, "
                         "or use --force to replace it")
        self.assertEqual(path.read_text(), "precious")
        _, notes = self.imported(*words, "--force")
        self.assertEqual(path.read_text(), "a,b,rtt_ms\nIreland,US-East,68\n")
        self.assertEqual(notes[-1], f"wrote {path}")

    def test_none_of_the_files_that_are_read_is_replaced(self):
        words = ("bandwidth", "t.csv", *BOTH, "--latency", "l.csv", "--force", "-o")
        for name, content in (("t.csv", THROUGHPUT), ("l.csv", LATENCY)):
            self.assertIn("is read and would be overwritten", self.refused(*words, name))
            self.assertEqual((self.directory / name).read_text(), content)

    def test_what_can_not_be_imported_leaves_no_file(self):
        path = self.directory / "none.csv"
        self.refused("bandwidth", "t.csv", *IRELAND, "--region", "X=aws:eu-west-9", "-o", path)
        self.assertEqual(list(self.directory.glob("none*")), [])

    def test_a_directory_that_is_not_there(self):
        ended = bacelab("import", "latency", "l.csv", *BOTH, "-o", "none/x.csv",
                        cwd=self.directory)
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("cannot write it: No such file or directory", ended.stderr)


class Refusals(ImportTest):
    def test_the_file_and_its_row(self):
        (self.directory / "bad.csv").write_text("src,dst,recv_gbps\r\na,b,fast\r\n")
        self.assertEqual(self.refused("bandwidth", "bad.csv", *BOTH),
                         "bad.csv:2: recv_gbps = fast: must be a number in [0, 1000000], in Gbit/s")
        self.assertIn("cannot be opened", self.refused("jobs", "none.csv"))

    def test_regions(self):
        self.assertEqual(self.refused("bandwidth", "t.csv", *IRELAND, "--region", "X=aws:us-east-2"),
                         "t.csv: has no region 'aws:us-east-2' (did you mean 'aws:us-east-1'?)")
        self.assertEqual(self.refused("latency", "l.csv", "--region", "Ireland"),
                         "--region Ireland: must be NAME=KEY, such as Ireland=aws:eu-west-1")

    def test_words_that_it_does_not_know(self):
        self.assertEqual(self.refused("price", "p.csv"),
                         "bacelab import has no 'price' (did you mean 'prices'?); it has bandwidth, "
                         "latency, transfer-prices, prices, jobs")
        self.assertIn("one of bandwidth, latency, transfer-prices, prices, jobs is needed",
                      self.refused())
        self.assertIn("bacelab import jobs has no option '--tempalte' (did you mean '--template'?)",
                      self.refused("jobs", "j.csv", "--tempalte", "1=a"))
        self.assertIn("see bacelab import prices --help", self.refused("prices"))

    def test_help_of_each_format_fits_a_page(self):
        for kind in ("bandwidth", "latency", "transfer-prices", "prices", "jobs"):
            ended = bacelab("import", kind, "--help")
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            self.assertIn(f"Usage: bacelab import {kind}", ended.stdout)
            self.assertLessEqual(max(map(len, ended.stdout.splitlines())), 100)


if __name__ == "__main__":
    unittest.main()
