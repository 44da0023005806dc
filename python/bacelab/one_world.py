"""One world: drawn from a study, changed at will, and run under a policy."""

from __future__ import annotations

import json
import os
import pathlib
import tempfile
from typing import TYPE_CHECKING, Mapping, Optional, Sequence, Type, Union

from . import Part
from .program import BacelabError, Value, call, settings

if TYPE_CHECKING:
    import pandas

Path = Union[str, os.PathLike]
#: A name, or a class derived from one of those of this module, or an object of such a class.
PartOrName = Union[str, Part, Type[Part]]

_PARTS = ("ordering", "path_finder", "allocator")


def scenario(study: Path, *, replication: int = 0, point: int = 0,
             set: Optional[Mapping[str, Value]] = None) -> dict:
    """One world of a study, as `bacelab scenario` writes it (docs/scenario-file.md): its cluster, its
    jobs and its prices, to be changed and given to simulate().

    `replication` and `point` count from 0; `set` has keys of the study with other values, as in
    run(). Raises BacelabError for what the study does not have.
    """
    return json.loads(call("scenario", os.fspath(study), "--replication", str(replication),
                           "--point", str(point), *settings(set)))


def simulate(world: Union[dict, Path],
             policy: Union[PartOrName, Mapping[str, Union[PartOrName, bool]]], *,
             plugins: Sequence[Path] = (),
             parameters: Optional[Mapping[str, float]] = None) -> pandas.DataFrame:
    """What becomes of each job of a world under a policy: a row each by id, times in s, costs in
    USD, energy in kWh, data in bytes. `attrs["metrics"]` has the metrics of the run.

    `world` is a scenario, as an object or a file. `policy` is one of

    - the name of a policy, of the program or of one of the files `plugins`;
    - a class derived from Policy: the run has an object of its own, as in the program;
    - an object of such a class, which is used as it is, so that its attributes can be looked at
      afterwards; only its `random` begins anew for the world;
    - a class or an object of Ordering, PathFinder or Allocator: `bace` with this part;
    - parts as a study names them, such as {"ordering": MyOrdering, "blocking": False,
      "path_finder": "bace"}; what is left out is that of `bace`.

    Classes and objects run in this process, with the same results to the last bit. `parameters`
    has values of the policy's parameters; those of an object are its attributes.

    What a class or an object of yours raises is raised here as it is, with its traceback, so that a
    debugger finds the line. Raises BacelabError, with the program's message, for a decision that
    breaks a rule or takes longer than `time_limit`, and for what is wrong with the world or the
    parameters. Ctrl-C is a KeyboardInterrupt.
    """
    import pandas

    if isinstance(policy, str):
        text = _by_program(world, policy, plugins, parameters or {})
    elif plugins:
        raise ValueError("plugins are for the name of a policy, and the policy is a "
                         f"{type(policy).__name__}; allowed: a name, or no plugins")
    else:
        text = _in_this_process(world, policy, parameters or {})
    answer = json.loads(text)
    frame = pandas.DataFrame(answer["jobs"])
    frame.attrs.update(policy=answer["policy"], metrics=answer["metrics"])
    return frame


def _by_program(world, policy, plugins, parameters):
    words = ["--policy", policy, "--json"]
    for plugin in plugins:
        words += ["--plugin", os.fspath(plugin)]
    words += settings({f"policies.{policy}.{name}": value for name, value in parameters.items()})
    if not isinstance(world, dict):
        return call("simulate", os.fspath(world), *words)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "world.json"
        file.write_text(json.dumps(world), encoding="utf-8")
        return call("simulate", os.fspath(file), *words)


def _in_this_process(world, policy, parameters):
    from ._host import recipe

    try:
        from . import _simulator
    except ImportError as error:
        raise BacelabError(
            f"a class or an object as a policy needs the module bacelab._simulator ({error}), which "
            "is built for one Python, where pybind11-dev and python3-dev are installed; or put the "
            'class into a file, and say simulate(world, "name", plugins=["file.py"])') from error
    whole, parts = _parts_of(policy)
    if parameters and any(not isinstance(part, type) for part in whole.values()):
        raise ValueError("parameters are for a name or a class; allowed of an object: its attributes, "
                         f"such as policy.{next(iter(parameters))} = ...")
    recipes = {kind: recipe(part) for kind, part in {**whole, **parts}.items()
               if not isinstance(part, (str, bool))}
    if not recipes:
        raise ValueError(f"{policy!r} has no class; allowed: a class or an object for one or more "
                         "of ordering, path_finder, allocator")
    names = {kind: part if isinstance(part, (str, bool)) else recipes[kind].name
             for kind, part in parts.items()}
    if isinstance(world, dict):
        text, file = json.dumps(world).encode(), "the world"
    else:
        file = os.fspath(world)
        text = pathlib.Path(file).read_bytes()
    return _simulator.simulate(text, file, next(iter(recipes.values())).name, names,
                               list(recipes.values()), _numbers(parameters))


def _numbers(parameters):
    try:
        return {name: float(value) for name, value in parameters.items()}
    except (TypeError, ValueError):
        raise TypeError(f"parameters are {dict(parameters)!r}; allowed: numbers by name") from None


def _parts_of(policy):
    """A whole policy by its kind, or the parts that are given by theirs."""
    from ._host import kind_of

    if not isinstance(policy, Mapping):
        kind = kind_of(policy)
        return ({kind: policy}, {}) if kind == "policy" else ({}, {kind: policy})
    for kind, part in policy.items():
        if kind not in (*_PARTS, "blocking"):
            raise ValueError(f"a policy has no {kind!r}; allowed: {', '.join(_PARTS)}, blocking")
        if kind == "blocking":
            fits = isinstance(part, bool)
        else:
            fits = isinstance(part, str) or kind_of(part) == kind
        if not fits:
            raise TypeError(f"{kind!r} of a policy is {part!r}; allowed: "
                            + ("True, False" if kind == "blocking"
                               else "a name, or a class or an object of that kind"))
    return {}, policy
