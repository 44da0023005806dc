"""The tests mirror the source tree: a test is found where its source is, under its name."""

import pathlib
import tempfile
import unittest

from source_tree import LAYERS, ROOT, write_tree


def strangers(root):
    """The C++ files of tests/<layer>/x that don't belong there.

    There belong y.test.cpp of a source <layer>/x/y.cpp or y.hpp, perhaps several for several
    subjects (y.parse.test.cpp, y.lists.test.cpp), and headers with what such tests share, each
    perhaps with a .cpp of its own. A folder without a source folder holds none.
    """
    root = pathlib.Path(root)
    found = []
    for layer in LAYERS:
        for file in sorted((root / "tests" / layer).rglob("*.?pp")):
            folder = (root / file.relative_to(root / "tests")).parent
            if file.name.endswith(".test.cpp"):
                source = folder / file.name.split(".")[0]
                belongs = any(source.with_suffix(end).is_file() for end in (".cpp", ".hpp"))
            else:
                belongs = folder.is_dir() and file.with_suffix(".hpp").is_file()
            if not belongs:
                found.append(str(file.relative_to(root)))
    return found


class Mirror(unittest.TestCase):
    def test_every_test_has_its_source(self):
        self.assertEqual(strangers(ROOT), [])

    def strangers_of(self, *names):
        with tempfile.TemporaryDirectory() as root:
            write_tree(root, {name: "" for name in ("core/x/source.cpp", "core/x/header.hpp", *names)})
            return strangers(root)

    def test_what_mirrors_a_source_passes(self):
        self.assertEqual(
            self.strangers_of("tests/core/x/source.test.cpp", "tests/core/x/header.test.cpp",
                              "tests/core/x/header.more.test.cpp", "tests/core/x/shared.hpp",
                              "tests/core/x/shared.cpp", "tests/main.test.cpp"), [])

    def test_what_mirrors_none_is_found(self):
        for name in ("tests/core/y/source.test.cpp", "tests/analysis/lost.test.cpp",
                     "tests/core/x/other.test.cpp", "tests/core/x/source_properties.cpp",
                     "tests/core/x/source.cpp", "tests/core/y/shared.hpp"):
            with self.subTest(name=name):
                self.assertEqual(self.strangers_of(name), [name])


if __name__ == "__main__":
    unittest.main()
