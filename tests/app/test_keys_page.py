"""docs/keys.md: made by docs/site/keys_page.py, as it stands. BACELAB_RENEW=1 renews it."""

import os
import re
import subprocess
import sys
import unittest

from program import CONFIGS, PROGRAM, SOURCE, ProgramTest

sys.path.insert(0, str(SOURCE / "docs" / "site"))
import keys_page  # noqa: E402

PAGE = SOURCE / "docs" / "keys.md"


def keys_on(page):
    """The paths of the page, with NAME for names of the user's choice."""
    paths, table = set(), None
    for line in page.splitlines():
        if heading := re.fullmatch(r"## `\[(.*)\]`", line):
            table = heading.group(1)
        elif key := re.match(r"\| `([^`]+)` \|", line):
            paths.add(f"{table}.{key.group(1)}")
    return paths


class KeysPage(ProgramTest):
    def test_it_is_what_its_command_prints(self):
        made = subprocess.run([sys.executable, str(SOURCE / "docs" / "site" / "keys_page.py"), PROGRAM],
                              check=True, capture_output=True, text=True).stdout
        if "BACELAB_RENEW" in os.environ:
            PAGE.write_text(made, encoding="utf-8")
        self.assertEqual(PAGE.read_text(encoding="utf-8"), made)

    def test_it_has_the_keys_of_studies_that_it_was_not_made_from(self):
        on_page = keys_on(PAGE.read_text(encoding="utf-8"))
        self.assertGreater(len(on_page), 150)
        studies = [*(SOURCE / "studies").glob("*.toml"), *CONFIGS.glob("readings/*.toml")]
        self.assertTrue(studies)
        unknown = {keys_page.common(key.path) for study in studies
                   for key in keys_page.keys_of(PROGRAM, study, ()) if not keys_page.is_table(key)}
        self.assertEqual(unknown - on_page, set())


if __name__ == "__main__":
    unittest.main()
