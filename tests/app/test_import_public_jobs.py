"""`bacelab import jobs` of public records: counts, GPUs and hours are those that pandas computes."""

import unittest

from program import BAD_INPUT, bacelab
from public_jobs import ORIGINALS, PublicJobs, pandas


class Originals(PublicJobs):
    """Each file in one command, nothing but its name given."""

    def agree(self, file, gpus, hours, submit, *words):
        """Of usable records: sizes, hours and times are kept."""
        trace, notes = self.imported(*(ORIGINALS / name for name in file.split()), *words)
        self.assertEqual(len(trace), len(gpus))
        self.assertEqual(trace.gpus.value_counts().to_dict(), gpus.value_counts().to_dict())
        durations = trace.gpu_hours / trace.gpus
        for number in ("min", "median", "max", "sum"):
            self.assertAlmostEqual(getattr(durations, number)(), getattr(hours, number)(), places=6)
        self.assertAlmostEqual(trace.gpu_hours.sum(), (gpus * hours).sum(), places=4)
        times = trace["submit_utc_s" if "submit_utc_s" in trace else "submit_s"]
        self.assertTrue(times.is_monotonic_increasing)
        for number in ("min", "median", "max"):
            self.assertEqual(getattr(times, number)(), getattr(submit, number)())
        return trace, notes

    def test_philly(self):
        jobs = pandas.read_csv(ORIGINALS / "philly_first_days.csv", parse_dates=["timestamp"])
        submit = jobs.timestamp.astype("int64") // 10**9
        trace, notes = self.agree("philly_first_days.csv", jobs.num_gpus, jobs.duration / 3600,
                                  submit)
        self.assertIn("submit_utc_s", trace)
        self.assertIn("read philly_first_days.csv: 4000 jobs, as philly (timestamp, num_gpus, "
                      "duration, cluster)", notes)
        self.assertIn("assumed: dates have no zone: they are taken for UTC (--utc-offset for "
                      "another)", notes)
        pacific, _ = self.imported(ORIGINALS / "philly_first_days.csv", "--utc-offset", "-07:00")
        self.assertEqual(pacific.submit_utc_s[0] - trace.submit_utc_s[0], 7 * 3600)
        longest = jobs.duration.idxmax() + 2
        self.assertTrue(any(f"(philly_first_days.csv:{longest})" in note for note in notes), notes)
        short, notes = self.imported(ORIGINALS / "philly_first_days.csv", "--longest-hours", "100")
        self.assertEqual(len(short), (jobs.duration <= 360_000).sum())
        long = jobs[jobs.duration > 360_000]
        dropped = f"dropped {len(long)} jobs of more than 100 h, {long.gpu_time.sum() / 3600:.1f} GPU-hours"
        self.assertTrue(any(note.startswith(dropped) for note in notes), notes)

    def test_itp_and_elasticflow(self):
        both = []
        for name in ("itp_cluster01.csv", "elasticflow_cluster05.csv"):
            jobs = pandas.read_csv(ORIGINALS / name)
            both.append(jobs)
            trace, _ = self.agree(name, jobs.num_gpu, jobs.duration / 3600, jobs.submission_time)
            self.assertIn("submit_s", trace)
        jobs = pandas.concat(both)
        _, notes = self.agree("itp_cluster01.csv elasticflow_cluster05.csv", jobs.num_gpu,
                              jobs.duration / 3600, jobs.submission_time)
        self.assertIn("2 files overlap in time: their jobs are taken together, as those of one time",
                      notes)
        one, _ = self.imported(ORIGINALS / "itp_cluster01.csv",
                               ORIGINALS / "elasticflow_cluster05.csv", "--cluster",
                               "itp_cluster01")
        self.assertEqual(len(one), len(both[0]))

    def test_kalos(self):
        jobs = pandas.read_csv(ORIGINALS / "kalos_derived.csv")
        hours = jobs.num_iteration * (jobs.iteration_computing_time +
                                      jobs.iteration_networking_time) / 3600
        _, notes = self.agree("kalos_derived.csv", (jobs.gpu_workers * jobs.gpu_per_worker)
                              .astype(int), hours, jobs.arrival_time)
        self.assertIn("assumed: a job of kalos has gpu_workers x gpu_per_worker GPUs, for "
                      "num_iteration x (iteration_computing_time + iteration_networking_time) s",
                      notes)

    def test_alibaba(self):
        pods = pandas.read_csv(ORIGINALS / "alibaba_2023_pods.csv")
        jobs = pods[(pods.num_gpu > 0) & pods.scheduled_time.notna()]
        hours = (jobs.deletion_time - jobs.scheduled_time) / 3600
        _, notes = self.agree("alibaba_2023_pods.csv", jobs.num_gpu, hours, jobs.creation_time)
        none = int((pods.num_gpu == 0).sum())
        pending = int(((pods.num_gpu > 0) & pods.scheduled_time.isna()).sum())
        self.assertIn(f"dropped {none} jobs of no GPU (first: alibaba_2023_pods.csv:7)", notes)
        self.assertIn(f"dropped {pending} jobs without a duration (first: "
                      "alibaba_2023_pods.csv:63)", notes)
        shared = jobs.gpu_milli.lt(1000) & jobs.num_gpu.eq(1)
        self.assertIn(f"assumed: {shared.sum()} jobs of a part of a GPU (gpu_milli) had all of it: "
                      f"{hours[shared].sum():.1f} GPU-hours instead of "
                      f"{(hours * jobs.gpu_milli / 1000)[shared].sum():.1f}", notes)
        done = jobs[jobs.pod_phase == "Succeeded"]
        trace, _ = self.imported(ORIGINALS / "alibaba_2023_pods.csv", "--state", "succeeded")
        self.assertEqual(len(trace), len(done))

    def test_helios_and_acme(self):
        trace, notes = self.imported(ORIGINALS / "helios_readme_rows.csv", "--utc-offset", "+08:00")
        self.assertEqual(trace.gpus.tolist(), [1, 8])
        self.assertEqual(trace.submit_utc_s[0],
                         pandas.Timestamp("2020-06-09 18:41:01+08:00").timestamp())
        self.assertIn("states of the kept jobs: 1 COMPLETED, 1 FAILED", notes)
        trace, _ = self.imported(ORIGINALS / "acme_readme_row.csv", "--type", "other")
        self.assertEqual(trace.submit_utc_s[0],
                         pandas.Timestamp("2023-03-01 00:18:22+08:00").timestamp())
        self.assertAlmostEqual(trace.gpu_hours[0], 936 / 3600)

    def test_a_part_of_the_time(self):
        jobs = pandas.read_csv(ORIGINALS / "philly_first_days.csv", parse_dates=["timestamp"])
        jobs = jobs[(jobs.timestamp >= "2017-10-05") & (jobs.timestamp < "2017-10-07 12:00")]
        trace, notes = self.imported(ORIGINALS / "philly_first_days.csv", "--from", "2017-10-05",
                                     "--to", "2017-10-07 12:00", "--gpus-total", "100")
        self.assertEqual(len(trace), len(jobs))
        span = (jobs.timestamp.max() - jobs.timestamp.min()).total_seconds() / 3600
        hours = (jobs.num_gpus * jobs.duration).sum() / 3600
        busy = hours / (span * len(jobs) / (len(jobs) - 1))
        self.assertIn(f"offered: {hours:.1f} GPU-hours in {span:.1f} h keep {busy:.1f} GPUs busy "
                      f"(load 1); load {busy / 100:.3g} of 100 GPUs", notes)


