"""`bacelab completion bash`: what --help lists is what the shell completes."""

import re
import subprocess
import unittest

from program import DONE, ProgramTest, bacelab

from test_help import commands, options


class Completion(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ended = bacelab("completion", "bash")
        assert (ended.returncode, ended.stderr) == (DONE, ""), ended
        cls.script = cls.write("completion.bash", ended.stdout)
        for name in ("a.h5", "b.h5", "study.toml", "world.json", "table.csv", "notes.txt"):
            cls.write(name, "")
        (cls.directory / "results").mkdir()

    def completed(self, *words):
        """What bash makes of these words, the last one being typed."""
        line = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bacelab; ' \
               'printf "%s\\n" "${COMPREPLY[@]}"'
        ended = subprocess.run(["bash", "-c", line, "bash", self.script, "bacelab", *words],
                               capture_output=True, text=True, cwd=self.directory, timeout=60)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        return set(ended.stdout.split())

    def test_commands(self):
        self.assertEqual(self.completed(""), set(commands()))
        self.assertEqual(self.completed("comp"), {"compare", "completion"})
        self.assertEqual(self.completed("--v"), {"--version"})

    def test_all_options_of_each_command(self):
        for command in commands():
            with self.subTest(command=command):
                self.assertLessEqual(options(command), self.completed(command, "--"))
                for option in options(command):
                    self.assertIn(option, self.completed(command, option[:-1]))

    def test_values_that_are_listed(self):
        self.assertEqual(self.completed("compare", "a.h5", "--interval", ""),
                         {"delta", "percentile", "bca", "johnson", "bootstrap_t"})
        self.assertEqual(self.completed("compare", "--adjust", "b"), {"bonferroni"})
        self.assertEqual(self.completed("completion", ""), {"bash"})

    def test_files_of_the_right_kind_and_directories(self):
        self.assertEqual(self.completed("compare", ""), {"a.h5", "b.h5", "results"})
        self.assertEqual(self.completed("run", ""), {"study.toml", "results"})
        self.assertEqual(self.completed("run", "study.toml", "-o", ""), {"a.h5", "b.h5", "results"})
        self.assertEqual(self.completed("diff", "a.h5", "b"), {"b.h5"})
        self.assertEqual(self.completed("simulate", "w"), {"world.json"})
        self.assertEqual(self.completed("simulate", "a"), {"a.h5"})
        self.assertEqual(self.completed("validate", "t"), {"table.csv"})

    def test_nothing_where_nobody_can_guess(self):
        self.assertEqual(self.completed("run", "--threads", ""), set())
        self.assertEqual(self.completed("policies", "x"), set())

    def test_the_shell_takes_it_without_a_word(self):
        ended = subprocess.run(["bash", "-n", self.script], capture_output=True, text=True)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        self.assertRegex(self.script.read_text(), r"complete -F _bacelab bacelab\n$")

    def test_only_shells_that_are_known(self):
        self.assert_refused(bacelab("completion", "tcsh"), "tcsh", "bash")
        self.assertTrue(re.search("bash", bacelab("completion", "--help").stdout))


if __name__ == "__main__":
    unittest.main()
