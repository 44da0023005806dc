"""The batch scripts in a real Slurm: two nodes, requeue and resume, a job array and its merge."""

import unittest

from slurm_test import SlurmTest


class BatchScripts(SlurmTest):
    def test_two_nodes_give_the_result_of_one_machine(self):
        job = self.submit("--nodes=2", "--ntasks-per-node=2", "--cpus-per-task=2")
        self.wait_until_completed(job)
        self.assertIn("on 4 ranks x 2 threads", self.log(job))
        self.assertEqual(self.ranks_of(), 4)
        self.assert_undisturbed()

    def test_a_signal_before_the_time_limit_costs_nothing_that_is_finished(self):
        job = self.submit_slow()
        self.wait_for_segments(job)
        self.cluster.scancel("--batch", "--signal=USR1", job)
        self.cluster.wait_until_requeued(job)
        self.assertIn("interrupted by SIGUSR1", self.log(job))
        self.assertIn("requeue 1 of at most 20", self.log(job))
        self.assertTrue(self.segments())
        self.cluster.start_now(job)
        self.wait_until_completed(job)
        self.assert_resumed(job)
        self.assert_undisturbed()

    def test_a_program_that_stops_by_its_own_clock_is_requeued_so_often_and_no_more(self):
        job = self.submit_slow(words=self.endless, MAX_TIME="1s", MAX_REQUEUES=1)
        self.start_again(job)
        (ended,) = self.cluster.wait_for_state(job, "FAILED")
        self.assertEqual(ended["ExitCode"], "75:0")
        self.assertEqual(self.log(job).count("interrupted by the time limit"), 2)
        self.assertIn("not finished after 1 requeues", self.log(job))

    def test_an_array_and_its_merge_give_the_result_of_one_run(self):
        job = self.submit("--array=1-3", "--cpus-per-task=2", script="array.sbatch")
        merge = self.submit_merge(job)
        self.wait_until_completed(job)
        self.wait_until_completed(merge)
        for task in (1, 2, 3):
            self.assertIn(f"part {task}/3", self.log(f"{job}_{task}"))
        self.assert_undisturbed()


if __name__ == "__main__":
    unittest.main()