class Study(PublicJobs):
    def test_the_script_runs_both_ways_of_the_study(self):
        rows = self.table_of_the_script("--replications", "2")
        self.assertEqual([row[1:3] for row in rows],
                         [[gpus, str(size)] for gpus in ("record", "template")
                          for size in (320, 256, 224, 208)])
        self.assertEqual(self.templates_of("itp_record.csv"), {
            "qwen2.5-1.5b", "qwen2.5-3b", "qwen2.5-7b", "qwen2.5-14b", "qwen2.5-32b",
            "llama-3.1-70b", "flm-101b"})

    def templates_of(self, name):
        return set(pandas.read_csv(self.directory / name).template)


class Refusals(PublicJobs):
    """Wrong files and wrong words, with what there is instead."""

    def refused(self, *words):
        ended = bacelab("import", "jobs", *words)
        self.assertEqual((ended.returncode, ended.stdout), (BAD_INPUT, ""))
        return ended.stderr.removeprefix("bacelab: error: ").replace(f"{ORIGINALS}/", "").strip()

    def test_a_file_of_another_kind(self):
        self.assertIn("skyplane_latency.csv: no column says when a job was submitted (as plain: "
                      "common names of columns); allowed: submit_s, ",
                      self.refused(ORIGINALS / "skyplane_latency.csv"))

    def test_half_a_file(self):
        text = (ORIGINALS / "philly_first_days.csv").read_text()
        self.write("half.csv", text[:len(text) // 2])
        self.assertRegex(self.refused(self.directory / "half.csv"),
                         r"half\.csv:\d+: has \d fields, but there are 5 columns")

    def test_the_same_jobs_twice(self):
        self.assertRegex(self.refused(ORIGINALS / "itp_cluster01.csv",
                                      ORIGINALS / "elasticflow_cluster01.csv"),
                         r"elasticflow_cluster01\.csv: at least \d+ of its 1595 jobs kept are in "
                         r"itp_cluster01\.csv too")

    def test_times_of_two_kinds(self):
        self.assertIn("philly_first_days.csv:2: timestamp = 2017-10-09 07:01:55: is a date, but the "
                      "time of itp_cluster01.csv:2 is a number of seconds",
                      self.refused(ORIGINALS / "itp_cluster01.csv",
                                   ORIGINALS / "philly_first_days.csv"))
        self.assertIn("helios_readme_rows.csv:2: submit_time = 2020-06-09 18:41:01: has no zone",
                      self.refused(ORIGINALS / "acme_readme_row.csv",
                                   ORIGINALS / "helios_readme_rows.csv"))

    def test_clusters_and_states_that_do_not_occur(self):
        self.assertIn("--cluster 11cb4: no job of the files has it (did you mean '11cb48'?); there "
                      "are 0e4a51 (30 jobs), ",
                      self.refused(ORIGINALS / "philly_first_days.csv", "--cluster", "11cb4"))
        self.assertIn("--state done: no job of the files has it; there are Failed (754 jobs)",
                      self.refused(ORIGINALS / "alibaba_2023_pods.csv", "--state", "done"))
        self.assertIn("--vc: philly_first_days.csv has no column 'vc'",
                      self.refused(ORIGINALS / "philly_first_days.csv", "--vc", "x"))


if __name__ == "__main__":
    unittest.main()
