"""What the tests with a Slurm share: a cluster, and a study long enough to be interrupted."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "app"))

from program import (  # noqa: E402
    BAD_INPUT, DONE, PROGRAM, SMALL_STUDY, SOURCE, ProgramTest, bacelab, open_results, settings,
)
from slurm_cluster import OVER, SlurmCluster, wait_for, why_impossible  # noqa: E402

SCRIPTS = SOURCE / "slurm"
MPIRUN = "mpirun --bind-to none"


def words_for(replications):
    """Words for `bacelab run`: many worlds of some work each, in segments that come soon."""
    return ("--segment-seconds", "0.2",
            *settings(f"study.replications={replications}", "jobs.count=24"))


class SlurmTest(ProgramTest):
    """A cluster of two nodes with four processors each, for all tests of a class."""

    words = words_for(8000)  # seconds on one core
    endless = words_for(10_000_000)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cluster = cls.enterClassContext(SlurmCluster(nodes=2, cpus=4))
        cls.study = cls.write("study.toml", SMALL_STUDY)
        cls.undisturbed = cls.directory / "undisturbed.h5"
        subprocess.run([PROGRAM, "run", cls.study, "-o", cls.undisturbed, "--quiet", *cls.words],
                       check=True, timeout=1200, stdin=subprocess.DEVNULL)

    def setUp(self):
        self.name = self.id().rpartition(".")[2]
        self.output = self.directory / f"{self.name}.h5"

    def submit(self, *options, words=None, script="study.sbatch", **variables):
        """Submits a batch script with options of sbatch, for the study and the test's output."""
        return self.cluster.sbatch(
            *options, SCRIPTS / script, self.study, self.output, *(words or self.words),
            cwd=self.directory, BACELAB=PROGRAM, **variables)

    def submit_slow(self, *options, **keywords):
        """Submits the study on two nodes, with a core of each, so that it can be interrupted."""
        return self.submit("--nodes=2", "--ntasks-per-node=1", "--cpus-per-task=1", *options,
                           **keywords)

    def submit_merge(self, array, *options):
        """Submits the merge of the shards of an array, to start when all of these are done."""
        return self.cluster.sbatch(f"--dependency=afterok:{array}", *options,
                                   SCRIPTS / "merge.sbatch", self.output, cwd=self.directory,
                                   BACELAB=PROGRAM)

    def log(self, job):
        """What a job has written."""
        path = self.directory / f"slurm-{job}.out"
        return path.read_text() if path.exists() else ""

    def segments(self, output=None):
        output = output or self.output
        return list(output.with_name(output.name + ".segments").glob("*.segment"))

    def wait_for_segments(self, job, output=None):
        """Waits until a job has kept some of its work, with more left to do."""
        def some_are_there():
            if self.cluster.job(job)["JobState"] in OVER:
                raise AssertionError(f"ended too soon: {self.log(job)}")
            return self.segments(output)
        wait_for(some_are_there, f"no segment of job {job}")
        self.assertFalse((output or self.output).exists())

    def start_again(self, job, times=1):
        self.cluster.wait_until_requeued(job, times)
        self.cluster.start_now(job)

    def wait_until_completed(self, job, deadline_s=120):
        try:
            return self.cluster.wait_for_state(job, "COMPLETED", deadline_s=deadline_s)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.log(job)}\n{self.cluster.log()}") from None

    def assert_undisturbed(self, output=None):
        """The results are complete, equal to the last bit, and nothing else is left of the work."""
        output = output or self.output
        ended = bacelab("diff", self.undisturbed, output)
        self.assertEqual((ended.returncode, ended.stderr), (DONE, ""), ended.stdout)
        self.assertFalse(output.with_name(output.name + ".segments").exists())

    def ranks_of(self, output=None):
        return int(open_results(output or self.output).attrs["run_ranks"])

    def assert_resumed(self, job):
        """The last start of a job found work of an earlier one."""
        self.assertRegex(self.log(job), r"found [1-9][\d,]* of [\d,]+ worlds finished")
