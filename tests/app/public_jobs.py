"""Public records of jobs as they are: BACELAB_SAMPLE_DATA/originals, or shared data beside the sources."""

import os
import subprocess
import unittest

try:
    import pandas
except ImportError:  # a test that needs it says so
    pandas = None

from program import CONFIGS, DONE, PROGRAM, ProgramTest, bacelab
from sample_data import FOLDER, JOBS

ORIGINALS = FOLDER / "originals"


class PublicJobs(ProgramTest):
    """Tests of files that are not part of this project."""

    @classmethod
    def setUpClass(cls):
        if not ORIGINALS.is_dir():
            raise unittest.SkipTest(f"no public records: {ORIGINALS} is not there; "
                                    "BACELAB_SAMPLE_DATA names the folder above another one")
        if pandas is None:
            raise unittest.SkipTest("python3-pandas is not there")
        super().setUpClass()

    def imported(self, *words):
        """The trace as a table, and what the import said."""
        out = self.directory / "trace.csv"
        ended = bacelab("import", "jobs", *words, "-o", out, "--force")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        table = pandas.read_csv(out)
        if "max_stages" in table:
            table["gpus"] = table.max_stages * table.tensor_parallel * table.data_parallel
        notes = ended.stderr.replace(f"{ORIGINALS}/", "")
        return table, [line.removeprefix("bacelab: ") for line in notes.splitlines()]

    def table_of_the_script(self, *words):
        """Cells of the rows that configs/public/itp.sh prints in the end."""
        ended = subprocess.run([CONFIGS / "public" / "itp.sh", *words, FOLDER / JOBS],
                               cwd=self.directory, env=dict(os.environ, BACELAB=str(PROGRAM)),
                               capture_output=True, text=True)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        rows = [line for line in ended.stdout.splitlines() if line.startswith("|")][2:]
        return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
