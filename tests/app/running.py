"""Studies that are interrupted: to start one, to meet it at work, and to stop it."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

from program import PROGRAM, TIMEOUT_S, bacelab

# When a rank has died, mpirun kills the others at once, and not only after a second in which they may
# end gracefully.
WITHOUT_GRACE = ("--mca", "odls_base_sigkill_timeout", "0")


def start(*words, launcher=(), fault="", **options):
    """A running program, in its own process group."""
    environment = dict(os.environ, BACELAB_FAULT=fault)
    return subprocess.Popen(
        [*launcher, PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment, **options)


def until(condition, process=None):
    """Waits for a condition; false if the process ended first."""
    deadline = time.monotonic() + TIMEOUT_S
    while not condition():
        if process is not None and process.poll() is not None:
            return condition()
        if time.monotonic() > deadline:
            raise AssertionError("this took too long")
        time.sleep(0.002)
    return True


def processes():
    """Of each process that runs: its id, its parent's and its session's, and its command."""
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes().split(b"\0")[0].decode()
            state, parent, _, session = (entry / "stat").read_text().rsplit(")", 1)[1].split()[:4]
        except (OSError, ValueError):
            continue  # it has just ended
        if state not in "ZX":
            yield int(entry.name), int(parent), int(session), command


def ranks_of(process):
    """The process ids of the ranks that a launcher has started, or of the program alone."""
    return sorted(pid for pid, parent, _, command in processes()
                  if command == PROGRAM and process.pid in (parent, pid))


def kill_all(process):
    """Ends a launcher and all that it has started, at once."""
    for pid in [*ranks_of(process), process.pid]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def wait_for_session(process):
    """Waits for what a launcher that has ended has left behind: with Open MPI 5 its ranks may still be
    at work, and write."""
    until(lambda: all(session != process.pid for _, _, session, _ in processes()))


def ended(process):
    """Waits for the end of a process and of all that it started: exit status and standard error."""
    _, text = process.communicate(timeout=TIMEOUT_S)
    wait_for_session(process)
    return process.returncode, text


def ended_after_kill(process):
    """Waits for the end of a launcher, some or all of whose ranks were killed: its exit status.

    Open MPI 4.1.4's mpirun can deadlock in its own end (in PMIx_server_finalize) if a rank dies while
    it starts the others. No rank is left then, and it is ended as well.
    """
    try:
        process.communicate(timeout=TIMEOUT_S / 4)
    except subprocess.TimeoutExpired:
        if ranks_of(process):
            raise
        process.kill()
        process.communicate()
    wait_for_session(process)
    return process.returncode


def segments_of(path):
    """The segments of a results file."""
    return sorted(pathlib.Path(f"{path}.segments").glob("*.segment"))


def remove_results(path):
    """Removes a results file, and what there is of its segments."""
    path.unlink(missing_ok=True)
    shutil.rmtree(f"{path}.segments", ignore_errors=True)


def lock_of(path):
    """The lock of the run that writes a results file."""
    return pathlib.Path(f"{path}.segments") / "lock"


def status_of(path):
    return json.loads(bacelab("status", path, "--json").stdout)


def left_of(path):
    """The files next to a results file that begin with its name."""
    return sorted(entry.name for entry in path.parent.iterdir()
                  if entry.name.startswith(path.name) and entry != path)
