"""The machine on which something was measured."""

import datetime
import os
import pathlib
import platform
import re

from measure.programs import ROOT, run


def _first(path, pattern):
    try:
        found = re.search(pattern, pathlib.Path(path).read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1].strip() if found else "unknown"


def describe():
    """A line: processor, cores, memory, system, compiler, date, version of the program."""
    cores = len(os.sched_getaffinity(0))
    memory_gb = int(_first("/proc/meminfo", r"^MemTotal:\s+(\d+) kB")) / 2**20
    system = _first("/etc/os-release", r'^PRETTY_NAME="(.*)"')
    compiler = run("g++", "--version").stdout.splitlines()[0]
    version = run("git", "-C", ROOT, "describe", "--always", "--dirty").stdout.strip()
    processor = _first("/proc/cpuinfo", r"^model name\s*: (.*)")
    return (f"{processor}, {cores} cores, "
            f"{memory_gb:.0f} GB; {system}, Linux {platform.release()}, {compiler}; "
            f"bacelab {version}, {datetime.date.today().isoformat()}.")


def load():
    """Processes that want to run, on average over the last minute."""
    return os.getloadavg()[0]
