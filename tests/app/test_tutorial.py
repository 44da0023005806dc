"""docs/tutorial.md: its commands run in an empty folder and print what it shows; its figure is theirs."""

import os
import re
import shutil
import unittest

import console
from plugins import BUILD
from program import SOURCE, ProgramTest

PAGE = SOURCE / "docs" / "tutorial.md"
FIGURE = SOURCE / "docs" / "tutorial"


@unittest.skipUnless((BUILD / "bacelab_python.so").exists(), "built without Python")
class Tutorial(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.printed = []
        page = PAGE.read_text()
        for kind, what, text in console.steps(page):
            if kind == "file":
                cls.write(what, text)
            else:
                cls.printed.append((what, text, console.printed(what, cls.directory)))
        if "BACELAB_RENEW" in os.environ:
            for command, shown, text in cls.printed:
                if "..." not in shown:
                    page = console.renewed(page, command, shown, text)
            PAGE.write_text(page)
            for ending in ("csv", "svg"):
                shutil.copy(cls.directory / f"figure.{ending}", FIGURE)

    def test_commands_print_what_the_page_shows(self):
        self.assertGreater(len(self.printed), 10)
        for command, shown, text in self.printed:
            with self.subTest(command):
                self.assertTrue(console.matches(shown, text), f"shown:\n{shown}\nprinted:\n{text}")

    def test_numbers_of_the_text_are_printed(self):
        text = re.sub(r"^```.*?^```$", "", PAGE.read_text(), flags=re.M | re.S)
        numbers = re.findall(r"(?<![\w.-])-?\d+\.\d+(?= %| h| to)", text)
        self.assertGreater(len(numbers), 3)
        everything = "".join(printed for _, _, printed in self.printed)
        for number in numbers:
            self.assertRegex(everything, rf"(?<![\d.]){re.escape(number)}(?![\d.])")

    def test_the_figure_has_its_numbers(self):
        self.assertEqual((self.directory / "figure.csv").read_text(),
                         (FIGURE / "figure.csv").read_text())
        self.assertIn("(tutorial/figure.svg)", PAGE.read_text())
        self.assertTrue((FIGURE / "figure.svg").is_file())


class InventedPage(unittest.TestCase):
    def test_files_and_commands_are_read_in_order(self):
        page = "Write `a.py`:\n\n```python\nx = 1\n```\n\nRun:\n\n```\n$ one\nsaid\nmore\n$ two\n```\n"
        self.assertEqual(console.steps(page), [
            ("file", "a.py", "x = 1\n"), ("command", "one", "said\nmore\n"), ("command", "two", "")])

    def test_dots_stand_for_what_differs(self):
        for shown, text, same in (
                ("a ... c\n", "a b c\n", True), ("a ... c\n", "a b\nc\n", False),
                ("a\n...\nc\n", "a\nb\nb\nc\n", True), ("a\n...\n", "a\n", True),
                ("took ...\n...\n", "took 1 s\nb\n", True), ("took ...\n", "took 1 s\nmore\n", False),
                ("1.5\n", "1x5\n", False), ("", "a\n", False)):
            self.assertEqual(bool(console.matches(shown, text)), same, (shown, text))


if __name__ == "__main__":
    unittest.main()
