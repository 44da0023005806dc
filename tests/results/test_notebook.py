"""docs/notebook.ipynb runs, and shows what it shows when it runs here."""

import json
import os
import pathlib
import sys
import tempfile
import unittest

import notebook

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BACELAB_BUILD", SOURCE / "build" / "release"))
PAGE = SOURCE / "docs" / "notebook.ipynb"


class NotebookTest(unittest.TestCase):
    def test_its_cells_give_the_outputs_that_it_shows(self):
        os.environ.setdefault("BACELAB", str(BUILD / "bacelab"))
        if not os.access(os.environ["BACELAB"], os.X_OK):
            self.skipTest("no program to run")
        if not any((BUILD / "python" / "bacelab").glob("_simulator*")):
            self.skipTest("built without Python")
        sys.path.insert(0, str(BUILD / "python"))
        os.environ["BACELAB_CONFIGS"] = str(SOURCE / "configs")
        page = json.loads(PAGE.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            found = notebook.outputs(page, folder)
        self.assertGreater(len(found), 5)
        for number, (shown, text) in enumerate(zip(notebook.stored(page), found, strict=True)):
            self.assertEqual(text, shown, f"code cell {number + 1}")


if __name__ == "__main__":
    unittest.main()
