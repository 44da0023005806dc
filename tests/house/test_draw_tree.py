"""The drawing of the house has all its rooms and folders, and the documents have the drawing."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import draw_tree
from folders import in_order
from source_tree import LAYERS, ROOMS, ROOT, write_tree


class House(unittest.TestCase):
    def test_the_documented_rooms_are_those_of_the_table(self):
        document = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
        self.assertIn("\n".join(["```", *draw_tree.rooms(), "```"]), document)

    def test_all_rooms_are_drawn_in_lines_that_fit(self):
        drawn = subprocess.run([sys.executable, draw_tree.__file__], capture_output=True, text=True,
                               check=True).stdout.splitlines()
        for name in (*ROOMS, *LAYERS):
            self.assertTrue(any(line.startswith(f"{name} ") for line in drawn), name)
        self.assertEqual([line for line in drawn if len(line) > draw_tree.WIDTH], [])


class InventedTree(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.root = pathlib.Path(directory.name)
        write_tree(cls.root, {
            "core/a/one.hpp": "\n" * 10,
            "core/a/two.hpp": "\n" * 30,
            "core/top.hpp": '#include "core/a/one.hpp"\n#include "core/a/two.hpp"\n',
            "experiments/text/t.cpp": '#include "core/top.hpp"\n#include <vector>\n' + "\n" * 4,
            "analysis/s/s.cpp": '#include "experiments/text/t.hpp"\n',
            "tests/core/a/one.test.cpp": "\n" * 500,
        })

    def words(self, lines):
        return [line.split() for line in lines]

    def test_layers(self):
        rows = self.words(draw_tree.layer_table(self.root))
        self.assertIn(["core", "3", "10", "30"], rows)
        self.assertIn(["experiments", "1", "6", "6"], rows)
        self.assertIn(["app", "0"], rows)
        self.assertIn(["all", "5", "6", "30"], rows)

    def test_folders_stand_after_what_they_include(self):
        drawn = self.words(draw_tree.tree(self.root))
        at = drawn.index(["core", "3", "10", "30"])
        self.assertEqual(drawn[at + 1:at + 4],
                         [["a", "2", "20", "30"], ["(its", "own", "files)", "1", "2", "2"],
                          ["->", "a", "2"]])

    def test_names_are_short_within_a_room_and_within_experiments(self):
        drawn = self.words(draw_tree.tree(self.root))
        self.assertIn(["->", "core", "1"], drawn)
        self.assertIn(["->", "text", "1"], drawn)

    def test_graphviz(self):
        drawn = draw_tree.dot(self.root)
        self.assertIn('  "core" -> "core/a" [label=2];', drawn)
        self.assertEqual((drawn[0], drawn[-1]), ("digraph bacelab {", "}"))

    def test_long_lists_break_between_names(self):
        names = [f"folder-{i} {i}" for i in range(40)]
        lines = draw_tree.listed("  -> ", names)
        self.assertTrue(all(len(line) <= draw_tree.WIDTH for line in lines))
        self.assertEqual(", ".join(names), " ".join(" ".join(lines).split()).removeprefix("-> "))
        self.assertTrue(all(line.endswith(",") for line in lines[:-1]))

    def test_a_circle_still_has_an_order(self):
        self.assertEqual(in_order({"a", "b", "c"}, {("a", "b"), ("b", "a"), ("a", "c")}),
                         ["c", "a", "b"])


if __name__ == "__main__":
    unittest.main()
