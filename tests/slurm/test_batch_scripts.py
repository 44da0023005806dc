"""What the batch scripts decide, with a program and a Slurm that only pretend."""

import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from slurm_cluster import wait_for

SOURCE = pathlib.Path(os.environ.get("BACELAB_SOURCE", pathlib.Path(__file__).parents[2]))
SCRIPTS = SOURCE / "slurm"
INTERRUPTED = 75

# Notes its words and how ranks meet, then ends with $STATUS; with $UNTIL_USR1 it first waits for the
# signal.
PROGRAM = """\
#!/bin/bash
printf '%s\\n' "$@" >words
echo "${SLURM_PMIX_FENCE:-}" >fence
[[ -z ${UNTIL_USR1:-} ]] || {
  trap 'caught=yes' USR1
  echo >started
  while [[ -z ${caught:-} ]]; do read -rt 0.05 <> <(:) || true; done
}
exit "${STATUS:-0}"
"""
SCONTROL = '#!/bin/bash\necho "$@" >>requeued\nexit "${SCONTROL_STATUS:-0}"\n'
# For a whole array, Slurm reports all its tasks.
SQUEUE = """\
#!/bin/bash
echo "${STATE:-RUNNING}"
[[ $3 != "${SLURM_ARRAY_JOB_ID:-}" ]] || echo PENDING
"""


def array_task(number, count):
    """What Slurm tells a task of an array 1-count."""
    return {"SLURM_ARRAY_TASK_ID": number, "SLURM_ARRAY_TASK_MAX": count,
            "SLURM_ARRAY_TASK_COUNT": count}


