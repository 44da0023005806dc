"""What the tests of the program share: to run it, alone or under mpirun, and to read its results."""

import atexit
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import warnings

import seal

# Functions import xarray, h5py and numpy themselves: many tests do without, and loading them takes
# as long as a dozen starts of the program.

SOURCE = pathlib.Path(os.environ.get("BACELAB_SOURCE", pathlib.Path(__file__).parents[2]))
PROGRAM = os.environ.get("BACELAB") or str(SOURCE / "build" / "release" / "bacelab")
CONFIGS = SOURCE / "configs"
TIMEOUT_S = 120

# Exit statuses.
DONE = 0
DIFFERENT = 1
BAD_INPUT = 2
INCOMPLETE = 3

# Random in all that it can be: arrivals, work, GPUs, prices that follow the day, links that
# fluctuate; two points, and a policy of its own.
SMALL_STUDY = """\
[study]
title = "A small study"
seed = 7
replications = 6
policies = ["bace", "lcf", "own", "cr_ldf"]

[policies.own]
ordering = "sjf"
blocking = true
path_finder = "cross_greedy"
allocator = "path_order"

[regions]
names = ["Ireland", "Tokyo", "Sydney"]

[region.Tokyo]
utc_offset_hours = 9

[network]
access_gbps_low = 1
access_gbps_high = 10

[network.fluctuation]
sigma = 0.3

[price.daily]
amplitude = 0.3

[jobs]
count = 6
templates = ["qwen2.5-14b", "gemma-3-27b", "llama-3.1-70b"]
one_region = "redraw_world"

[arrivals]
process = "poisson"
rate_per_hour = 1

[design]
type = "grid"

[design.factors.bandwidth]
key = "network.scale"
values = [0.05, 1.0]
"""

# The same without the rule that makes all jobs fit into one region: some runs under lcf get stuck.
MAY_GET_STUCK = ("jobs.one_region=any",)


def settings(*pairs):
    """Words that set keys of a study."""
    return [word for pair in pairs for word in ("--set", pair)]


def bacelab(*words, launcher=(), **options):
    """Runs the program until it exits. A program that hangs fails the test."""
    return subprocess.run(
        [*launcher, PROGRAM, *map(str, words)],
        capture_output=True, text=True, timeout=TIMEOUT_S, stdin=subprocess.DEVNULL, **options,
    )


def into_a_closed_pipe(*words):
    """Runs the program with the reader of its standard output gone."""
    reader, writer = os.pipe()
    os.close(reader)
    return _bacelab_onto(os.fdopen(writer, "w"), words)


def onto_a_full_disk(*words):
    """Runs the program when what it writes to standard output finds no room."""
    return _bacelab_onto(open("/dev/full", "w"), words)


def _bacelab_onto(output, words):
    with output:
        ended = subprocess.run(
            [PROGRAM, *map(str, words)], stdout=output, stderr=subprocess.PIPE, text=True,
            timeout=TIMEOUT_S, stdin=subprocess.DEVNULL)
    ended.stdout = ""
    return ended


def leaves(table, place=""):
    """The values of TOML by their dotted keys."""
    found = {}
    for key, value in table.items():
        inner = isinstance(value, dict)
        found |= leaves(value, f"{place}{key}.") if inner else {place + key: value}
    return found


def shows(text, value):
    """Is this text of a table the value, rounded to the digits shown?"""
    if text.startswith("<"):
        return value < float(text[1:])
    digits, _, exponent = text.partition("e")
    unit = 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))
    return abs(float(text) - value) <= 0.5 * unit * (1 + 1e-9)


# Open MPI 5 fails if a killed mpirun with the same process id has left its folder behind: those of one
# test program are out of the way of all others.
_launches = tempfile.TemporaryDirectory(prefix="bacelab-mpirun-", ignore_cleanup_errors=True)
atexit.register(_launches.cleanup)
_MPIRUN = ("env", f"TMPDIR={_launches.name}", "mpirun")


def mpirun(ranks):
    """The launcher for this many ranks."""
    return (*_MPIRUN, "-n", str(ranks))


def mpirun_in(first, second):
    """The launcher for two ranks, each in a directory of its own. (Open MPI 5.0.7's mpirun crashes if
    it is to start several programs.)"""
    script = ('if [ "$OMPI_COMM_WORLD_RANK" = 0 ]; then cd "$0"; else cd "$1"; fi; shift; '
              'exec "$@"')
    return (*_MPIRUN, "-n", "2", "sh", "-c", script, str(first), str(second))


def with_file_size_limit(kilobytes):
    """A launcher under which no file grows beyond this many kB, as on a full disk."""
    return ("bash", "-c", f'ulimit -f {kilobytes} && exec "$@"', "bash")


