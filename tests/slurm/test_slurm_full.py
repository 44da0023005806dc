"""All that can happen to a study in Slurm: its result is always that of an undisturbed run."""

import os
import pathlib
import signal
import unittest

from slurm_test import (
    BAD_INPUT, DONE, MPIRUN, PROGRAM, SlurmTest, bacelab, settings, wait_for, words_for,
)

TIME_LIMIT_S = 60


class Launchers(SlurmTest):
    def test_mpirun_in_the_allocation_gives_the_result_of_one_machine(self):
        job = self.submit("--nodes=2", LAUNCH=MPIRUN)
        self.wait_until_completed(job)
        self.assertEqual(self.ranks_of(), 4)
        self.assert_undisturbed()

    def test_mpirun_passes_the_signal_on(self):
        job = self.submit_slow(LAUNCH=MPIRUN)
        self.wait_for_segments(job)
        self.cluster.scancel("--batch", "--signal=USR1", job)
        self.start_again(job)
        self.wait_until_completed(job)
        self.assertIn("interrupted by SIGUSR1", self.log(job))
        self.assert_resumed(job)
        self.assert_undisturbed()

    def test_copies_that_do_not_know_of_each_other_are_refused(self):
        ended = self.cluster.srun("--nodes=2", "--ntasks=4", "--mpi=none", PROGRAM, "run",
                                  self.study, "-o", self.output, cwd=self.directory)
        self.assertEqual(ended.returncode, BAD_INPUT, ended.stderr)
        self.assertEqual(ended.stderr.count("bacelab: error: "), 1, ended.stderr)
        self.assertIn("--mpi=pmix", ended.stderr)
        self.assertEqual(list(self.directory.glob(self.output.name + "*")), [])

    def test_the_number_of_ranks_may_change_between_two_jobs(self):
        job = self.submit_slow(MAX_REQUEUES=0)
        self.wait_for_segments(job)
        self.cluster.scancel("--batch", "--signal=USR1", job)
        self.cluster.wait_for_state(job, "FAILED")
        job = self.submit("--nodes=1", "--ntasks-per-node=3", "--cpus-per-task=1", LAUNCH=MPIRUN)
        self.wait_until_completed(job)
        self.assert_resumed(job)
        self.assertEqual(self.ranks_of(), 3)
        self.assert_undisturbed()


class LongMerge(SlurmTest):
    words = (*words_for(20_000), *settings("output.jobs=true"))

    def test_ranks_without_work_do_not_end_before_the_merge(self):
        # srun takes ranks that end for the end of the job, and waits for the others so long.
        job = self.submit("--nodes=2", LAUNCH="srun --mpi=pmix --wait=1")
        self.wait_until_completed(job)
        self.assert_undisturbed()


class Ends(SlurmTest):
    def assert_resumed_by_hand(self):
        """What a job has left behind is taken up without a Slurm."""
        ended = bacelab("run", self.study, "-o", self.output, "--resume", *self.words)
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        self.assertRegex(ended.stderr, r"found [1-9][\d,]* of [\d,]+ worlds finished")
        self.assert_undisturbed()

    def test_a_cancelled_job_stays_cancelled_and_its_work_is_kept(self):
        for launch in ("", MPIRUN):
            with self.subTest(launch=launch):
                job = self.submit_slow(LAUNCH=launch)
                self.wait_for_segments(job)
                self.cluster.scancel(job)
                self.cluster.wait_until_gone(job)
                (ended,) = self.cluster.wait_for_state(job, "CANCELLED")
                self.assertEqual(ended["Restarts"], "0")
                self.assert_resumed_by_hand()
                self.output.unlink()

    def test_a_node_that_fails_costs_a_requeue(self):
        for node in self.cluster.nodes:  # the one with the batch script, and the other
            with self.subTest(node=node):
                job = self.submit_slow()
                self.wait_for_segments(job)
                self.cluster.scontrol("update", f"NodeName={node}", "State=DOWN", "Reason=test")
                self.cluster.wait_until_requeued(job)
                self.cluster.wait_until_idle()
                self.cluster.start_now(job)
                self.wait_until_completed(job)
                self.assertIn("DUE TO NODE FAILURE", self.log(job))
                self.assert_resumed(job)
                self.assert_undisturbed()
                self.output.unlink()

    def test_a_job_that_must_make_room_goes_on_later(self):
        job = self.submit_slow("--exclusive")
        self.wait_for_segments(job)
        urgent = self.cluster.srun("--partition=urgent", "--nodes=2", "true")
        self.assertEqual(urgent.returncode, 0, urgent.stderr)
        # By Slurm, and not once more by the script.
        self.start_again(job)
        self.wait_until_completed(job)
        self.assertEqual(self.cluster.job(job)["Restarts"], "1")
        self.assertIn("DUE TO PREEMPTION", self.log(job))
        self.assert_resumed(job)
        self.assert_undisturbed()

    def test_a_rank_that_is_killed_ends_the_job_which_goes_on_when_submitted_again(self):
        # The last rank of its node: only the launcher sees it die.
        for launch in ("srun --mpi=pmix --wait=5", MPIRUN):
            with self.subTest(launch=launch):
                job = self.submit_slow(LAUNCH=launch)
                self.wait_for_segments(job)
                os.kill(max(self.ranks(job)), signal.SIGKILL)
                (ended,) = self.cluster.wait_for_state(job, "FAILED")
                self.assertEqual(ended["ExitCode"], f"{128 + signal.SIGKILL}:0")
                self.cluster.wait_until_gone(job)
                again = self.submit_slow(LAUNCH=launch)
                self.wait_until_completed(again)
                self.assert_resumed(again)
                self.assert_undisturbed()
                self.output.unlink()

    def ranks(self, job):
        """The processes of a job that compute."""
        return [process for process, title in self.cluster.processes(job).items()
                if title == PROGRAM]

    def test_two_jobs_cannot_write_the_same_results(self):
        job = self.submit_slow()
        self.wait_for_segments(job)
        other = self.submit_slow()
        (ended,) = self.cluster.wait_for_state(other, "FAILED")
        self.assertEqual(ended["ExitCode"], f"{BAD_INPUT}:0")
        self.assertIn("bacelab: error: ", self.log(other))
        self.wait_until_completed(job)
        self.assert_undisturbed()


