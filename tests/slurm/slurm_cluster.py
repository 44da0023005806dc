"""A separate Slurm for a test: a controller and a few nodes, all on this machine.

The nodes are daemons with a name and a port each. There is no systemd, no munge and no cgroup;
everything lies in one temporary directory. A job on two nodes really is two steps' worth of
processes that know of each other only through Slurm and MPI.
"""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

COMMANDS = ("sbatch", "srun", "scontrol", "sinfo", "squeue", "scancel")
DAEMONS = ("/usr/sbin/slurmctld", "/usr/sbin/slurmd")
# What Open MPI needs here: root may use it, the "nodes" share one /dev/shm and may not talk
# through it, and a rank that waits must not be pinned to the core of another one.
OPEN_MPI = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_btl": "self,tcp",
    "OMPI_MCA_btl_tcp_if_include": "lo",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "PRTE_MCA_rmaps_default_mapping_policy": ":oversubscribe",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
}
DEADLINE_S = 60
OVER = {"COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "BOOT_FAIL", "OUT_OF_MEMORY",
        "DEADLINE"}

CONFIGURATION = """\
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
PropagateResourceLimits=NONE
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
# Jobs start at once, and are known long after they have ended.
SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0,batch_sched_delay=0
PriorityType=priority/basic
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
MinJobAge=3600
KillWait={kill_wait_s}
InactiveLimit=0
ReturnToService=2
SlurmctldTimeout=60
SlurmdTimeout=60
MessageTimeout=30
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc={directory}/log/completed
StateSaveLocation={directory}/state
# pmix fails unless each node has its own directories.
SlurmdSpoolDir={directory}/spool/%n
TmpFS={directory}/tmp/%n
SlurmctldPidFile={directory}/pid/slurmctld
SlurmdPidFile={directory}/pid/%n
SlurmctldLogFile={directory}/log/slurmctld
SlurmdLogFile={directory}/log/%n
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=urgent Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=2
"""
NODE = "NodeName={name} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs={cpus}\n"


def wait_for(condition, what, deadline_s=DEADLINE_S):
    """Asks until there is an answer, and returns it; none in time is a failure."""
    end = time.monotonic() + deadline_s
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {deadline_s} s in vain: {what}")
        time.sleep(0.05)


def why_impossible():
    """What is missing for a Slurm here; nothing if it can start."""
    if os.geteuid() != 0:
        return "only root can start a Slurm"
    missing = [name for name in (*COMMANDS, *DAEMONS) if not shutil.which(name)]
    return "not installed: " + ", ".join(missing) if missing else ""


