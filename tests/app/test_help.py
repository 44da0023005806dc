"""What `bacelab` says of itself, and to words that it does not know."""

import functools
import re
import unittest

import h5py

from program import (
    BAD_INPUT, DONE, ProgramTest, bacelab, into_a_closed_pipe, onto_a_full_disk, open_results,
)

WIDTH = 100
# The least that each command has, besides --help.
OPTIONS = {
    "run": {"--set", "--output", "--force", "--threads", "--quiet"},
    "check": {"--set", "--plugin", "--keys", "--resolved"},
    "compare": {"--policy", "--baseline", "--metric", "--point", "--confidence",
                "--drop-incomplete", "--pooled", "--interval", "--adjust",
                "--resamples", "--bootstrap-seed", "--quantile", "--json", "--csv"},
    "plot": {"--output", "--data", "--script", "--force", "--width", "--policy", "--baseline",
             "--metric", "--point", "--where", "--confidence", "--drop-incomplete"},
    "report": {"--output", "--force", "--policy", "--baseline", "--metric", "--confidence",
               "--interval", "--adjust", "--inputs"},
    "scenario": {"--set", "--point", "--replication"},
    "simulate": {"--policy", "--set", "--study", "--point", "--json", "--trace"},
    "policies": {"--json"},
    "diff": set(),
    "sensitivity": {"--table", "--output", "--factors", "--confidence", "--bootstrap-rows",
                    "--resamples", "--bootstrap-seed", "--no-second-order", "--drop-incomplete",
                    "--json", "--csv"},
    "warmup": {"--column", "--point", "--warmup", "--confidence"},
    "validate": {"--rows", "--by", "--json", "--csv", "--figure", "--force"},
    "completion": set(),
    "init": {"--output", "--force"},
    "help": {"--man", "--man-pages"},
}


@functools.cache
def help_of(*command):
    """What --help prints for a command, or for the program."""
    return bacelab(*command, "--help").stdout


def commands():
    """All that the program lists."""
    listed = help_of().split("Subcommands:")[1]
    return re.findall(r"^  (\w+) {2,}\S", listed, re.M)


def options(command):
    return set(re.findall(r"^  (?:-\w,)?(--[\w-]+)", help_of(command), re.M))


class HelpTest(ProgramTest):
    def said(self, *words):
        """What a request for information is answered: nothing on standard error, exit status 0."""
        ended = bacelab(*words)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
        return ended.stdout

    def refused(self, *words):
        return self.assert_refused(bacelab(*words))


class Help(HelpTest):
    def test_it_names_each_command_with_a_description(self):
        self.assertLessEqual(OPTIONS.keys(), set(commands()))
        words = " ".join(self.said("--help").split())
        for command in commands():
            # The first line of a command's own help is its line here.
            self.assertIn(f"{command} {self.said(command, '--help').splitlines()[0]}", words)

    def test_help_of_a_command_names_its_usage_and_all_its_options(self):
        for command in commands():
            with self.subTest(command=command):
                self.assertIn(f"Usage: bacelab {command}", self.said(command, "--help"))
                self.assertLessEqual(OPTIONS.get(command, set()) | {"--help"}, options(command))

    def test_each_option_has_a_description(self):
        for command in commands():
            text = re.sub(r"\n {20,}", "  ", self.said(command, "--help"))
            for line in re.findall(r"^  -.*$", text, re.M):
                self.assertRegex(line, r" [A-Z][a-z]*,? \S", command)

    def test_there_are_several_ways_to_ask(self):
        self.assertEqual(self.said("-h"), self.said("--help"))
        for command in commands():
            text = self.said(command, "--help")
            unused = "bash" if command == "completion" else "unused"
            for words in ((command, "-h"), ("--help", command), ("help", command),
                          (command, "--help", unused)):
                self.assertEqual(self.said(*words), text)

    def test_no_line_has_more_than_100_columns(self):
        for words in ((), *((command,) for command in commands())):
            with self.subTest(words=words):
                long = [line for line in self.said(*words, "--help").splitlines()
                        if len(line) > WIDTH]
                self.assertEqual(long, [])

    def test_compare_lists_the_metrics_of_results_with_name_and_unit(self):
        listed = re.findall(r"^  (\w+) {2,}(.+) \((.+)\)$",
                            self.said("compare", "--help").split("Metrics:")[1], re.M)
        runs = open_results(self.results_of(self.small_study(), "small.h5"))
        self.assertEqual(set(listed), {
            (name, metric.attrs["long_name"], metric.attrs["units"])
            for name, metric in runs.items() if "policy" in metric.dims and name != "status"})

    def test_the_version_is_the_one_in_the_results(self):
        self.assertRegex(self.said("--version"), r"^bacelab \d+\.\d+\.\d+ \(\S+\)\n$")
        path = self.results_of(self.small_study(), "version.h5")
        with h5py.File(path) as file:
            version = f"bacelab {file.attrs['program_version']} ({file.attrs['git_describe']})\n"
        self.assertEqual(self.said("--version"), version)

    def test_nobody_has_to_read_it_but_a_full_disk_is_told(self):
        for words in (("--help",), ("--version",), ("compare", "--help")):
            ended = into_a_closed_pipe(*words)
            self.assertEqual((ended.returncode, ended.stderr), (DONE, ""))
            self.assert_refused(onto_a_full_disk(*words), "standard output")


