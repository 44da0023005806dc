"""What a study or a file's name holds never commands the terminal."""

import pathlib
import unittest

from program import BAD_INPUT, DONE, PROGRAM, ProgramTest, SMALL_STUDY, bacelab
from small_world import small_world
from terminal import on_a_terminal


class Printable(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.directory / "escapes.toml"
        cls.study.write_text(SMALL_STUDY.replace("A small study", r"red \u001B[31m title")
                             .replace("policies.own]", r'policies."o\u001B[31mwn"]')
                             .replace('"own"', r'"o\u001B[31mwn"'))

    def test_titles_and_names(self):
        path = self.directory / "escapes.h5"
        commands = [("run", self.study, "-o", path), ("compare", path), ("status", path),
                    ("world", self.study), ("check", self.study)]
        shown = {}
        for words in commands:
            status, shown[words[0]] = on_a_terminal(*words)
            self.assertEqual(status, DONE, shown[words[0]])
            self.assertNotIn("\x1b", shown[words[0]], words[0])
        self.assertIn(r"o\x1b[31mwn", shown["compare"])

    def test_names_in_a_world(self):
        world = self.write("escapes.json", small_world().replace(
            '"North"', r'"No\u001b[31mrth"').replace('"small"', r'"sm\u001b[32mall"'))
        for words in (("simulate", world, "--policy", "bace"),
                      ("simulate", world, "--policy", "bace", "--policy", "cr_ldf"),
                      ("simulate", world, "--policy", "bace", "--trace"),
                      ("explain", world, "--against", "cr_ldf")):
            status, shown = on_a_terminal(*words)
            self.assertEqual(status, DONE, shown)
            self.assertNotIn("\x1b", shown, words)
            self.assertIn(r"No\x1b[31mrth" if words[0] == "explain" else r"sm\x1b[32mall", shown)

    def test_the_name_of_a_file_is_in_one_line(self):
        name = pathlib.Path(self.directory) / "two\nlines\x1b[31m.toml"
        ended = bacelab("check", name)
        self.assertEqual((ended.returncode, ended.stderr.count("\n")), (BAD_INPUT, 1))
        self.assertIn(r"two\x0alines\x1b[31m.toml", ended.stderr)


if __name__ == "__main__":
    unittest.main()
