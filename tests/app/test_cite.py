"""`bacelab cite`: what a study uses is cited, and nothing else."""

import re
import unittest

from program import DONE, SMALL_STUDY, SOURCE, ProgramTest, bacelab


class Cite(ProgramTest):
    def cited(self, *words):
        ended = bacelab("cite", *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return " ".join(ended.stdout.split())

    def test_what_all_studies_use(self):
        text = self.cited()
        for words in ("bacelab: a Monte Carlo framework", "doi:10.1145/2063384.2063405", "Holm"):
            self.assertIn(words, text)
        self.assertNotIn("Latin hypercube", text)

    def test_designs_precision_and_policies(self):
        for study, words in (("sensitivity_saltelli", "Saltelli"), ("sensitivity_morris", "Morris"),
                             ("select_best", "Kim and B. L. Nelson"),
                             ("aws_bandwidth", "Skyplane"), ("paper", "arXiv:2605.25375")):
            with self.subTest(study=study):
                self.assertIn(words.lower(), self.cited(SOURCE / "configs" / f"{study}.toml").lower())
        paper = self.cited(SOURCE / "configs" / "paper.toml")
        for words in ("Sobol", "Morris", "GPipe", "Kim", "Skyplane"):
            self.assertNotIn(words, paper)

    def test_any_point_of_a_design_counts(self):
        design = SMALL_STUDY[:SMALL_STUDY.index("[design]")] + """
[design]
type = "lhs"
samples = 4
[design.factors.bandwidth]
key = "network.scale"
low = 0.1
high = 1
"""
        names = '[design.factors.s]\nkey = "pipeline.schedule"\nnames = ["gpipe", "one_f_one_b"]\n'
        text = self.cited(self.write("names.toml", design + names))
        for words in ("McKay", "GPipe", "schedule one_f_one_b"):
            self.assertIn(words, text)
        self.assertNotIn("Zero bubble", text)
        settings = '[design.factors.s.settings.zb]\n"pipeline.schedule" = "zero_bubble"\n' \
                   "[design.factors.s.settings.other]\n"
        self.assertIn("Zero bubble", self.cited(self.write("settings.toml", design + settings)))

    def test_a_results_file_has_its_data_with_their_hashes(self):
        file = self.results_of(SOURCE / "configs" / "trace_driven.toml", "t.h5",
                               "--set", "study.replications=2")
        text = self.cited(file)
        self.assertRegex(text, r"invented_jobs.csv \(xxh3:[0-9a-f]{16}\)")
        self.assertIn("docs/inputs.md", text)

    def test_bibtex_has_each_publication_once(self):
        ended = bacelab("cite", SOURCE / "configs" / "paper.toml", "--bibtex")
        keys = re.findall(r"^@\w+\{(\w+),$", ended.stdout, flags=re.M)
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual(keys[0], "bacelab")
        self.assertIn("narayanan2021", keys)
        self.assertEqual(ended.stdout.count("{"), ended.stdout.count("}"))
        self.assertIn("  eprint = {2104.04473},\n  archiveprefix = {arXiv},\n}\n", ended.stdout)

    def test_the_file_of_the_repository_names_the_version(self):
        version = bacelab("--version").stdout.split()[1]
        self.assertIn(f"\nversion: {version}\n", (SOURCE / "CITATION.cff").read_text())

    def test_a_study_that_is_none(self):
        self.assert_refused(bacelab("cite", self.write("bad.toml", SMALL_STUDY + "[netwrk]\n")),
                            "netwrk")


if __name__ == "__main__":
    unittest.main()