class UnknownWords(HelpTest):
    def test_without_a_command_all_are_named(self):
        for words in ((), ("xyzzy",), ("",)):
            with self.subTest(words=words):
                message = self.refused(*words)
                for command in commands():
                    self.assertRegex(message, rf"\b{command}\b")
                self.assertNotIn("did you mean", message)
        self.assertIn("--help", self.refused())

    def test_the_nearest_command_is_suggested(self):
        for wrong, right in (("rnu", "run"), ("chekc", "check"), ("Compare", "compare"),
                             ("scenarios", "scenario"), ("simulat", "simulate"),
                             ("polices", "policies"), ("dif", "diff")):
            self.assertIn(f"'{wrong}' (did you mean '{right}'?)", self.refused(wrong, "x"))

    def test_the_nearest_option_is_suggested_and_all_are_named(self):
        for command in commands():
            known = options(command)
            for option in known:
                wrong = option[:-2] + option[-1]  # a letter is missing
                with self.subTest(command=command, wrong=wrong):
                    message = self.refused(command, wrong)
                    self.assertIn(f"bacelab {command} has no option '{wrong}'", message)
                    self.assertIn(f"did you mean '{option}'?", message)
                    for name in known:
                        self.assertIn(name, message)

    def test_an_unknown_option_has_its_value_left_out(self):
        message = self.refused("run", "study.toml", "--ouput=out.h5")
        self.assertIn("'--ouput' (did you mean '--output'?)", message)
        message = self.refused("run", "--quite", "study.toml")
        self.assertIn("'--quite' (did you mean '--quiet'?)", message)

    def test_unknown_options_of_the_program_itself(self):
        for words, told in ((("--verison",), "did you mean '--version'?"),
                            (("--hlep",), "did you mean '--help'?"),
                            (("--unheard-of",), "'--unheard-of'"), (("-x",), "-x"),
                            (("--unheard-of", "policies"), "bacelab has no option")):
            with self.subTest(words=words):
                self.assertIn(told, self.refused(*words))

    def test_unknown_short_options_are_named(self):
        for words in (("run", "study.toml"), ("compare", "a.h5"), ("diff", "a.h5", "b.h5"),
                      ("simulate", "world.json", "--policy", "bace"), ("policies",)):
            with self.subTest(words=words):
                self.assertIn("-x", self.refused(*words, "-x"))

    def test_a_long_option_with_one_dash(self):
        self.assertIn("did you mean '--json'?", self.refused("policies", "-json"))

    def test_missing_and_superfluous_words_are_named(self):
        for words, told in (
                (("run",), "study is required"), (("check",), "study is required"),
                (("compare",), "file is required"), (("scenario",), "study is required"),
                (("simulate", "--policy", "bace"), "world is required"),
                (("diff",), "A is required"), (("diff", "a.h5"), "B is required"),
                (("policies", "more"), "more"),
                (("compare", "a.h5", "b.h5"), "b.h5"), (("run", "a", "--threads"), "--threads"),
                (("simulate", "w.json", "--study", "s.toml", "--plugin", "p.so"), "--study")):
            with self.subTest(words=words):
                message = self.refused(*words)
                self.assertIn(told, message)
                self.assertIn(f"bacelab {words[0]} --help", message)

    def test_bad_values_of_options_are_named(self):
        for words, told in (
                (("run", "a", "--threads", "0"), ("--threads", "0", "1")),
                (("run", "a", "--threads", "many"), ("--threads", "many")),
                (("compare", "a", "--point", "x"), ("--point", "x")),
                (("compare", "a", "--confidence", "1.5"), ("--confidence", "1.5", "0.5")),
                (("scenario", "a", "--replication", "1e3"), ("--replication", "1e3"))):
            with self.subTest(words=words):
                message = self.refused(*words)
                for word in told:
                    self.assertIn(word, message)

    def test_a_refusal_is_one_line(self):
        for words in ((), ("rnu",), ("run",), ("run", "--x"), ("compare", "--json", "--csv")):
            ended = bacelab(*words)
            self.assertEqual(ended.returncode, BAD_INPUT)
            self.assertEqual(len(ended.stderr.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
