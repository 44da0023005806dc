"""What the tests of `bacelab check` share."""

import re

from program import DONE, ProgramTest, bacelab, settings

UNITS = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12}


class CheckTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()

    def check(self, *words):
        ended = bacelab("check", *words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def shown(self, *pairs, study=None):
        """What stands behind each title; the lines below it belong to it."""
        lines = {}
        for line in self.check(study or self.study, *settings(*pairs)).splitlines():
            title = line[:14].strip() or title
            lines.setdefault(title, []).append(line[14:])
        return {title: "\n".join(texts) for title, texts in lines.items()}

    def file_bytes(self, *pairs, study=None):
        text = self.shown(*pairs, study=study)["file"]
        number, unit = re.fullmatch(r"about ([\d.]+) (\w+)", text).groups()
        return float(number) * UNITS[unit]
