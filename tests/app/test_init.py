"""`bacelab init`: a study of one's own from one that comes with the program, with its files."""

import re
import unittest

from program import CONFIGS, DONE, ProgramTest, bacelab, reproducible_bits

LINE = re.compile(r"^  (\S+) +(\S.*)$", re.M)


def title_of(study):
    return re.search(r'^title = "(.*)"$', study.read_text(), re.M)[1]


class Init(ProgramTest):
    def setUp(self):
        self.place = self.directory / self.id().rpartition(".")[2]
        self.place.mkdir()

    def init(self, *words):
        """The files that were written, and what else was said."""
        ended = bacelab("init", *words, cwd=self.place)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        return ended.stdout.splitlines(), ended.stderr

    def test_all_studies_are_listed_with_their_titles(self):
        ended = bacelab("init")
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        studies = {str(file.relative_to(CONFIGS).with_suffix("")): title_of(file)
                   for file in CONFIGS.rglob("*.toml") if "[study]" in file.read_text()}
        text = re.sub(r"\n {15,}", " ", ended.stdout)
        self.assertEqual(dict(LINE.findall(text)), studies)
        self.assertNotIn("bace_pipe", ended.stdout)  # targets, no study
        self.assertLessEqual(max(map(len, ended.stdout.splitlines())), 100)

    def test_the_study_is_the_one_with_its_comments(self):
        written, said = self.init("paper")
        self.assertEqual((written, said), (["paper.toml"], ""))
        text = (self.place / "paper.toml").read_text()
        self.assertTrue(text.startswith("# Made by: bacelab init paper (bacelab "))
        self.assertTrue(text.endswith((CONFIGS / "paper.toml").read_text()))

    def test_it_gives_the_same_results(self):
        self.init("quickstart", "-o", "mine.toml")
        few = ("--set", "study.replications=3")
        own = self.results_of(self.place / "mine.toml", "own.h5", *few)
        given = self.results_of(CONFIGS / "quickstart.toml", "given.h5", *few)
        self.assertEqual(reproducible_bits(own), reproducible_bits(given))

    def test_its_files_go_with_it(self):
        for name, files in (("trace_driven", ("invented_links", "invented_prices", "invented_jobs")),
                            ("readings/transfer_prices", ("aws_transfer_prices",))):
            written, _ = self.init(name, "-o", f"{files[0]}.toml")
            self.assertEqual(sorted(written), sorted(
                [f"{files[0]}.toml", *(f"data/{file}.csv" for file in files)]))
            for file in files:
                self.assertEqual((self.place / "data" / f"{file}.csv").read_bytes(),
                                 (CONFIGS / "data" / f"{file}.csv").read_bytes())
            checked = bacelab("check", self.place / f"{files[0]}.toml")
            self.assertEqual(checked.returncode, DONE, checked.stderr)

    def test_files_that_are_not_there_are_told(self):
        written, said = self.init("public/itp")
        self.assertEqual(written, ["itp.toml"])
        for name in ("itp_record.csv", "itp_template.csv"):
            self.assertIn(f"reads {name}, which does not come with the program", said)

    def test_nothing_is_replaced_unless_asked_for(self):
        self.init("trace_driven")
        study = self.place / "trace_driven.toml"
        before = study.read_text()
        study.write_text("mine")
        prices = self.place / "data" / "invented_prices.csv"
        prices.unlink()
        self.assert_refused(bacelab("init", "trace_driven", cwd=self.place), "trace_driven.toml",
                            "exists", "--force")
        self.assertFalse(prices.exists())
        prices.write_text("mine")
        study.unlink()
        self.assert_refused(bacelab("init", "trace_driven", cwd=self.place), "invented_prices.csv",
                            "exists")
        self.assertFalse(study.exists())
        self.init("trace_driven", "--force")
        self.assertEqual(study.read_text(), before)
        # Files of the same content are not in the way.
        written, _ = self.init("trace_driven", "-o", "second.toml")
        self.assertEqual(written, ["second.toml"])

    def test_names_that_there_are_not(self):
        self.assert_refused(bacelab("init", "papre"), "'papre'", "did you mean 'paper'?",
                            "readings/rigid")
        self.assert_refused(bacelab("init", "paper", "-o", self.place / "no" / "x.toml"), "x.toml")
        self.assert_refused(bacelab("init", "-o", "x.toml"), "--output")


if __name__ == "__main__":
    unittest.main()
