"""The time, as one function that is passed in: tests set it, and nothing else asks the machine for the hour.

Every moment on the server is an aware `datetime` in UTC; on the wire it is RFC 3339 with milliseconds.
"""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """RFC 3339 with milliseconds and the offset `+00:00` (PROTOCOL §1: how the server writes time)."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
