"""The last line of ./test.sh says what happened."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import summary

PASSED = '<testcase name="a" status="run"><system-out/></testcase>'
FAILED = '<testcase name="b" status="fail"><failure message=""/></testcase>'
SKIPPED = '<testcase name="c" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/></testcase>'
NOT_STARTED = (
    '<testcase name="d" status="notrun"><skipped message="Unable to find executable"/></testcase>'
)


class Summary(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.report = pathlib.Path(directory.name) / "report.xml"

    def count(self, *cases, status=0):
        self.report.write_text("<testsuite>" + "".join(cases) + "</testsuite>")
        return summary.count([self.report], status)

    def test_counts_each_kind(self):
        self.assertEqual(self.count(PASSED, PASSED, FAILED, SKIPPED), (2, 1, 1))

    def test_a_test_that_could_not_start_failed(self):
        self.assertEqual(self.count(PASSED, NOT_STARTED), (1, 1, 0))

    def test_no_test_at_all_is_a_failure(self):
        self.assertEqual(self.count(), (0, 1, 0))

    def test_a_failure_only_ctest_knows_of_counts(self):
        self.assertEqual(self.count(PASSED, status=8), (1, 1, 0))

    def test_a_broken_or_missing_report_is_a_failure(self):
        self.report.write_text("<testsuite><testcase")
        self.assertEqual(summary.count([self.report]), (0, 1, 0))
        self.assertEqual(summary.count([self.report.with_name("none.xml")]), (0, 1, 0))

    def test_program_prints_one_line_and_fails_if_a_test_did(self):
        self.count(PASSED, FAILED)
        done = subprocess.run(
            [sys.executable, summary.__file__, self.report], capture_output=True, text=True
        )
        self.assertEqual(done.stdout, "1 passed, 1 failed, 0 skipped\n")
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main()
