"""docs/findings.md: the tables of the whole studies are made anew. BACELAB_RENEW=1 renews page and figures."""

import os
import re
import shutil
import unittest

import test_findings
from program import ProgramTest


class WholeFindings(ProgramTest):
    def test_tables(self):
        folder = self.directory / "whole"
        text = test_findings.make(folder)
        if "BACELAB_RENEW" in os.environ:
            (test_findings.STUDIES / "tables.md").write_text(text)
            for file in test_findings.PAGES:
                page = file.read_text()
                file.write_text(test_findings.with_tables(page, test_findings.tables(test_findings.all_tables())))
                for name in re.findall(r"\(findings/(\w+\.svg)\)", page):
                    shutil.copy(folder / name, file.parent / "findings" / name)
        self.assertEqual(text, (test_findings.STUDIES / "tables.md").read_text())


if __name__ == "__main__":
    unittest.main()