class TimeLimit(SlurmTest):
    words = words_for(150_000)  # more than half a minute on one core

    def test_slurm_itself_signals_before_the_time_limit(self):
        # Slurm looks at its clock every 30 s, so that the signal comes in the first half.
        job = self.submit("--nodes=1", "--ntasks-per-node=1", "--cpus-per-task=1", "--time=1",
                          f"--signal=B:USR1@{TIME_LIMIT_S - 1}")
        self.cluster.wait_until_requeued(job, deadline_s=2 * TIME_LIMIT_S)
        self.assertIn("interrupted by SIGUSR1", self.log(job))
        self.cluster.scontrol("update", f"JobId={job}", "TimeLimit=60")
        self.cluster.start_now(job)
        self.wait_until_completed(job, deadline_s=600)
        self.assert_resumed(job)
        self.assert_undisturbed()


class Shards(SlurmTest):
    def test_shards_that_are_interrupted_are_merged_when_all_are_done(self):
        array = self.submit("--array=1-2", "--cpus-per-task=1", script="array.sbatch")
        merge = self.submit_merge(array)
        self.wait_for_tasks(array, 2)
        tasks = [f"{array}_{number}" for number in (1, 2)]
        for number, task in enumerate(tasks, 1):
            self.wait_for_segments(task, self.shard(number, 2))
            self.cluster.scancel("--batch", "--signal=USR1", task)
        for task in tasks:
            self.cluster.wait_until_requeued(task)
            self.assertEqual(self.cluster.job(merge)["JobState"], "PENDING")
            self.cluster.start_now(task)
        self.wait_until_completed(array)
        self.wait_until_completed(merge)
        for task in tasks:
            self.assert_resumed(task)
        self.assert_undisturbed()

    def test_a_shard_that_is_lost_is_repeated_alone(self):
        array = self.submit("--array=1-3", "--cpus-per-task=1", script="array.sbatch")
        merge = self.submit_merge(array)
        self.wait_for_tasks(array, 3)
        self.cluster.scancel(f"{array}_2")
        self.cluster.wait_for_state(array, "COMPLETED", "CANCELLED", deadline_s=120)
        # Its dependency can't be met any more.
        self.cluster.wait_for_state(merge, "CANCELLED")
        self.assertFalse(self.output.exists())
        again = self.submit("--array=2", "--cpus-per-task=1", script="array.sbatch", SHARDS=3)
        self.wait_until_completed(self.submit_merge(again))
        self.assert_undisturbed()

    def shard(self, number, count):
        return self.output.with_name(f"{self.output.stem}.{number}-of-{count}.h5")

    def wait_for_tasks(self, array, count):
        """Waits until all tasks of an array run, each as its own job."""
        wait_for(lambda: [task["JobState"] for task in self.cluster.tasks(array)]
                 == count * ["RUNNING"], f"the tasks of {array} do not run")


class Script(SlurmTest):
    def test_what_bacelab_slurm_writes_is_submitted_as_it_is(self):
        home = self.directory / "it's a $study"
        home.mkdir()
        study = pathlib.Path(home, "the study.toml")
        study.write_bytes(self.study.read_bytes())
        output = home / "the results.h5"
        ended = bacelab("slurm", study, "-o", output, "--nodes", 2, "--cores-per-node", 4,
                        "--ranks-per-node", 2, "--time", "10m", "--partition", "main",
                        *settings("study.replications=8000", "jobs.count=24"))
        self.assertEqual(ended.returncode, DONE, ended.stderr)
        script = self.write("written.sbatch", ended.stdout)
        job = self.cluster.sbatch(script, "--segment-seconds", "0.2", cwd=self.directory)
        self.wait_for_segments(job, output)
        self.cluster.scancel("--batch", "--signal=USR1", job)
        self.start_again(job)
        self.wait_until_completed(job)
        self.assertIn("on 4 ranks x 2 threads", self.log(job))
        self.assertEqual(self.cluster.job(job)["TimeLimit"], "00:10:00")
        self.assert_resumed(job)
        self.assert_undisturbed(output)


if __name__ == "__main__":
    unittest.main()
