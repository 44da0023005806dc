"""docs/findings.md shows what configs/public/aws.sh makes of public jobs, links and prices."""

import os
import subprocess
import unittest

from program import PROGRAM, SOURCE, ProgramTest, bacelab
from sample_data import FOLDER, JOBS, PRICES
from test_findings import STUDIES

ZONES = {"Frankfurt": "DE-LU", "London": "GB", "Virginia": "US-PJM", "California": "US-CAISO",
         "Tokyo": "JP-TK", "Singapore": "SG", "Sydney": "AU-NSW", "Mumbai": "IN"}


class PublicInputs(ProgramTest):
    def test_tables(self):
        originals = FOLDER / "originals"
        if not originals.is_dir():
            raise unittest.SkipTest(f"no public records: {originals} is not there; "
                                    "BACELAB_SAMPLE_DATA names another folder")
        prices = self.directory / "usd_per_kwh.csv"
        regions = [word for region, zone in ZONES.items() for word in ("--region", f"{region}={zone}")]
        ended = bacelab("import", "prices", FOLDER / PRICES, *regions, "-o", prices)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        files = [originals / f"skyplane_{name}.csv" for name in ("throughput", "latency", "cost")]
        ended = subprocess.run([SOURCE / "configs" / "public" / "aws.sh", prices, *files, FOLDER / JOBS],
                               cwd=self.directory, capture_output=True, text=True,
                               env=dict(os.environ, BACELAB=str(PROGRAM)))
        self.assertEqual(ended.returncode, 0, ended.stderr)
        if "BACELAB_RENEW" in os.environ:
            (STUDIES / "public.md").write_text(ended.stdout)
        self.assertEqual(ended.stdout, (STUDIES / "public.md").read_text())


if __name__ == "__main__":
    unittest.main()