class BatchScript(unittest.TestCase):
    def setUp(self):
        self.directory = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, text in (("program", PROGRAM), ("scontrol", SCONTROL), ("squeue", SQUEUE)):
            self.write(name, text)
        (self.directory / "a study.toml").touch()
        self.environment = {
            "PATH": f"{self.directory}:{os.environ['PATH']}", "SLURM_JOB_ID": "17",
            "BACELAB": str(self.directory / "program"), "LAUNCH": "env", "SLURM_CPUS_PER_TASK": "3",
        }

    def write(self, name, text):
        (self.directory / name).write_text(text)
        (self.directory / name).chmod(0o755)

    def start(self, script, *words, **variables):
        return subprocess.Popen(
            ["bash", SCRIPTS / script, *words], cwd=self.directory, text=True,
            env={**self.environment, **{name: str(value) for name, value in variables.items()}},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run_script(self, script, *words, **variables):
        """Its exit status and what it says."""
        process = self.start(script, *words, **variables)
        _, error = process.communicate(timeout=60)
        return process.returncode, error

    def study(self, **variables):
        return self.run_script("study.sbatch", "a study.toml", "out.h5", **variables)

    def signalled_study(self, number, **variables):
        process = self.start("study.sbatch", "a study.toml", "out.h5", UNTIL_USR1=1, **variables)
        wait_for((self.directory / "started").exists, "the program does not start")
        process.send_signal(number)
        _, error = process.communicate(timeout=60)
        return process.returncode, error

    def words(self):
        return (self.directory / "words").read_text().splitlines()

    def requeued(self):
        path = self.directory / "requeued"
        return path.read_text().split() if path.exists() else []


class Words(BatchScript):
    def test_study_and_output_come_from_arguments_or_from_the_environment(self):
        expected = ["run", "a study.toml", "-o", "out.h5", "--resume", "--threads", "3"]
        self.assertEqual(self.study(), (0, ""))
        self.assertEqual(self.words(), expected)
        self.assertEqual(
            self.run_script("study.sbatch", STUDY="a study.toml", OUTPUT="out.h5"), (0, ""))
        self.assertEqual(self.words(), expected)

    def test_more_words_and_a_time_are_passed_on(self):
        self.run_script("study.sbatch", "a study.toml", "out.h5", "--set", "a b=c d", MAX_TIME="9m")
        self.assertEqual(self.words()[7:], ["--max-time", "9m", "--set", "a b=c d"])

    def test_ranks_meet_in_a_ring_unless_a_site_has_another_way(self):
        # With others Open MPI 5 crashes now and then in MPI_Init (docs/slurm.md).
        for given, found in (({}, "ring"), ({"SLURM_PMIX_FENCE": "tree"}, "tree")):
            self.study(**given)
            self.assertEqual((self.directory / "fence").read_text(), found + "\n")

    def test_a_task_of_an_array_computes_its_shard(self):
        self.run_script("array.sbatch", "a study.toml", "d/o.h5", "--quiet",
                        **array_task(2, 8))
        self.assertEqual(self.words(), ["run", "a study.toml", "-o", "d/o.2-of-8.h5", "--shard",
                                        "2/8", "--resume", "--threads", "3", "--quiet"])

    def test_some_tasks_of_an_array_alone_need_the_number_of_shards(self):
        alone = {"SLURM_ARRAY_TASK_ID": 2, "SLURM_ARRAY_TASK_MAX": 2, "SLURM_ARRAY_TASK_COUNT": 1}
        status, error = self.run_script("array.sbatch", "a study.toml", "o.h5", **alone)
        self.assertEqual(status, 2)
        self.assertIn("set SHARDS to N", error)
        self.run_script("array.sbatch", "a study.toml", "o.h5", SHARDS=8, **alone)
        self.assertIn("2/8", self.words())

    def test_the_merge_takes_the_shards_that_are_there(self):
        for name in ("my o.1-of-2.h5", "my o.2-of-2.h5", "my o.1-of-3.h5", "o.1-of-2.h5"):
            (self.directory / name).touch()
        self.assertEqual(self.run_script("merge.sbatch", "my o.h5", "--force", SHARDS=2), (0, ""))
        self.assertEqual(self.words(), ["merge", "my o.1-of-2.h5", "my o.2-of-2.h5", "-o",
                                        "my o.h5", "--force"])
        self.run_script("merge.sbatch", "my o.h5")
        self.assertIn("my o.1-of-3.h5", self.words())

    def test_what_is_missing_is_said(self):
        study = "a study.toml"
        no_task = {"SLURM_ARRAY_TASK_ID": ""}
        for script, words, variables, missing in (
                ("study.sbatch", (), {}, "no study"),
                ("study.sbatch", (study,), {}, "no results file"),
                ("study.sbatch", ("lost.toml", "o.h5"), {}, "lost.toml: cannot be read"),
                ("study.sbatch", (study, "o.h5"), {"BACELAB": "/lost"}, "set BACELAB"),
                ("study.sbatch", (study, "o.h5"), {"BACELAB": ""}, "bacelab: there is no such"),
                ("study.sbatch", (study, "o.h5"), {"MAX_REQUEUES": "x"}, "MAX_REQUEUES=x"),
                ("array.sbatch", (), {}, "no study"),
                ("array.sbatch", (study,), {}, "no results file"),
                ("array.sbatch", (study, "o.h5"), no_task, "no job array"),
                ("merge.sbatch", (), {}, "no results file"),
                ("merge.sbatch", ("o.h5",), {}, "there are no shards: o.*-of-*.h5"),
        ):
            with self.subTest(script=script, missing=missing):
                status, error = self.run_script(script, *words, **variables)
                self.assertEqual(status, 2)
                self.assertIn("bacelab: error: ", error)
                self.assertIn(missing, error)
                self.assertFalse((self.directory / "words").exists())


class Requeue(BatchScript):
    def test_the_status_of_the_program_is_that_of_the_job(self):
        for status in (0, 1, 2, 3, 137):
            self.assertEqual(self.study(STATUS=status), (status, ""))
        self.assertEqual(self.requeued(), [])

    def test_a_shard_in_which_runs_got_stuck_is_done(self):
        for status, expected in ((3, 0), (2, 2), (0, 0)):
            ended = self.run_script("array.sbatch", "a study.toml", "o.h5", STATUS=status,
                                    **array_task(1, 1))
            self.assertEqual(ended, (expected, ""))

    def test_what_stopped_in_good_order_is_requeued(self):
        status, error = self.study(STATUS=INTERRUPTED)
        self.assertEqual(status, INTERRUPTED)
        self.assertEqual(self.requeued(), ["requeue", "17"])
        self.assertIn("requeue 1 of at most 20", error)

    def test_a_shard_is_requeued_without_the_other_tasks_of_its_array(self):
        # Slurm takes the number of the array, which is that of one task, for all of them.
        self.run_script("array.sbatch", "a study.toml", "o.h5", STATUS=INTERRUPTED, SLURM_JOB_ID=17,
                        SLURM_ARRAY_JOB_ID=17, **array_task(2, 3))
        self.assertEqual(self.requeued(), ["requeue", "17_2"])

    def test_the_number_of_requeues_is_limited(self):
        status, error = self.study(STATUS=INTERRUPTED, MAX_REQUEUES=4, SLURM_RESTART_COUNT=3)
        self.assertIn("requeue 4 of at most 4", error)
        self.assertEqual(self.requeued(), ["requeue", "17"])
        status, error = self.study(STATUS=INTERRUPTED, MAX_REQUEUES=4, SLURM_RESTART_COUNT=4)
        self.assertEqual(status, INTERRUPTED)
        self.assertIn("not finished after 4 requeues", error)
        self.assertEqual(self.requeued(), ["requeue", "17"])

    def test_a_site_that_refuses_to_requeue_is_told_of(self):
        status, error = self.study(STATUS=INTERRUPTED, SCONTROL_STATUS=1)
        self.assertEqual(status, INTERRUPTED)
        self.assertIn("submit it again", error)

    def test_the_signal_before_the_time_limit_reaches_the_program(self):
        status, _ = self.signalled_study(signal.SIGUSR1, STATUS=INTERRUPTED)
        self.assertEqual((status, self.requeued()), (INTERRUPTED, ["requeue", "17"]))

    def test_a_program_that_was_done_at_the_signal_is_not_requeued(self):
        self.assertEqual(self.signalled_study(signal.SIGUSR1, STATUS=0), (0, ""))
        self.assertEqual(self.requeued(), [])

    def test_a_job_that_is_ended_for_good_does_not_come_back(self):
        status, _ = self.signalled_study(signal.SIGTERM, STATUS=INTERRUPTED)
        self.assertEqual((status, self.requeued()), (INTERRUPTED, []))
        # The signal may come to the program only.
        status, _ = self.study(STATUS=INTERRUPTED, STATE="COMPLETING")
        self.assertEqual((status, self.requeued()), (INTERRUPTED, []))

    def test_a_signal_that_the_program_is_not_ready_for_is_no_failure(self):
        # The program cannot catch what comes before it runs: here its launcher is still asleep.
        self.write("launcher", "#!/bin/bash\nexec sleep 60\n")
        process = self.start("study.sbatch", "a study.toml", "o.h5", LAUNCH="launcher")
        wait_for(lambda: b"sleep" in self.children_of(process.pid), "no launcher")
        process.send_signal(signal.SIGUSR1)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 128 + signal.SIGUSR1)
        self.assertEqual(self.requeued(), ["requeue", "17"])

    @staticmethod
    def children_of(process):
        """The names of the programs that a process has started."""
        children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return b" ".join(pathlib.Path(f"/proc/{child}/comm").read_bytes() for child in children)


class Text(unittest.TestCase):
    def test_all_scripts_are_valid(self):
        scripts = sorted(SCRIPTS.glob("*.sbatch"))
        self.assertEqual([path.stem for path in scripts], ["array", "merge", "study"])
        for path in scripts:
            checked = subprocess.run(["bash", "-n", path], capture_output=True, text=True)
            self.assertEqual((checked.returncode, checked.stderr), (0, ""))
            self.assertLess(max(map(len, path.read_text().splitlines())), 101)

    def test_study_and_array_requeue_in_the_same_way(self):
        start = "# ---- run it"
        study, array = ((SCRIPTS / name).read_text().partition(start)[2].splitlines()
                        for name in ("study.sbatch", "array.sbatch"))
        self.assertGreater(len(study), 20)
        self.assertEqual([line for line in array if line not in study],
                         [line for line in array if line.startswith("((status != 3))")])
        self.assertEqual([line for line in study if line not in array], [])


if __name__ == "__main__":
    unittest.main()
