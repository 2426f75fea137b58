"""What a benchmark gives: one figure beside its aim. Nothing here decides what to do about a miss."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of `docs/benchmarks.md`."""

    name: str
    unit: str
    measured: float
    how: str
    aim: float | None = None
    more_is_better: bool = False
    spread: str = ""
    best: float | None = None
    cause: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is reached; None where there is none."""
        return self._reaches(self.measured)

    @property
    def is_met_at_best(self) -> bool | None:
        """Whether the best of several runs reaches it."""
        return None if self.best is None else self._reaches(self.best)

    def _reaches(self, value: float) -> bool | None:
        if self.aim is None:
            return None
        return value >= self.aim if self.more_is_better else value <= self.aim


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The least and the most of several runs, and how many there were."""
    return f"{min(values):.{digits}f}–{max(values):.{digits}f} in {len(values)} runs"
