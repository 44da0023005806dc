"""The named policies (MODEL.md section 7)."""

from dataclasses import dataclass, replace
from typing import Optional

from .allocators import ALLOCATORS
from .orderings import ORDERINGS
from .path_finders import PATH_FINDERS


@dataclass(frozen=True)
class Policy:
    """A combination of an ordering, blocking or not, a path finder, an allocator."""

    name: str
    ordering: str
    blocking: bool
    path_finder: str
    allocator: Optional[str]
    min_stage_fraction: float
    local_fraction: float = 0
    max_stage_fraction: float = 1

    def order(self, pending, view):
        """The pending jobs in the order in which they are tried."""
        return ORDERINGS[self.ordering](pending, view)

    def find(self, job, view):
        """One call of the path finder."""
        return PATH_FINDERS[self.path_finder](job, view, self)

    def allocate(self, path, k, free, view):
        """The stages of each region on a path."""
        return ALLOCATORS[self.allocator](path, k, free, view)


_TABLE = (
    Policy("bace", "bace", False, "bace", "cheapest_first", 0.5),
    Policy("lcf", "fcfs", True, "single_cheapest", None, 0),
    Policy("ldf", "fcfs", True, "single_most_free", None, 0),
    Policy("cr_lcf", "fcfs", True, "cross_cheapest", "path_order", 0),
    Policy("cr_ldf", "fcfs", True, "cross_greedy", "path_order", 0),
    Policy("bace_no_priority", "fcfs", True, "bace", "cheapest_first", 0.5),
    Policy("bace_no_pathfinder", "bace", False, "cross_greedy", "cheapest_first", 0),
    Policy("bace_no_costmin", "bace", False, "bace", "path_order", 0.5),
    Policy("bace_exhaustive", "bace", False, "exhaustive", "cheapest_first", 0.5),
    Policy("bace_total", "bace", False, "bace", "cheapest_total", 0.5),
    Policy("bace_local", "bace", False, "local_first", "cheapest_total", 0.5, 0.5, 1),
    Policy("bace_frugal", "bace", False, "local_first", "cheapest_total", 0.5, 0.5, 0.5),
)

FRACTIONS = ("min_stage_fraction", "local_fraction", "max_stage_fraction")
POLICIES = {policy.name: policy for policy in _TABLE}


def policy_with_settings(name, settings=()):
    """A named policy, with settings such as `policies.bace.min_stage_fraction=0.7`.

    A setting belongs to the policy whose name it carries; one of another
    policy has no effect.
    """
    if name not in POLICIES:
        raise ValueError(f"unknown policy {name!r}")
    policy = POLICIES[name]
    for setting in settings:
        key, separator, value = setting.partition("=")
        parts = key.split(".")
        if (not separator or len(parts) != 3 or parts[0] != "policies"
                or parts[1] not in POLICIES or parts[2] not in FRACTIONS):
            raise ValueError(f"unknown setting {setting!r}")
        if not 0 <= float(value) <= 1:
            raise ValueError(f"{setting!r}: {parts[2]} must be in [0, 1]")
        if parts[1] == name:
            policy = replace(policy, **{parts[2]: float(value)})
    return policy
