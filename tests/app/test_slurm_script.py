"""`bacelab slurm`: a batch script that is ready to be submitted, and whether its time is enough."""

import re
import subprocess
import unittest

from program import (
    BAD_INPUT, CONFIGS, DONE, PROGRAM, ProgramTest, bacelab, into_a_closed_pipe, onto_a_full_disk,
    one_error, settings,
)

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
# Takes its words and the values that count, and runs nothing.
PRINT_AND_STOP = 'printf "%s\\n" "$@" "${BACELAB:-}" "${MAX_REQUEUES:-}" "${MAX_TIME:-}"; exit\n'


def seconds(text):
    """Of a time as Slurm writes it."""
    days, hours, minutes, rest = re.fullmatch(r"(?:(\d+)-)?(\d\d):(\d\d):(\d\d)", text).groups()
    return int(days or 0) * DAY + int(hours) * HOUR + int(minutes) * MINUTE + int(rest)


def estimate(text):
    """The seconds that the runs are said to take."""
    *hours, minutes, rest = re.search(r"runs take about ([\d:]+) on", text)[1].split(":")
    return (int(hours[0]) * HOUR if hours else 0) + int(minutes) * MINUTE + int(rest)


class SlurmScript(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.study = cls.small_study()

    def written(self, *words, study=None, **options):
        """The script, and what is said of it. The program always says so, and never more."""
        ended = bacelab("slurm", study or self.study, *words, **options)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        for line in ended.stderr.splitlines():
            self.assertTrue(line.startswith("bacelab: "), line)
        return ended.stdout, ended.stderr

    def script(self, *words, **options):
        return self.written("--nodes", 4, "--time", "2:00:00", *words, **options)[0]

    def directives(self, script):
        """The values of the lines for Slurm."""
        pairs = re.findall(r"^#SBATCH --([\w-]+)=?(.*)$", script, re.MULTILINE)
        self.assertEqual(len(pairs), len(dict(pairs)))
        return dict(pairs)

    def assert_valid(self, script):
        checked = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
        self.assertEqual((checked.returncode, checked.stderr), (0, ""))
        # Slurm reads its lines up to the first command.
        head = script.partition("\n\n")[0].splitlines()
        self.assertEqual(head[0], "#!/bin/bash")
        self.assertTrue(all(line.startswith("#") for line in head))
        self.assertNotIn("#SBATCH", script.partition("\n\n")[2])

    def values(self, script, *words, **environment):
        """What the script runs with: its words, the program, and the limits."""
        start = script.index("set -euo pipefail")
        ended = subprocess.run(["bash", "-s", "--", *words], input=script[:start] + PRINT_AND_STOP,
                               capture_output=True, text=True, env=environment, cwd="/")
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        *values, program, requeues, time = ended.stdout.splitlines()
        return values, program, requeues, time


class Directives(SlurmScript):
    def test_what_was_asked_for_is_asked_of_slurm(self):
        script = self.script("--cores-per-node", 64, "--account", "lab-1", "--partition", "a,b")
        self.assert_valid(script)
        self.assertEqual(self.directives(script), {
            "job-name": "small", "account": "lab-1", "partition": "a,b", "nodes": "4",
            "ntasks-per-node": "4", "cpus-per-task": "16", "time": "02:00:00", "requeue": "",
            "open-mode": "append", "signal": "B:USR1@180"})

    def test_what_was_not_asked_for_is_left_to_slurm(self):
        self.assertEqual({"account", "partition"} & self.directives(self.script()).keys(), set())

    def test_a_choice_of_ranks_and_threads_is_explained(self):
        script = self.script("--cores-per-node", 48)
        self.assertIn("48 of 48 cores of each node: 4 ranks x 12 threads.\n# The threads", script)
        script = self.script("--cores-per-node", 48, "--ranks-per-node", 5)
        self.assertIn("45 of 48 cores of each node: 5 ranks x 9 threads, as asked for.", script)
        directives = self.directives(script)
        self.assertEqual((directives["ntasks-per-node"], directives["cpus-per-task"]), ("5", "9"))

    def test_policies_in_python_have_a_rank_on_each_core(self):
        words = ("--nodes", 2, "--time", "1h", "--cores-per-node", 48)
        study = CONFIGS.parent / "examples" / "lcf.toml"
        script, said = self.written(*words, study=study, cwd=self.directory)
        self.assertIn("48 of 48 cores of each node: 48 ranks x 1 thread.\n# One thread", script)
        self.assert_valid(script)
        self.assertNotIn("stay idle", said)
        script, said = self.written(*words, "--ranks-per-node", 6, study=study, cwd=self.directory)
        self.assertIn("6 ranks x 8 threads, as asked for.", script)
        self.assertIn("42 of 48 cores stay idle; --ranks-per-node 48 uses all", said)
        _, said = self.written(*words, "--ranks-per-node", 6, cwd=self.directory)
        self.assertNotIn("stay idle", said)

    def test_a_node_is_taken_to_be_like_this_machine(self):
        words = ("--nodes", 1, "--time", "1h")
        script, said = self.written(*words, launcher=("taskset", "-c", "0"))
        self.assertIn("# 1 of 1 cores of each node", script)
        self.assertIn("assuming 1 core per node, as on this machine", said)
        _, said = self.written(*words, "--cores-per-node", 1)
        self.assertNotIn("this machine", said)

    def test_times_are_written_as_slurm_reads_them(self):
        for text, time, lead in (("60s", MINUTE, 15), ("10", 10 * MINUTE, 150),
                                 ("90m", 90 * MINUTE, 180), ("36h", 36 * HOUR, 180)):
            script, _ = self.written("--nodes", 1, "--time", text)
            directives = self.directives(script)
            self.assertEqual(seconds(directives["time"]), time)
            self.assertEqual(directives["signal"], f"B:USR1@{lead}")
            # Should the signal not come, the program stops by its own clock, later and in time.
            guard = int(self.values(script)[3].removesuffix("s"))
            self.assertLess(time - lead, guard)
            self.assertLess(guard, time)


class Values(SlurmScript):
    def test_the_script_names_all_that_it_needs_wherever_it_is_submitted(self):
        words = ("--max-requeues", 7, "-o", "out.h5", *settings("network.scale=0.5"))
        script = self.script(*words, study="small.toml", cwd=self.directory)
        values, program, requeues, _ = self.values(script)
        self.assertEqual(values, [str(self.study), str(self.directory / "out.h5"),
                                  "--set", "network.scale=0.5"])
        self.assertEqual((program, requeues), (PROGRAM, "7"))

    def test_the_output_has_the_name_of_the_study(self):
        (_, output), *_ = self.values(self.script(cwd=self.directory))
        self.assertEqual(output, str(self.directory / "small.h5"))

    def test_words_and_the_environment_can_be_added_when_it_is_submitted(self):
        script = self.script()
        values, *others = self.values(script, "--quiet", BACELAB="/x", MAX_REQUEUES="1",
                                      MAX_TIME="5m")
        self.assertEqual((values[2:], others), (["--quiet"], ["/x", "1", "5m"]))

    def test_names_that_a_shell_would_take_apart_stay_whole(self):
        for name in ("a b", "it's", 'say "x"', "$(touch bad)", "`touch bad`", "-dash", "*", "a\\b",
                     "#x", "new\nline", "ü"):
            with self.subTest(name=name):
                study = self.write(name + ".toml", self.study.read_bytes())
                title = f"study.title={name!r}" if "'" not in name else f'study.title="{name}"'
                if "\n" in name or "\\" in name:
                    title = "study.title='x y'"
                output = self.directory / (name + " out.h5")
                script = self.script("-o", output, "--set", title, study=study)
                self.assert_valid(script)
                values, *_ = self.values(script)
                self.assertEqual("\n".join(values),
                                 "\n".join([str(study), str(output), "--set", title]))
                self.assertRegex(self.directives(script)["job-name"], r"^[\w.-]+$")

    def test_it_does_what_study_sbatch_does(self):
        batch = (CONFIGS.parent / "slurm" / "study.sbatch").read_text()
        start = "set -euo pipefail\n"
        self.assertEqual(self.script().partition(start)[2], batch.partition(start)[2])


class Estimates(SlurmScript):
    large = settings("study.replications=1000000")

    def test_the_time_is_shared_by_all_cores(self):
        words = ("--time", "10h", "--cores-per-node", 8, *self.large)
        one, ten = (estimate(self.written("--nodes", nodes, *words)[1]) for nodes in (1, 10))
        self.assertGreater(one, 10)
        # Two probes of a second on a machine that others use too.
        self.assertLess(abs(one / 10 - ten), 0.8 * one / 10 + 1)

    def test_enough_time_is_no_reason_to_warn(self):
        self.assertNotIn("warning", self.written("--nodes", 1, "--time", "24h", *self.large)[1])

    def test_a_time_that_is_too_short_is_told_with_the_requeues_that_it_takes(self):
        words = ("--nodes", 1, "--cores-per-node", 1, *settings("study.replications=30000000"))
        _, said = self.written(*words, "--time", 30, "--max-requeues", 1000)
        self.assertIn("warning: a time of 00:30:00 is too short", said)
        requeues = int(re.search(r"requeued about (\d+) time", said)[1])
        self.assertEqual(requeues, -(-estimate(said) // (27 * MINUTE)) - 1)
        self.assertNotIn("will not finish", said)
        _, said = self.written(*words, "--time", 30, "--max-requeues", 0)
        self.assertIn("it may be requeued only 0 times (--max-requeues): it will not finish", said)

    def test_more_threads_than_worlds_are_a_waste(self):
        said = self.written("--nodes", 4, "--time", 10, "--cores-per-node", 4)[1]
        self.assertIn("warning: 16 threads have only 12 worlds to run", said)
        said = self.written("--nodes", 3, "--time", 10, "--cores-per-node", 4)[1]
        self.assertNotIn("warning", said)


class Refusals(SlurmScript):
    def assert_words_refused(self, *words, because):
        self.assert_refused(bacelab("slurm", self.study, *words), *because)

    def test_bad_arguments(self):
        good = {"--nodes": 2, "--time": "1h"}
        for option, value, *because in (
                ("--nodes", 0), ("--nodes", "two"), ("--time", "soon"), ("--time", "59s", "a minute"),
                ("--time", "0"), ("--cores-per-node", 0), ("--ranks-per-node", 0),
                ("--ranks-per-node", 9999, "allowed: 1 to"), ("--max-requeues", -1),
                ("--account", "my lab", "letters"), ("--account", "a\nscancel"),
                ("--partition", "a;b"), ("--set", "network.scael=1", "did you mean"),
        ):
            with self.subTest(option=option, value=value):
                words = [word for pair in {**good, option: value}.items() for word in pair]
                self.assert_words_refused(*words, because=(option.replace("--set", "network"),
                                                           *because))

    def test_nodes_and_time_must_be_given(self):
        self.assert_words_refused("--nodes", 1, because=["--time"])
        self.assert_words_refused("--time", "1h", because=["--nodes"])
        self.assert_refused(bacelab("slurm", self.directory / "lost.toml", "--nodes", 1, "--time",
                                    "1h"), "lost.toml")

    def test_nobody_has_to_read_it_but_a_full_disk_is_told(self):
        words = ("slurm", self.study, "--nodes", 1, "--time", "1h")
        self.assertEqual(into_a_closed_pipe(*words).returncode, DONE)
        ended = onto_a_full_disk(*words)
        self.assertEqual(ended.returncode, BAD_INPUT)
        self.assertIn("standard output", one_error(ended.stderr))


if __name__ == "__main__":
    unittest.main()
