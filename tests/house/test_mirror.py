"""The tests mirror the source tree: a test is found where its source is."""

import pathlib
import tempfile
import unittest

from source_tree import LAYERS, ROOT, write_tree


def orphans(root):
    """The tests/<layer>/x/y.test.cpp without a <layer>/x/y.cpp or <layer>/x/y.hpp.

    A source with many behaviours may have several tests: y.parse.test.cpp, y.lists.test.cpp.
    """
    root = pathlib.Path(root)
    found = []
    for layer in LAYERS:
        for test in sorted((root / "tests" / layer).rglob("*.test.cpp")):
            source = root / test.relative_to(root / "tests")
            stem = source.name.split(".")[0]
            if not any((source.parent / (stem + end)).is_file() for end in (".cpp", ".hpp")):
                found.append(str(test.relative_to(root)))
    return found


class Mirror(unittest.TestCase):
    def test_every_test_has_its_source(self):
        self.assertEqual(orphans(ROOT), [])

    def test_an_orphan_is_found(self):
        with tempfile.TemporaryDirectory() as root:
            write_tree(
                root,
                {
                    "core/x/source.cpp": "",
                    "core/x/header.hpp": "",
                    "tests/core/x/source.test.cpp": "",
                    "tests/core/x/header.test.cpp": "",
                    "tests/core/x/header.more.test.cpp": "",
                    "tests/core/y/source.test.cpp": "",
                    "tests/analysis/lost.test.cpp": "",
                    "tests/main.test.cpp": "",
                },
            )
            self.assertEqual(
                orphans(root), ["tests/core/y/source.test.cpp", "tests/analysis/lost.test.cpp"]
            )


if __name__ == "__main__":
    unittest.main()
