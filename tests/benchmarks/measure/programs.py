"""Programs: to build them, and to run them with their processor time and memory."""

import collections
import json
import os
import pathlib
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PYTHON = "/usr/bin/python3"  # whose modules come from packages
CONFIGS = ROOT / "configs"

#: Processor time of the program and all that it started; memory of the largest of them.
Ended = collections.namedtuple("Ended", "status stdout stderr wall_s cpu_s max_rss_mb")

_MPI = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "PRTE_MCA_rmaps_default_mapping_policy": ":oversubscribe",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
}


class Failed(Exception):
    """A program did not do what it was to do."""


def mpirun(ranks):
    """The launcher for this many ranks, none of them pinned to a core."""
    return ("mpirun", "-n", str(ranks))


def start(command, stdout, stderr, **environment):
    """Starts a program."""
    return subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                            stdout=stdout, stderr=stderr, env={**os.environ, **_MPI, **environment})


def run(*command, status=0, **environment):
    """Runs a program until it exits. Throws Failed unless it has this exit status."""
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        begin = time.monotonic()
        process = start(command, stdout, stderr, **environment)
        _, code, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(code)
        stdout.seek(0)
        stderr.seek(0)
        ended = Ended(process.returncode, stdout.read(), stderr.read(), wall,
                      usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    if ended.status != status:
        words = " ".join(str(word) for word in command)
        raise Failed(f"{words}: exit status {ended.status}, not {status}\n{ended.stderr}")
    return ended


def answer(*command, **environment):
    """The JSON that a program prints."""
    return json.loads(run(*command, **environment).stdout)


class Build:
    """A build tree of CMake."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory).resolve()

    @property
    def bacelab(self):
        return self.directory / "bacelab"

    def program(self, name):
        """A program of the benchmarks."""
        return self.directory / "tests" / "benchmarks" / name

    def make(self, targets):
        """Builds targets. Throws Failed if one can't be built."""
        run("cmake", "--build", self.directory, "--target", *sorted(targets))
