"""With what a case measures."""

import dataclasses
import pathlib

from measure.programs import Build


class Skipped(Exception):
    """A case that can't be measured here, and why."""


@dataclasses.dataclass
class Bench:
    """With what a case measures."""

    build: Build
    scratch: pathlib.Path  # a directory for its files
    rounds: int  # of measurements that are repeated
    quick: bool  # small sizes, to try the case itself

    def size(self, full, quick):
        """A size that is smaller when the case is only tried."""
        return quick if self.quick else full
