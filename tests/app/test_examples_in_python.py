"""The examples of policies in Python, and that of docs/python.md: each study runs as it is, and
every job is served."""

import re
import unittest

from program import DONE, SOURCE, ProgramTest, bacelab, open_results

EXAMPLES = SOURCE / "examples"


class Examples(ProgramTest):
    def test_each_has_a_study_that_serves_all_jobs(self):
        # A script that trains a policy is none.
        files = sorted(file for file in EXAMPLES.glob("*.py") if not file.stem.startswith("train_"))
        self.assertGreaterEqual(len(files), 4)
        for file in files:
            with self.subTest(file.name):
                results = open_results(
                    self.results_of(file.with_suffix(".toml"), f"{file.stem}.h5"))
                self.assertEqual(float(results["unserved_jobs"].sum()), 0.0)

    def test_the_page_leads_to_a_row_in_the_table(self):
        page = (SOURCE / "docs" / "python.md").read_text()
        for language, name in (("python", "mine.py"), ("toml", "mine.toml")):
            self.write(name, re.search(f"```{language}\n(.*?)```", page, re.DOTALL)[1])
        results = self.results_of(self.directory / "mine.toml", "mine.h5")
        self.assertEqual(float(open_results(results)["unserved_jobs"].sum()), 0.0)
        compared = bacelab("compare", results)
        self.assertEqual(compared.returncode, DONE, compared.stderr)
        self.assertRegex(compared.stdout, r"(?m)^mine +\d")


if __name__ == "__main__":
    unittest.main()
