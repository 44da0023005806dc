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
    min_stage_fraction: float = 0.5

    def order(self, pending, view):
        """The pending jobs in the order in which they are tried."""
        return ORDERINGS[self.ordering](pending, view)

    def find(self, job, view):
        """One call of the path finder."""
        return PATH_FINDERS[self.path_finder](job, view, self)

    def allocate(self, path, k, view):
        """The stages of each region on a path."""
        return ALLOCATORS[self.allocator](path, k, view)


_TABLE = (
    Policy("bace", "bace", False, "bace", "cheapest_first"),
    Policy("lcf", "fcfs", True, "single_cheapest", None),
    Policy("ldf", "fcfs", True, "single_most_free", None),
    Policy("cr_lcf", "fcfs", True, "cross_cheapest", "path_order"),
    Policy("cr_ldf", "fcfs", True, "cross_greedy", "path_order"),
    Policy("bace_no_priority", "fcfs", True, "bace", "cheapest_first"),
    Policy("bace_no_pathfinder", "bace", False, "cross_greedy", "cheapest_first"),
    Policy("bace_no_costmin", "bace", False, "bace", "path_order"),
    Policy("bace_exhaustive", "bace", False, "exhaustive", "cheapest_first"),
)

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
                or parts[1] not in POLICIES or parts[2] != "min_stage_fraction"):
            raise ValueError(f"unknown setting {setting!r}")
        if parts[1] == name:
            policy = replace(policy, min_stage_fraction=float(value))
    return policy
