"""docs/extending.md: every file and every list that it names is there."""

import re
import unittest

from source_tree import ROOT

PAGE = (ROOT / "docs" / "extending.md").read_text()


class Extending(unittest.TestCase):
    def test_every_file_is_there_but_the_new_ones(self):
        named = re.findall(r"`([a-z_]+/[\w./]+)`", PAGE)
        self.assertGreater(len(named), 20)
        for name in named:
            path = ROOT / name
            # What the reader adds is called my_...
            self.assertTrue((path.parent if path.name.startswith("my_") else path).exists(), name)

    def test_every_list_is_there(self):
        sources = "".join(
            path.read_text()
            for layer in ("core", "experiments")
            for path in (ROOT / layer).rglob("*.cpp")
        )
        lines = " ".join(re.findall(r"a line in ([^|]*)", PAGE))
        named = re.findall(r"`(all_\w+|\w+\(\))`", lines)
        self.assertGreater(len(named), 7)
        for name in named:
            head = f"> {name} {{" if name.endswith(")") else f"constexpr auto {name} = "
            self.assertIn(head, sources)


if __name__ == "__main__":
    unittest.main()