def without_power_over_permissions():
    """A launcher under which file permissions hold for root, too."""
    if os.geteuid() != 0:
        return ()
    return ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")


def open_results(path, group=None):
    """A results file as xarray shows it; a warning is a failure."""
    import xarray as xr

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return xr.load_dataset(path, group=group, engine="h5netcdf")


def open_jobs(path):
    """The rows of single jobs, with the names of the policies in place of their numbers."""
    import numpy as np

    jobs = open_results(path, "jobs")
    names = np.array(jobs["policy"].attrs["flag_meanings"].split())
    jobs["policy"] = ("job", names[jobs["policy"].values])
    return jobs


def bits(values):
    """Something that is equal only for values that are equal to the last bit, NaN as well."""
    import numpy as np

    values = np.ascontiguousarray(values)
    return values.astype(str).tolist() if values.dtype.kind in "OUS" else values.tobytes()


def reproducible_bits(path):
    """All that must not depend on how a study was run, policies in alphabetical order."""
    import numpy as np

    runs = open_results(path).sortby("policy")
    everything = {name: bits(variable.values) for name, variable in runs.variables.items()}
    try:
        jobs = open_jobs(path)
    except OSError:
        return everything
    # By point, then replication, policy and job; lexsort wants the last key first.
    keys = [jobs[name].values for name in ("job_id", "policy", "replication", "point")]
    order = np.lexsort(keys)
    for name, variable in jobs.variables.items():
        everything["jobs/" + name] = bits(variable.values[order])
    return everything


class ProgramTest(unittest.TestCase):
    """A test with its own directory for all its files."""

    @classmethod
    def setUpClass(cls):
        if not os.access(PROGRAM, os.X_OK):
            raise unittest.SkipTest("the program has not been built")
        directory = tempfile.TemporaryDirectory(prefix="bacelab-test-")
        cls.addClassCleanup(directory.cleanup)
        cls.directory = pathlib.Path(directory.name)

    @classmethod
    def write(cls, name, content):
        """Writes a file of the test."""
        path = cls.directory / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    @classmethod
    def small_study(cls):
        return cls.write("small.toml", SMALL_STUDY)

    @classmethod
    def results_of(cls, study, name, *words, status=DONE, **options):
        """Runs a study and returns the path of its results."""
        path = cls.directory / name
        ended = bacelab("run", study, "-o", path, *words, **options)
        if ended.returncode != status:
            raise AssertionError(f"exit status {ended.returncode}, not {status}: {ended.stderr}")
        return path

    @classmethod
    def altered(cls, results, name, alter):
        """A copy of a results file in which `alter` has changed something, sealed as if a study had
        written it so."""
        import h5py

        path = cls.directory / name
        shutil.copyfile(results, path)
        with h5py.File(path, "r+") as file:
            alter(file)
        seal.seal(path)
        return path

    @classmethod
    def no_results(cls, results):
        """Files that no study has written so, each with a word that tells what is wrong."""
        import h5py

        whole = results.read_bytes()
        for name, space in (("foreign.h5", 0), ("other.h5", seal.BYTES)):
            with h5py.File(cls.directory / name, "w", userblock_size=space) as file:
                file["cost"] = [1.0, 2.0]
        seal.seal(cls.directory / "other.h5")

        def of_other_schema(file):
            file.attrs["bacelab_schema"] = "bacelab-results-99"

        return (
            (cls.write("text.h5", "point,cost\n0,1\n"), "not an HDF5 file"),
            (cls.write("empty.h5", b""), "not an HDF5 file"),
            (cls.write("half.h5", whole[:len(whole) // 2]), "truncated"),
            (cls.write("last.h5", whole[:-1]), "truncated"),
            (cls.directory / "foreign.h5", "no checksum"),
            (cls.directory / "other.h5", "not a results file"),
            (cls.altered(results, "schema.h5", of_other_schema), "bacelab-results-99"),
            (cls.altered(results, "part.h5", lambda file: file.pop("status")), "'/status'"),
            (cls.directory / "missing.h5", "No such file"),
            (cls.directory, "directory"),
        )

    def assert_refused(self, ended, *words):
        """Exit status 2, a message with all the words, nothing else."""
        self.assertEqual(ended.returncode, BAD_INPUT, ended.stderr)
        self.assertEqual(ended.stdout, "")
        message = one_error(ended.stderr)
        for word in words:
            self.assertIn(str(word), message)
        for trace in ("internal error", "terminate called", "what():", "Aborted", "HDF5-DIAG", "CLI::"):
            self.assertNotIn(trace, ended.stderr)
        return message


def one_error(text):
    """The message of the program on standard error; there must be exactly one."""
    messages = re.findall(r"^bacelab: error: .*$", text, re.MULTILINE)
    if len(messages) != 1:
        raise AssertionError(f"{len(messages)} error messages, not one: {text}")
    return messages[0]
