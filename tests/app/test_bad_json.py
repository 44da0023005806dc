"""Scenario files that are not JSON, or not what the reader can hold."""

import random
import unittest

from program import PROGRAM, SMALL_STUDY, ProgramTest, bacelab
from small_world import small_world

DEEP = 1_000_000


class BadJsonTest(ProgramTest):
    def refused(self, content, *words, line=None):
        """The message, which is short and names the file and, if there is one, the line."""
        world = self.write("bad.json", content)
        message = self.assert_refused(bacelab("simulate", world, "--policy", "bace"), *words)
        self.assertIn(f"bacelab: error: {world}:" + (f"{line}:" if line else ""), message)
        self.assertLess(len(message), 500)
        self.assertTrue(message.isprintable(), message)
        return message


class NotJson(BadJsonTest):
    def test_other_text(self):
        for content in ("not JSON", SMALL_STUDY, "// a comment\n" + small_world(), "<html></html>",
                        small_world().replace('"', "'")):
            with self.subTest(content=content[:8]):
                self.refused(content, "not JSON")

    def test_nothing(self):
        for content, line in (("", 1), (" ", 1), ("\n\n", 3)):
            self.refused(content, "not JSON", "end of input", line=line)

    def test_binary_garbage(self):
        for content in (bytes(range(256)), b"\0" * 1000, b"\x7fELF\x02\x01\x01", b"\xff\xfe",
                        random.Random(1).randbytes(5000),
                        small_world().encode("utf-16"), small_world().encode("utf-32")):
            with self.subTest(content=content[:8]):
                self.refused(content, "not JSON", line=1)

    def test_the_program_itself(self):
        world = self.directory / "program"
        world.symlink_to(PROGRAM)
        ended = bacelab("simulate", world, "--policy", "bace")
        self.assert_refused(ended, f"{world}:1:1: ", "not JSON")

    def test_text_that_is_not_utf_8(self):
        text = small_world().replace("North", "Nörd")
        line = text[:text.index("Nörd")].count("\n") + 1
        self.refused(text.encode("latin-1"), "not JSON", "UTF-8", line=line)

    def test_a_file_that_ends_too_early(self):
        text = small_world()
        for length in range(1, len(text), 41):
            with self.subTest(length=length):
                self.refused(text[:length], "not JSON")
        self.refused(text[:-1], "not JSON", "end of input", line=text.count("\n") + 1)

    def test_text_after_the_end(self):
        text = small_world()
        for more in ("}", text, "0"):
            self.refused(text + more, "not JSON", "end of input", line=text.count("\n") + 1)

    def test_what_other_formats_allow(self):
        for right, wrong in (('"gpus": 2', '"gpus": 02'), ('"gpus": 2', '"gpus": 0x2'),
                             ('"gpus": 2', '"gpus": +2'), ('"gpus": 2', '"gpus": 2.'),
                             ('"gpus": 2', '"gpus": NaN'), ('"gpus": 2', '"gpus": Infinity'),
                             ('"gpus": 2', '"gpus": -Infinity'), ('"gpus": 2', '"gpus": 2,,'),
                             ('"gpus": 2', 'gpus: 2'), ('"gpus": 2', '"gpus": True'),
                             ('"East"', '"Ea\nst"'), ('"East"', '"Ea\\xst"'),
                             ('"East"', '"\\ud800"')):
            with self.subTest(wrong=wrong):
                text = small_world().replace(right, wrong)
                self.refused(text, "not JSON")

    def test_a_comma_too_many(self):
        text = small_world()
        self.refused(text[:text.rindex("]")] + ",]}", "not JSON")


class NotHeld(BadJsonTest):
    def test_a_number_too_large_for_any(self):
        for number in ("1e999", "-1e999", "1" + "0" * 400):
            with self.subTest(number=number[:6]):
                text = small_world().replace("100000.0", number)
                self.refused(text, number[:6], "too large", "jobs[0].iterations")

    def test_a_number_too_small_for_any_is_0(self):
        self.refused(small_world().replace("100000.0", "1e-999"), "jobs[0].iterations", "> 0")

    def test_nesting_without_end(self):
        for content in ("[" * DEEP, '{"a":' * DEEP, "[" * DEEP + "]" * DEEP, '[{"a":' * DEEP):
            with self.subTest(content=content[:8]):
                self.refused(content, "nested", "64")

    def test_nesting_without_end_says_where(self):
        text = small_world()
        start = text.index('"jobs": [') + len('"jobs": [')
        self.assertIn("jobs", self.refused(text[:start] + "[" * DEEP, "nested"))

    def test_a_key_given_twice(self):
        for before, twice, place in (
                ('"name": "South"', '"name": "South", "name": "South"', "regions[1].name"),
                ('"links"', '"jobs": [], "links"', "jobs"),
                ('"gpu"', '"gpu": {}, "gpu"', "gpu"),
                ('"power_w"', '"power_w": 1, "power\\u005fw"', "gpu.power_w")):
            text = small_world()
            self.assertEqual(text.count(before), 1)
            self.refused(text.replace(before, twice), f" {place}:", "twice", "once")

    def test_what_is_long_but_right_is_told_shortly(self):
        self.refused(small_world(lambda world: world.update({"k" * 100_000: 1})), "unknown key")
        self.refused(small_world(lambda world: world.update(schema="s" * 100_000)), "schema")


class NotThere(BadJsonTest):
    def test_a_missing_file(self):
        missing = self.directory / "missing.json"
        ended = bacelab("simulate", missing, "--policy", "bace")
        self.assert_refused(ended, missing, "No such file")

    def test_a_directory(self):
        ended = bacelab("simulate", self.directory, "--policy", "bace")
        self.assert_refused(ended, self.directory, "is a directory")

    def test_a_device_that_is_empty(self):
        self.assert_refused(bacelab("simulate", "/dev/null", "--policy", "bace"),
                            "/dev/null:1:1: ", "not JSON")

    def test_no_file_or_no_policy(self):
        world = self.write("world.json", small_world())
        self.assert_refused(bacelab("simulate", "--policy", "bace"), "world is required")
        self.assert_refused(bacelab("simulate", world), "--policy: is missing")


if __name__ == "__main__":
    unittest.main()
