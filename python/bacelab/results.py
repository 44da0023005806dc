"""Studies, runs and results from Python: each function is a command of the program, and its answer
an object of pandas or xarray."""

from __future__ import annotations

import io
import os
import pathlib
import warnings
from typing import TYPE_CHECKING, Mapping, Optional, Sequence, Union

from .program import BacelabError, Value, call, settings

if TYPE_CHECKING:
    import pandas
    import xarray

Path = Union[str, os.PathLike]

DONE = 1  # `status` of a run whose jobs were all served


def run(study: Path, output: Optional[Path] = None, *, set: Optional[Mapping[str, Value]] = None,
        force: bool = False, resume: bool = False, threads: Optional[int] = None) -> pathlib.Path:
    """Runs a study on the threads of this machine, and returns the path of the results file.

    `output` is that file (default: the study's name with .h5, in the working directory), `set` has
    keys of the study with values that replace its own, such as {"network.scale": 0.5}. An existing
    file is kept: BacelabError, unless `force` replaces it or `resume` computes what it lacks.
    `threads`: all cores unless given; one if a policy is in Python.

    Raises BacelabError, with the program's message, for a study that it refuses. After Ctrl-C, which
    is a KeyboardInterrupt, `resume` goes on.
    """
    path = pathlib.Path(output if output is not None else pathlib.Path(study).stem + ".h5")
    words = ["run", os.fspath(study), "-o", os.fspath(path), *settings(set)]
    words += ["--force"] if force else []
    words += ["--resume"] if resume else []
    words += ["--threads", str(threads)] if threads is not None else []
    call(*words, shows_progress=True)
    return path


def open(path: Path, *, incomplete: str = "mask") -> xarray.Dataset:
    """The runs of a results file by point, replication and policy, in memory; units are attributes
    of the variables.

    A run that got stuck, failed or did not take place has no means that could stand beside those
    of others. `incomplete` says what becomes of its metrics: "mask" makes them NaN, with a warning;
    "mask_world" those of all policies in that world, so that means over the replications are over
    the same worlds for all; "keep" leaves them as the file has them. `status` is never changed.
    """
    import xarray

    if incomplete not in ("mask", "mask_world", "keep"):
        raise ValueError(f"incomplete = {incomplete!r}; allowed: mask, mask_world, keep")
    runs = xarray.load_dataset(path, engine="h5netcdf")
    done = runs["status"] == DONE
    if incomplete == "keep" or bool(done.all()):
        return runs
    if incomplete == "mask_world":
        done = done.all("policy")
    else:
        warnings.warn(f"{int((~done).sum())} of {done.size} runs are not complete and masked; "
                      "means of policies may then be over different worlds "
                      "(incomplete=\"mask_world\": over the same)", stacklevel=2)
    for name, values in runs.data_vars.items():
        if values.dims == ("point", "replication", "policy") and name != "status":
            runs[name] = values.where(done).assign_attrs(values.attrs)
    return runs


def jobs(path: Path) -> pandas.DataFrame:
    """The jobs of all runs of a results file, a row each: times in s, costs in USD, energy in kWh,
    egress in bytes; NaN: a job that did not get so far.

    Raises BacelabError if the study did not keep them ([output] jobs).
    """
    import xarray

    try:
        table = xarray.load_dataset(path, group="jobs", engine="h5netcdf")
    except OSError as error:
        if "group not found" not in str(error):
            raise
        raise BacelabError(f"{os.fspath(path)}: has no table of jobs; run the study with "
                           'set={"output.jobs": True}') from error
    policies = table["policy"].attrs["flag_meanings"].split()
    frame = table.to_dataframe().reset_index(drop=True)
    frame = frame[frame["job_id"] >= 0]
    return frame.assign(policy=[policies[int(number)] for number in frame["policy"]])


def compare(path: Path, *, policy: Optional[str] = None, baselines: Sequence[str] = (),
            metrics: Sequence[str] = (), confidence: Optional[float] = None,
            drop_incomplete: bool = False) -> pandas.DataFrame:
    """A policy against baselines in the same worlds, a row each metric, point and baseline: the
    table of `bacelab compare --csv`.

    Means, `difference` (baseline minus policy), `overhead` (baseline / policy - 1) and `reduction`
    (1 - policy / baseline) each have `_lower` and `_upper` of their interval; units are those of the
    metrics. Raises BacelabError for incomplete runs unless `drop_incomplete` leaves out their worlds.
    """
    words = ["compare", os.fspath(path), "--csv"]
    words += ["--policy", policy] if policy else []
    words += ["--baseline", *baselines] if baselines else []
    words += ["--metric", *metrics] if metrics else []
    words += ["--confidence", str(confidence)] if confidence is not None else []
    words += ["--drop-incomplete"] if drop_incomplete else []
    return _table(call(*words))


def sensitivity(path: Path, output: str, *, confidence: Optional[float] = None,
                emulator: bool = False, drop_incomplete: bool = False) -> pandas.DataFrame:
    """How much each factor of a saltelli or morris design matters to an output, such as
    "overhead(jct_mean, lcf)": the table of `bacelab sensitivity --csv`, a row each index.
    `emulator`: Sobol indices from a polynomial, of lhs and sobol designs too (docs/statistics.md).

    Raises BacelabError for another design, and for incomplete runs unless `drop_incomplete` leaves
    out their worlds.
    """
    words = ["sensitivity", os.fspath(path), "--output", output, "--csv"]
    words += ["--confidence", str(confidence)] if confidence is not None else []
    words += ["--emulator"] if emulator else []
    words += ["--drop-incomplete"] if drop_incomplete else []
    return _table(call(*words))


def match(paths: Union[Path, Sequence[Path]], targets: Path, *, misses: Optional[int] = None,
          cut: Optional[float] = None) -> pandas.DataFrame:
    """Which points agree with published figures (docs/matching.md): the table of
    `bacelab match --csv`, a row each point, the least implausible first.

    `paths` is a results file, or several: the waves in their order. `targets` is the TOML file of
    the figures. A point may miss `misses` targets (default 1) and is ruled out above the
    implausibility `cut` (default 3). Raises BacelabError for files that do not fit.
    """
    files = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    words = ["match", *map(os.fspath, files), "--targets", os.fspath(targets), "--csv"]
    words += ["--misses", str(misses)] if misses is not None else []
    words += ["--cut", str(cut)] if cut is not None else []
    return _table(call(*words))


def _table(text: str) -> pandas.DataFrame:
    import pandas

    return pandas.read_csv(io.StringIO(text), float_precision="round_trip",
                           keep_default_na=False, na_values=["", "nan"])
