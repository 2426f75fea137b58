"""Whether memory grows: what this process (or another) keeps resident, looked at as the requests go on."""

import gc
from dataclasses import dataclass, field

import psutil

ROOM = 24 * 2**20
"""What may come and go without being a leak: caches of statements, pages of the database, free lists."""


@dataclass
class Memory:
    """Samples of one process, the first taken after it has warmed up."""

    process: psutil.Process = field(default_factory=psutil.Process)
    samples: list[int] = field(default_factory=list)

    def sample(self) -> None:
        """Look once."""
        gc.collect()
        self.samples.append(self.process.memory_info().rss)

    @property
    def growth(self) -> int:
        """Bytes from the first sample to the last."""
        return self.samples[-1] - self.samples[0]

    @property
    def is_flat(self) -> bool:
        """No growth beyond what may come and go."""
        return self.growth <= ROOM

    def describe(self) -> str:
        """In a table: after warm-up, and at the end."""
        first, last = (f"{each / 2**20:.0f}" for each in (self.samples[0], self.samples[-1]))
        return f"{first} MiB after warm-up, {last} MiB at the end"
