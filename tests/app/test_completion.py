"""`bacelab completion`: what --help lists is what the shell completes."""

import json
import re
import shutil
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
        self.assertEqual(self.completed("completion", ""), {"bash", "zsh", "fish"})
        self.assertEqual(self.completed("plot", "a.h5", "--width", ""), {"1", "2"})

    def test_policies_metrics_kinds_and_keys_of_a_study(self):
        policies = {policy["name"] for policy in json.loads(
            bacelab("policies", "--json").stdout)["policies"]}
        for words in (("compare", "a.h5", "--policy"), ("compare", "a.h5", "--baseline"),
                      ("explain", "a.h5", "--against"), ("policies", "--try")):
            self.assertEqual(self.completed(*words, ""), policies)
        listed = bacelab("compare", "--help").stdout.split("Metrics:")[1]
        self.assertEqual(self.completed("plot", "--metric", ""),
                         set(re.findall(r"^  (\w+) {2,}\S", listed, re.M)))
        self.assertEqual(self.completed("run", "--set", "network.fluct"), {
            f"network.fluctuation.{key}=" for key in ("sigma", "correlation_hours", "step_hours")})
        self.assertEqual(self.completed("policies", "--set", "policies.lcf."),
                         {"policies.lcf.min_stage_fraction="})
        self.assertLessEqual({"timeline", "sobol"}, self.completed("plot", "a.h5", ""))

    def test_commands_and_studies_by_name(self):
        self.assertEqual(self.completed("help", ""), set(commands()))
        self.assertEqual(self.completed("init", "pap"), {"paper", "paper_24_jobs"})

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

    def test_commands_inside_of_a_command(self):
        self.assertEqual(self.completed("import", "trans"), {"transfer-prices"})
        self.assertIn("--gpus-column", self.completed("import", "jobs", "--"))
        self.assertEqual(self.completed("import", "jobs", ""), {"table.csv", "results"})


class OtherShells(ProgramTest):
    def script(self, shell):
        ended = bacelab("completion", shell)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def assert_read_by(self, shell):
        program = shutil.which(shell)
        if program is None:
            self.skipTest(f"there is no {shell}")
        file = self.write(f"completion.{shell}", self.script(shell))
        ended = subprocess.run([program, "-n", file], capture_output=True, text=True, timeout=60)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))

    def test_zsh_takes_it(self):
        self.assert_read_by("zsh")

    def test_fish_takes_it(self):
        self.assert_read_by("fish")

    def test_zsh_has_all_commands_and_their_options(self):
        script = self.script("zsh")
        for command in commands():
            self.assertRegex(script, rf"(?m)^    '{command}:")
            function = re.search(rf"(?ms)^_bacelab_{command}\(\) {{\n(.*?)^}}", script)[1]
            for option in options(command):
                self.assertRegex(function, rf"(?m)^    '[*(][^']*{option}=?\[[^']", command)

    def test_zsh_knows_values_and_files(self):
        script = self.script("zsh")
        run = re.search(r"(?ms)^_bacelab_run\(\) {\n(.*?)^}", script)[1]
        self.assertIn("""':study:_files -g "*.toml"'""", run)
        self.assertIn('_files -g "*.(h5|json)"', script)
        self.assertIn(":KEY=VALUE:_bacelab_list_keys'", run)
        self.assertIn(":auto|worlds|paths:(auto worlds paths)'", run)
        self.assertIn("'(--resume)--resume[", run)
        self.assertIn("'*--set=[", run)
        self.assertRegex(script, r"(?m)^  compadd -S '' -- .*\bnetwork\.scale=")
        self.assertRegex(script, r"(?m)^  compadd -- bace ")
        self.assertIn("import)", re.sub(r" _bacelab_import ;;", "", script))

    def test_fish_has_all_commands_and_their_options(self):
        script = self.script("fish")
        for command in commands():
            self.assertIn(f"-n '__bacelab_at \\'\\'' -a {command} -d ", script)
            lines = [line for line in script.splitlines()
                     if line.startswith(f"complete -c bacelab -n '__bacelab_at \\' {command}\\''")]
            for option in options(command):
                self.assertTrue([line for line in lines if f" -l {option[2:]} " in line], option)

    def test_fish_knows_values_and_files(self):
        script = self.script("fish")
        at_run = r"^complete -c bacelab -n '__bacelab_at \\' run\\'' "
        for line in (at_run + r"-x -k -a '\(__fish_complete_suffix \.toml\)'$",
                     at_run + r"-l set -x -a \"\$__bacelab_keys\" -d",
                     at_run + r"-l output -s o -x -k -a '\(__fish_complete_suffix \.h5\)' -d",
                     r"^set -g __bacelab_policies bace ", r"^            case .*' run' .*' import jobs'"):
            self.assertRegex(script, re.compile(line, re.M))

    def test_only_shells_that_are_known(self):
        self.assert_refused(bacelab("completion", "tcsh"), "tcsh", "bash", "zsh", "fish")
        self.assertTrue(re.search("bash", bacelab("completion", "--help").stdout))


if __name__ == "__main__":
    unittest.main()
