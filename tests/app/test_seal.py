"""A changed results file is noticed: flipped bits, other bytes and cuts, by every command that
reads one, before it can crash or give other numbers."""

import random
import shutil
import unittest

from program import BAD_INPUT, DONE, ProgramTest, bacelab, settings

import seal

#: The commands that read results, with FILE for the damaged one and WHOLE for an intact one.
COMMANDS = (
    ("compare", "FILE"),
    ("diff", "FILE", "WHOLE"),
    ("diff", "WHOLE", "FILE"),
    ("status", "FILE"),
    ("warmup", "FILE"),
    ("sensitivity", "FILE", "--output", "cost"),
    ("merge", "FILE", "-o", "OUT"),
)


class Sealed(ProgramTest):
    #: How many places of the file are attacked in each way.
    places = 12

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()
        cls.words = settings("study.replications=20", "output.jobs=true")
        cls.whole = cls.results_of(cls.study, "whole.h5", *cls.words)
        cls.content = cls.whole.read_bytes()
        cls.random = random.Random(13)

    def damaged(self, content):
        return self.write("damaged.h5", content)

    def words_of(self, command, file):
        named = {"FILE": file, "WHOLE": self.whole, "OUT": self.directory / "out.h5"}
        return [named.get(word, word) for word in command]

    def places_of_attack(self):
        """Places all over the file, and some in its seal."""
        size = len(self.content)
        after = [self.random.randrange(size) for _ in range(self.places - self.places // 4)]
        return after + [self.random.randrange(seal.BYTES) for _ in range(self.places // 4)]

    def assert_noticed(self, content, *commands):
        file = self.damaged(content)
        for command in commands:
            self.assert_refused(bacelab(*self.words_of(command, file)), file, "--no-verify")
        self.assertFalse((self.directory / "out.h5").exists())


class Attack(Sealed):
    def test_a_flipped_bit(self):
        for place in self.places_of_attack():
            content = bytearray(self.content)
            content[place] ^= 1 << self.random.randrange(8)
            with self.subTest(place=place):
                self.assert_noticed(bytes(content), self.random.choice(COMMANDS))

    def test_another_byte(self):
        for place in self.places_of_attack():
            content = bytearray(self.content)
            content[place] ^= self.random.randrange(1, 256)
            with self.subTest(place=place):
                self.assert_noticed(bytes(content), self.random.choice(COMMANDS))

    def test_a_cut(self):
        for place in self.places_of_attack():
            with self.subTest(place=place):
                file = self.damaged(self.content[:place])
                self.assert_refused(bacelab("compare", file), file)


class Commands(Sealed):
    def test_every_command_notices(self):
        content = bytearray(self.content)
        content[len(content) // 2] ^= 4
        self.assert_noticed(bytes(content), *COMMANDS)

    def test_a_damaged_file_is_not_extended(self):
        content = bytearray(self.content)
        content[-1] ^= 4
        file = self.damaged(bytes(content))
        more = settings("study.replications=21", "output.jobs=true")
        ended = bacelab("run", self.study, "-o", file, "--resume", "-q", *more)
        self.assert_refused(ended, file, "checksum")
        self.assertEqual(file.read_bytes(), content)

    def test_an_extended_file_is_sealed_anew(self):
        file = self.directory / "extended.h5"
        shutil.copyfile(self.whole, file)
        more = settings("study.replications=21", "output.jobs=true")
        ended = bacelab("run", self.study, "-o", file, "--resume", "-q", *more)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        extended = file.read_bytes()
        self.assertEqual(extended[:seal.BYTES], seal.of(extended[seal.BYTES:]))
        self.assertNotEqual(extended[:seal.BYTES], self.content[:seal.BYTES])

    def test_a_file_without_a_seal_is_read_if_it_is_asked_for(self):
        file = self.damaged(self.content[seal.BYTES:])
        for command in COMMANDS:
            if "OUT" in command or "sensitivity" in command:
                continue
            words = self.words_of(command, file)
            with self.subTest(command=command):
                self.assert_refused(bacelab(*words), file, "no checksum")
                ended = bacelab(*words, "--no-verify")
                self.assertEqual(ended.returncode, DONE, ended.stderr)

    def test_what_another_program_edited_is_merged_and_resumed_if_it_is_asked_for(self):
        file = self.damaged(self.content[seal.BYTES:])
        out = self.directory / "edited.h5"
        ended = bacelab("merge", file, "-o", out, "--force", "--no-verify")
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertEqual(bacelab("diff", out, self.whole).returncode, DONE)
        words = ("run", self.study, "-o", file, "--resume", "-q", *self.words)
        self.assert_refused(bacelab(*words), file, "no checksum")
        self.assertEqual(bacelab(*words, "--no-verify").returncode, DONE)

    def test_no_verify_of_a_run_needs_resume(self):
        ended = bacelab("run", self.study, "-o", self.directory / "x.h5", "--no-verify")
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("--resume", ended.stderr)


if __name__ == "__main__":
    unittest.main()
