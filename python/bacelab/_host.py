"""What the program, and the module _simulator, call: it loads files with policies, makes their
objects, and tells what went wrong in them."""

import inspect
import os
import re
import sys
import types
from typing import NamedTuple

import numpy as np

import bacelab

#: The classes to derive from, with what must be overridden.
_KINDS = {"policy": (bacelab.Policy, "decide"), "ordering": (bacelab.Ordering, "score"),
          "path_finder": (bacelab.PathFinder, "find"), "allocator": (bacelab.Allocator, "allocate")}
_BASES = "bacelab.Policy, Ordering, PathFinder or Allocator"


class Recipe(NamedTuple):
    """A class of policies or of parts, as the program wants it."""

    part: object  #: the class, or the object of all runs
    file: str  #: that defines it
    kind: str
    method: str  #: that it must override
    name: str
    description: str
    parameters: list


def load(file):
    """Runs a file; the recipes of its classes, in their order, and its `__version__` as a text, or "".

    Raises ValueError for what is wrong with it.
    """
    module = types.ModuleType(f"bacelab_plugin_{os.path.basename(file)[:-3]}_{len(sys.modules)}")
    module.__file__ = file
    sys.modules[module.__name__] = module  # what pickle and dataclasses look up
    with open(file, "rb") as source:
        text = source.read()
    try:
        exec(compile(text, file, "exec"), module.__dict__)
    except BaseException as error:
        raise ValueError(told(error, file)) from None
    found = [_tried_recipe(cls, file) for cls in vars(module).values() if _is_part(cls, module)]
    if not found:
        raise ValueError(f"defines no policy: a class derived from {_BASES}")
    return found, str(getattr(module, "__version__", ""))


def kind_of(part):
    """The kind of a class or an object. Raises TypeError if it is none of bacelab's."""
    cls = part if isinstance(part, type) else type(part)
    for kind, (base, _) in _KINDS.items():
        if issubclass(cls, base):
            return kind
    raise TypeError(f"{part!r} is no policy; allowed: a class derived from {_BASES}, an object of "
                    "one, a name")


def recipe(part):
    """The recipe of a class or an object of this process. Raises ValueError for what is wrong."""
    cls = part if isinstance(part, type) else type(part)
    method = getattr(cls, _KINDS[kind_of(part)][1])
    file = getattr(getattr(method, "__code__", None), "co_filename", "")
    found = _recipe(cls, file, undescribed=cls.__name__)
    return found if part is cls else found._replace(part=part, parameters=[])


def make(part, values, seed):
    """The object of a run."""
    if not isinstance(part, type):
        part._seed = seed
        vars(part).pop("random", None)
        return part
    policy = part.__new__(part)
    policy._seed = seed
    for name, value in values.items():
        setattr(policy, name, value)
    policy.__init__()
    return policy


def told(error, file):
    """'ValueError: what it says (mine.py, line 3)': an exception in one line."""
    name = os.path.basename(file)
    if isinstance(error, SyntaxError) and error.filename == file:
        return f"{type(error).__name__}: {error.msg} ({name}, line {error.lineno})"
    lines = [frame.f_lineno if line is None else line
             for frame, line in _frames(error.__traceback__) if frame.f_code.co_filename == file]
    text = " ".join(str(error).split())
    what = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return f"{what} ({name}, line {lines[-1]})" if lines else what


def _frames(traceback):
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next


def _is_part(cls, module):
    return (inspect.isclass(cls) and issubclass(cls, tuple(base for base, _ in _KINDS.values()))
            and cls.__module__ == module.__name__ and not cls.__name__.startswith("_"))


def _tried_recipe(cls, file):
    """The recipe of a class, an object of which can be made."""
    found = _recipe(cls, file)
    try:
        make(cls, {entry[0]: entry[1] for entry in found.parameters}, 0)
    except BaseException as error:
        raise ValueError(f"the {found.kind} {cls.__name__} can't be made: "
                         f"{told(error, file)}") from None
    return found


def _recipe(cls, file, undescribed=""):
    kind = kind_of(cls)
    base, method = _KINDS[kind]
    whose = f"the {kind} {cls.__name__}"
    if getattr(cls, method, None) is getattr(base, method):
        signature = inspect.signature(getattr(base, method))
        raise ValueError(f"{whose} does not override {method}({', '.join(signature.parameters)})")
    name = cls.name or cls.__name__.lower()
    if not isinstance(name, str) or not re.fullmatch("[A-Za-z0-9_-]+", name):
        raise ValueError(f"{whose} has the name {name!r}; allowed: letters, digits, _ and -")
    described = cls.description or inspect.cleandoc(cls.__doc__ or "").split("\n")[0].rstrip(".")
    described = described or undescribed
    if not isinstance(described, str) or not described:
        raise ValueError(f"{whose} has no description: give it a docstring")
    if not isinstance(cls.time_limit, (int, float)) or not 0.0 < cls.time_limit <= 1e6:
        raise ValueError(f"{whose} has the time limit {cls.time_limit!r}; allowed: seconds, up to "
                         "1e6")
    parameters = [_parameter(whose, cls, *entry) for entry in _items(whose, cls.parameters)]
    return Recipe(cls, file, kind, method, name, described, parameters)


def _items(whose, parameters):
    if not isinstance(parameters, dict):
        raise ValueError(f"{whose} has parameters that are a {type(parameters).__name__}; allowed: "
                         "{name: (default, smallest, largest, description)}")
    return parameters.items()


def _parameter(whose, cls, name, values):
    whose = f"the parameter {name!r} of {whose}"
    is_free = not any(hasattr(base, str(name)) for base, _ in _KINDS.values())
    if not isinstance(name, str) or not name.isidentifier() or not is_free:
        raise ValueError(f"{whose} can't have this name; allowed: one that is free in Python and "
                         "in the module bacelab")
    try:
        fallback, low, high, description = values
        numbers = [float(number) for number in (fallback, low, high)]
    except (TypeError, ValueError):
        raise ValueError(f"{whose} is {values!r}; allowed: (default, smallest, largest, "
                         "description)") from None
    if not np.isfinite(numbers[0]) or not isinstance(description, str):
        raise ValueError(f"{whose} is {values!r}; allowed: a finite default, and a description")
    return (name, *numbers, description)
