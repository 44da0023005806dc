"""Files that are not studies at all, and files that cannot be read."""

import os
import random
import unittest

from program import BAD_INPUT, PROGRAM, SMALL_STUDY, ProgramTest, bacelab

DEEP = 1_000_000


class BadFileTest(ProgramTest):
    def refused(self, content, *words, line=None):
        """The message, which is short and names the file and, if there is one, the line."""
        study = self.write("bad.toml", content)
        message = self.assert_refused(bacelab("scenario", study), *words)
        self.assertIn(f"bacelab: error: {study}:" + (f"{line}:" if line else ""), message)
        self.assertLess(len(message), 500)
        self.assertTrue(message.isprintable(), message)
        return message


class NotToml(BadFileTest):
    def test_text_that_is_not_toml(self):
        for content, line in (("This is not TOML.\n", 1), ('{"study": 1}', 1), ("= 3\n", 1),
                              ("[study]\nseed 7\n", 2), ("[study\nseed = 7\n", 1),
                              ("[study]\nseed =\n", 2), ("[study]\nseed = 7 8\n", 2),
                              ("[study]\ntitle = 'abc\n", 2), ("a = [1,\n2", 2),
                              ("a = 1\r b = 2", 1), ("<html></html>", 1), ("a = 1\na = 1\n", 2)):
            with self.subTest(content=content):
                self.refused(content, "not valid TOML", line=line)

    def test_binary_garbage(self):
        for content in (bytes(range(256)), b"\0" * 1000, b"\x7fELF\x02\x01\x01", b"\xff\xfe",
                        random.Random(1).randbytes(5000),
                        SMALL_STUDY.encode("utf-16"), SMALL_STUDY.encode("utf-32")):
            with self.subTest(content=content[:8]):
                self.refused(content, "not valid TOML", line=1)

    def test_text_that_is_not_utf_8(self):
        self.refused(SMALL_STUDY.replace("small", "smäll").encode("latin-1"),
                     "not valid TOML", "utf-8", line=2)

    def test_the_program_itself(self):
        study = self.directory / "program"
        study.symlink_to(PROGRAM)
        self.assert_refused(bacelab("scenario", study), study, "not valid TOML")


class NestedWithoutEnd(BadFileTest):
    def test_values(self):
        for start in ("a = " + "[" * DEEP, "a = " + "[" * DEEP + "]" * DEEP, "a = " + "[\n" * DEEP,
                      "a = " + "{a=" * DEEP, "a = " + "{a=" * DEEP + "1" + "}" * DEEP,
                      "a = " + "[{a=" * DEEP):
            with self.subTest(start=start[:8]):
                self.assertRegex(self.refused(start, "nest"), "64|256")

    def test_keys(self):
        path = "a." * DEEP + "a"
        for start in (f"{path} = 1", f"[{path}]", f"[[{path}]]", 'a = {"b"' + ' . "c"' * DEEP):
            with self.subTest(start=start[:8]):
                self.refused(start, "nest", "64", line=1)

    def test_lists_of_tables(self):
        # Each header one level deeper than the last.
        headers = "".join(f"[{'.'.join('a' * depth)}]\n" for depth in range(1, 1000))
        self.refused(headers, "nest", "64")

    def test_brackets_without_a_key(self):
        self.refused("[" * DEEP, "not valid TOML", line=1)

    def test_long_but_not_deep_is_no_nesting(self):
        for content in ("#" + "[" * DEEP, f"title = '{'{a=' * DEEP}'", "\n" * DEEP,
                        "".join(f"k{i} = 1\n" for i in range(10_000))):
            ended = bacelab("scenario", self.write("bad.toml", content))
            self.assertEqual(ended.returncode, BAD_INPUT)
            self.assertNotIn("nest", ended.stderr)
            self.assertLess(len(ended.stderr), 50_000)

    def test_of_many_mistakes_the_first_are_told(self):
        content = "".join(f"k{i} = 1\n" for i in range(200)) + "[regions]\ncount = 8\n"
        head, *lines = bacelab("scenario", self.write("bad.toml", content)).stderr.splitlines()
        self.assertEqual(head, "bacelab: error: 200 mistakes:")
        self.assertEqual((len(lines), lines[-1]), (51, "  and 150 more"))


class NotThere(BadFileTest):
    def test_an_empty_file_lacks_what_a_study_needs(self):
        for content in ("", "\n", "# Nothing.\n", "\ufeff"):
            self.refused(content, "regions.names", "needs regions")

    def test_a_file_without_regions(self):
        self.refused('[study]\ntitle = "x"\n', "regions.names", "needs regions")

    def test_a_missing_file(self):
        missing = self.directory / "missing.toml"
        for command in ("run", "check", "scenario"):
            self.assert_refused(bacelab(command, missing), missing, "No such file")

    def test_a_directory(self):
        for command in ("run", "check", "scenario"):
            self.assert_refused(bacelab(command, self.directory), self.directory, "is a directory")

    def test_a_device_that_is_empty(self):
        self.assert_refused(bacelab("scenario", "/dev/null"), "/dev/null", "needs regions")

    def test_an_empty_name(self):
        self.assert_refused(bacelab("scenario", ""), "the file cannot be opened")

    def test_a_name_that_is_too_long(self):
        self.assert_refused(bacelab("scenario", "x" * 5000), "File name too long")

    def test_links_in_a_circle(self):
        for name, target in (("one.toml", "two.toml"), ("two.toml", "one.toml")):
            (self.directory / name).symlink_to(self.directory / target)
        ended = bacelab("scenario", self.directory / "one.toml")
        self.assert_refused(ended, "one.toml", "symbolic")

    def test_a_pipe_is_read_as_a_file(self):
        reader, writer = os.pipe()
        with os.fdopen(writer, "w") as pipe:
            pipe.write(SMALL_STUDY)
        ended = bacelab("scenario", f"/dev/fd/{reader}", pass_fds=(reader,))
        os.close(reader)
        self.assertEqual(ended.stdout, bacelab("scenario", self.small_study()).stdout)


if __name__ == "__main__":
    unittest.main()
