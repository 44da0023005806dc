"""Damage at hundreds of places of results files and of segments: each is noticed or left out, and
no number changes."""

import random
import signal
import unittest

import test_seal
from program import DONE, ProgramTest, bacelab, settings
from running import ended, segments_of, start

PLACES = 500


class ResultsFiles(test_seal.Attack):
    places = PLACES


class Segments(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.words = (cls.small_study(), *settings("output.jobs=true"))
        cls.reference = cls.results_of(cls.words[0], "reference.h5", *cls.words[1:])
        cls.path = cls.directory / "out.h5"
        cls.random = random.Random(17)
        status, text = ended(start("run", *cls.words, "-o", cls.path, "--threads", 1,
                                   "--segment-seconds", 0, fault="merging"))
        if status != -signal.SIGKILL:
            raise AssertionError(text)
        cls.segments = {path: path.read_bytes() for path in segments_of(cls.path)}

    def assert_noticed(self, damage):
        """One segment is damaged; the study is resumed to equal results, with a warning."""
        self.path.unlink(missing_ok=True)
        self.reference.parent.joinpath("out.h5.segments").mkdir(exist_ok=True)
        for path, content in self.segments.items():
            path.write_bytes(content)
        victim = self.random.choice(list(self.segments))
        victim.write_bytes(damage(self.segments[victim]))
        told = bacelab("status", self.path)
        self.assertEqual(told.returncode, DONE, told.stderr)
        again = bacelab("run", *self.words, "-o", self.path, "--resume")
        self.assertEqual(again.returncode, DONE, again.stderr)
        self.assertIn(f"warning: {victim}: this segment is skipped", again.stderr)
        self.assertEqual(bacelab("diff", self.reference, self.path).returncode, DONE)

    def test_a_changed_byte(self):
        def damage(content):
            at = self.random.randrange(len(content))
            changed = content[at] ^ self.random.choice((1 << self.random.randrange(8),
                                                        self.random.randrange(1, 256)))
            return content[:at] + bytes([changed]) + content[at + 1:]
        for attempt in range(PLACES):
            with self.subTest(attempt=attempt):
                self.assert_noticed(damage)

    def test_a_cut(self):
        for attempt in range(PLACES // 5):
            with self.subTest(attempt=attempt):
                self.assert_noticed(lambda content: content[:self.random.randrange(len(content))])


if __name__ == "__main__":
    unittest.main()
