"""Cursors of `GET changes`: numbers of an agency's changes, in one range for each life of the database.

A database that came back from a backup goes on in a range of its own, drawn at random: a cursor from before
can then never be taken for one of now, however many changes came since, and its phone reads everything anew
and puts back what the backup had missed (PROTOCOL §7, `reset`).
"""

import secrets

RANGE = 2**28  # changes in one life: eight years at one a second
_LIVES = 2**25  # so that a cursor stays below 2^53, what JavaScript counts exactly


def beginning_of(cursor: int) -> int:
    """Where the range begins that this cursor is in; 0 in a database that was never restored."""
    return cursor - cursor % RANGE


def is_of_another_life(after: int, sequence: int) -> bool:
    """Whether a phone's cursor is none of this database's: it is ahead of it, or of another range."""
    return after > sequence or (after > 0 and beginning_of(after) != beginning_of(sequence))


def new_beginning(sequence: int) -> int:
    """The beginning of a range that is not that of `sequence`, and not the first."""
    while (beginning := RANGE * (1 + secrets.randbelow(_LIVES - 1))) == beginning_of(sequence):
        pass
    return beginning
