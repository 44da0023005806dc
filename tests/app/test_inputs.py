"""Files that a study names: relative to it, part of its identity, the same on all ranks."""

import unittest

from program import BAD_INPUT, DONE, ProgramTest, bacelab, mpirun, mpirun_in, open_results, settings

STUDY = """\
[study]
replications = 4
policies = ["bace", "lcf"]
[regions]
names = ["Ireland", "Tokyo"]
gpus_from = [128]
[network]
bandwidth = "csv"
file = "data/links.csv"
[price.replay]
file = "data/prices.csv"
[jobs]
count = 6
[arrivals]
process = "trace"
[trace]
file = "data/jobs.csv"
start = "drawn"
"""
LINKS = "a,b,gbit_per_s,delay_ms\nIreland,Tokyo,40,110\n"
PRICES = "hour,Ireland,Tokyo\n0,0.1,0.2\n1,-0.1,0.3\n2,0.2,0.1\n"
JOBS = "submit_s\n0\n100\n5000\n9000\n"


class Inputs(ProgramTest):
    def setUp(self):
        self.data = self.directory / "data"
        self.data.mkdir(exist_ok=True)
        self.study = self.directory / "study.toml"
        self.study.write_text(STUDY)
        (self.data / "links.csv").write_text(LINKS)
        (self.data / "prices.csv").write_text(PRICES)
        (self.data / "jobs.csv").write_text(JOBS)
        self.results = self.directory / "r.h5"
        for path in self.directory.glob("*.h5"):
            path.unlink()

    def run_study(self, *words, **options):
        return bacelab("run", self.study, "-o", self.results, *words, **options)

    def test_files_are_found_beside_the_study_from_anywhere(self):
        for directory in (self.directory, self.data, "/"):
            checked = bacelab("check", self.study.resolve(), cwd=directory)
            self.assertEqual(checked.returncode, DONE, checked.stderr)
            self.assertRegex(checked.stdout, r"input +data/links\.csv \(xxh3:[0-9a-f]{16}\)")

    def test_check_notes_regions_that_only_the_study_or_a_file_has(self):
        self.assertNotIn("links.csv: ", bacelab("check", self.study).stdout)
        (self.data / "links.csv").write_text(LINKS.replace("Ireland", "Irland") + "Tokyo,Paris,9,1\n")
        checked = bacelab("check", self.study, *settings("network.bandwidth=access_mean"))
        self.assertEqual((checked.returncode, checked.stderr), (DONE, ""))
        self.assertRegex(checked.stdout, r"(?m)^note {10}data/links\.csv: 2 of its 3 regions are not "
                                         r"in the study: Irland, Paris\n {14}data/links\.csv: 1 of "
                                         r"the 2 regions of the study is not in it: Ireland$")

    def test_results_say_what_the_files_held(self):
        self.assertEqual(self.run_study().returncode, DONE)
        study = open_results(self.results).attrs["study"]
        for name in ("links", "prices", "jobs"):
            self.assertRegex(study, rf'"data/{name}\.csv" = "xxh3:[0-9a-f]{{16}}"')

    def test_a_resume_goes_on_where_the_files_are_the_same(self):
        whole = self.run_study(*settings("study.replications=8"))
        self.assertEqual(whole.returncode, DONE, whole.stderr)
        self.results.rename(self.directory / "whole.h5")
        self.assertEqual(self.run_study().returncode, DONE)
        more = self.run_study("--resume", *settings("study.replications=8"))
        self.assertEqual(more.returncode, DONE, more.stderr)
        compared = bacelab("diff", self.directory / "whole.h5", self.results)
        self.assertEqual(compared.stdout, "equal to the last bit\n")

    def test_a_resume_with_a_changed_file_is_refused_and_says_which(self):
        self.assertEqual(self.run_study().returncode, DONE)
        (self.data / "prices.csv").write_text(PRICES.replace("0.3", "0.31"))
        refused = self.run_study("--resume", *settings("study.replications=8"))
        self.assertEqual(refused.returncode, BAD_INPUT)
        self.assertRegex(refused.stderr, r'inputs\."data/prices\.csv": "xxh3:[0-9a-f]+" there, '
                                         r'"xxh3:[0-9a-f]+" here')
        self.assertNotIn("links.csv", refused.stderr)

    def test_a_resolved_study_refuses_changed_files(self):
        resolved = bacelab("check", self.study, "--resolved").stdout
        self.study.write_text(resolved)
        again = bacelab("check", self.study, "--resolved")
        self.assertEqual((again.returncode, again.stdout), (DONE, resolved))
        (self.data / "jobs.csv").write_text(JOBS + "9001\n")
        refused = bacelab("check", self.study)
        self.assertEqual(refused.returncode, BAD_INPUT)
        self.assertIn("the file was changed: its content is now xxh3:", refused.stderr)

    def test_shards_are_merged_where_the_files_are_not_there_any_more(self):
        parts = [self.directory / f"{i}.h5" for i in (1, 2)]
        for i, part in enumerate(parts, 1):
            self.assertEqual(
                bacelab("run", self.study, "-o", part, "--shard", f"{i}/2").returncode, DONE)
        for path in self.data.glob("*.csv"):
            path.unlink()
        merged = bacelab("merge", *parts, "-o", self.results)
        self.assertEqual(merged.returncode, DONE, merged.stderr)

    def test_bad_files_are_named_with_their_row(self):
        (self.data / "prices.csv").write_text("hour,Ireland,Tokyo\r\n0,0.1,0.2\r\n1,x,0.3\r\n")
        refused = self.run_study()
        self.assertEqual(refused.returncode, BAD_INPUT)
        self.assertIn("data/prices.csv:3: Ireland = x: must be a number in [-1000000, 1000000], in USD/kWh",
                      refused.stderr)

    def test_two_ranks_read_the_files_and_agree(self):
        self.assertEqual(self.run_study().returncode, DONE)
        one = self.results.rename(self.directory / "one.h5")
        two = self.run_study(launcher=mpirun(2))
        self.assertEqual(two.returncode, DONE, two.stderr)
        self.assertEqual(bacelab("diff", one, self.results).stdout, "equal to the last bit\n")

    def test_ranks_that_find_other_files_are_refused(self):
        """The second rank starts in another directory, with the study but different files."""
        other = self.directory / "other"
        (other / "data").mkdir(parents=True, exist_ok=True)
        (other / "study.toml").write_text(STUDY)
        for path in self.data.glob("*.csv"):
            (other / "data" / path.name).write_text(path.read_text())

        def launched():
            return bacelab("run", "study.toml", "-o", self.results,
                           launcher=mpirun_in(self.directory, other))

        self.assertEqual(launched().returncode, DONE)
        self.results.unlink()
        (other / "data" / "links.csv").write_text(LINKS.replace("40", "41"))
        refused = launched()
        self.assertNotEqual(refused.returncode, DONE)
        self.assertIn("finds other content in a file of the study (data/links.csv xxh3:",
                      refused.stderr)
        (other / "data" / "links.csv").unlink()
        refused = launched()
        self.assertNotEqual(refused.returncode, DONE)
        self.assertIn("can't read the study: data/links.csv: the file cannot be opened",
                      refused.stderr)


if __name__ == "__main__":
    unittest.main()
