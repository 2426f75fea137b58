"""What a benchmark gives: one figure beside its aim. Nothing here decides what to do about a miss."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace


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
    cause: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is reached; None where there is none."""
        if self.aim is None:
            return None
        return self.measured >= self.aim if self.more_is_better else self.measured <= self.aim

    def because(self, cause: str) -> "Figure":
        """The same figure with what a miss comes from."""
        return replace(self, cause=cause)


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The least and the most of several runs, and how many there were."""
    return f"{min(values):.{digits}f}–{max(values):.{digits}f} in {len(values)} runs"
