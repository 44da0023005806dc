"""docs/inputs.md shows what configs/public/itp.sh makes of the first 30 days of the ITP clusters."""

import unittest

from program import SOURCE
from public_jobs import PublicJobs


class Table(PublicJobs):
    def test_the_page_has_each_row(self):
        page = (SOURCE / "docs" / "inputs.md").read_text()
        rows = self.table_of_the_script()
        self.assertEqual(len(rows), 8)
        for row in rows:
            self.assertIn(f"| {' | '.join(row)} |", page)


if __name__ == "__main__":
    unittest.main()