def free_ports(count):
    """Ports that are free now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def running_processes():
    """Of each process its id, its title and its environment."""
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            title = (process / "cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
            environment = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue  # it has ended meanwhile
        yield int(process.name), title, environment


class SlurmCluster:
    """A context manager: the cluster runs inside it, and nothing of it is left after it."""

    attempts = 3  # somebody may take a port between the look and the start

    def __init__(self, nodes=2, cpus=4, kill_wait_s=5):
        self.nodes = [f"n{number}" for number in range(1, nodes + 1)]
        self.cpus = cpus
        self.kill_wait_s = kill_wait_s
        self.daemons = []

    def __enter__(self):
        if reason := why_impossible():
            raise unittest.SkipTest(reason)
        for attempt in range(1, self.attempts + 1):
            self._prepare()
            try:
                self._start()
                return self
            except BaseException:
                self.close()
                if attempt == self.attempts:
                    raise
        raise AssertionError("unreachable")

    def __exit__(self, *error):
        self.close()

    def _prepare(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="bacelab-slurm-")
        self.directory = pathlib.Path(self._temporary.name)
        for name in ("state", "log", "pid"):
            (self.directory / name).mkdir()
        for node in self.nodes:
            (self.directory / "spool" / node).mkdir(parents=True)
            (self.directory / "tmp" / node).mkdir(parents=True)
        configuration = self.directory / "slurm.conf"
        configuration.write_text(self._configuration())
        self.environment = {**os.environ, **OPEN_MPI, "SLURM_CONF": str(configuration)}
        # A test that was itself started by a Slurm belongs to that one's job.
        for name in list(self.environment):
            if name.startswith(("SLURM_", "SBATCH_", "PMIX_", "PMI_")) and name != "SLURM_CONF":
                del self.environment[name]

    def _configuration(self):
        host = socket.gethostname().split(".")[0]
        ports = free_ports(1 + len(self.nodes))
        text = CONFIGURATION.format(host=host, controller_port=ports[0], directory=self.directory,
                                    kill_wait_s=self.kill_wait_s)
        for name, port in zip(self.nodes, ports[1:]):
            text += NODE.format(name=name, host=host, port=port, cpus=self.cpus)
        return text

    def _start(self):
        controller, node_daemon = DAEMONS
        self._daemon("slurmctld.out", controller, "-D")
        for node in self.nodes:
            self._daemon(node + ".out", node_daemon, "-D", "-N", node)
        self.wait_until_idle(deadline_s=20)

    def _daemon(self, log, *words):
        with open(self.directory / "log" / log, "wb") as output:
            self.daemons.append(subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env=self.environment, start_new_session=True))

    def wait_until_idle(self, deadline_s=DEADLINE_S):
        """Waits until all nodes can take a job."""
        wait_for(self._all_idle, f"the nodes are not idle: {self.directory}", deadline_s)

    def _all_idle(self):
        for daemon in self.daemons:
            if daemon.poll() is not None:
                raise AssertionError(f"{daemon.args[0]} ended: {daemon.returncode}\n{self.log()}")
        answer = self._run("sinfo", "--noheader", "--format=%D %t", check=False)
        return answer.stdout.split() == [str(len(self.nodes)), "idle"]

    def close(self):
        """Ends all jobs, then the daemons, then what is left, and removes all files."""
        try:
            self._cancel_all()
        finally:
            for daemon in self.daemons:
                daemon.terminate()
            for daemon in self.daemons:
                try:
                    daemon.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    daemon.kill()
                    daemon.wait()
            self.daemons = []
            self._end_what_is_left()
            self._temporary.cleanup()

    def _cancel_all(self):
        if not self.daemons or self.daemons[0].poll() is not None:
            return
        # Slurm forgives processes nothing: TERM, and soon after it KILL.
        self._run("scancel", "--user=root", check=False)
        try:
            wait_for(lambda: not self._run("squeue", "--noheader", check=False).stdout.strip(),
                     "jobs do not end", deadline_s=self.kill_wait_s + 10)
        except AssertionError:
            pass  # their processes are found below

    def processes(self, job=None):
        """The ids of all processes of the cluster, or of one job: {id: title}."""
        job = job and self.job(job)["JobId"]
        mark = b"SLURM_CONF=" + self.environment["SLURM_CONF"].encode()
        return {
            process: title
            for process, title, environment in running_processes()
            if mark in environment and process != os.getpid()
            and (job is None or f"SLURM_JOB_ID={job}".encode() in environment
                 or title.startswith(f"slurmstepd: [{job}."))
        }

    def _end_what_is_left(self):
        for process in self.processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def log(self):
        """The last lines that the daemons have written, for a message of failure."""
        files = sorted((self.directory / "log").iterdir())
        return "\n".join(f"--- {file.name}\n" + "\n".join(file.read_text().splitlines()[-10:])
                         for file in files)

    def _run(self, *words, check=True, **options):
        ended = subprocess.run(
            [str(word) for word in words], capture_output=True, text=True, timeout=DEADLINE_S,
            stdin=subprocess.DEVNULL, **{"env": self.environment, **options})
        if check and ended.returncode != 0:
            raise AssertionError(f"{words}: exit status {ended.returncode}: {ended.stderr}")
        return ended

    # ---- jobs ----

    def sbatch(self, *words, cwd, **variables):
        """Submits a job, with variables in its environment; the answer is its number."""
        given = {name: str(value) for name, value in variables.items()}
        environment = {**self.environment, **given}
        answer = self._run("sbatch", "--parsable", *words, cwd=cwd, env=environment)
        return answer.stdout.strip()

    def srun(self, *words, **options):
        """Runs a command as a job, and returns what subprocess.run() does."""
        return self._run("srun", *words, check=False, **options)

    def scontrol(self, *words):
        return self._run("scontrol", *words).stdout

    def scancel(self, *words):
        self._run("scancel", *words)

    def tasks(self, job):
        """What Slurm knows of a job, or of each task of an array: a dictionary each."""
        lines = self.scontrol("show", "job", "--oneliner", job).splitlines()
        return [dict(pair.partition("=")[::2] for pair in line.split() if "=" in pair)
                for line in lines]

    def job(self, job):
        """What Slurm knows of a job, or of the task of an array that is written 17_2."""
        # The number of an array is that of one of its tasks, too; Slurm answers with them all.
        tasks = self.tasks(job)
        return next((task for task in tasks if task["JobId"] == job), tasks[0])

    def wait_for_state(self, job, *states, deadline_s=DEADLINE_S):
        """Waits until all tasks of a job are in one of these states; returns them."""
        def reached():
            tasks = self.tasks(job)
            if all(task["JobState"] in states for task in tasks):
                return tasks
            ended = [task for task in tasks if task["JobState"] in OVER - set(states)]
            if ended:
                raise AssertionError(f"job {job} ended otherwise: {ended}")
            return None
        return wait_for(reached, f"job {job} is not {' or '.join(states)}", deadline_s)

    def wait_until_gone(self, job):
        """Waits until no process of a job is left, not even one that reports its end."""
        wait_for(lambda: not self.processes(job), f"processes of job {job} do not end")

    def wait_until_requeued(self, job, times=1, deadline_s=DEADLINE_S):
        """Waits until a job has ended and waits for its next start."""
        wait_for(lambda: self.job(job)["Restarts"] == str(times), f"job {job} is not requeued",
                 deadline_s)
        self.wait_until_gone(job)
        self.wait_for_state(job, "PENDING")

    def start_now(self, job):
        """Ends the two minutes that Slurm lets a requeued job wait, but for a second.

        A node does not take a job again in the second in which it has ended it.
        """
        self.scontrol("update", f"JobId={job}", "StartTime=now+1")
