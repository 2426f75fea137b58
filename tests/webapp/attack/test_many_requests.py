"""A short run of `make attack`: thousands of requests from fixed seeds, and none of them breaks anything."""

import pytest

from tests.attack import by_schema
from tests.attack.by_seed import SeededAttack
from tests.attack.memory import ROOM, Memory
from tests.attack.odd import ODD, spoil
from tests.attack.target import target


def test_thousands_of_spoiled_requests_are_answered_and_memory_stays() -> None:
    memory = Memory()
    with target() as attacked:
        seeded = SeededAttack(attacked, 7)
        for number in range(2_000):
            if number == 800:
                memory.sample()
            seeded.one()
        memory.sample()
        tally = attacked.tally
    assert tally.failures == []
    assert tally.requests == 2_000
    # The attack is worth something only when it gets past the door, too.
    assert tally.answers[200] > 500 and tally.answers[400] > 300 and tally.answers[403] > 10
    assert memory.growth <= ROOM


def test_what_the_description_allows_and_forbids_is_answered_as_it_says() -> None:
    with target() as attacked:
        calls = by_schema.attack(attacked, examples=2, seed_number=7)
    assert calls >= 24
    assert attacked.tally.failures == []


@pytest.mark.parametrize("broken", [500, 302])
def test_a_mistake_would_be_seen(broken: int) -> None:
    """The attack itself is tried: an app that fails, or sends people elsewhere, is found out."""
    with target() as attacked:
        app = attacked.world.app
        app.view_functions["sync.changes"] = lambda: ("<h1>Oh</h1>", broken)
        attacked.send("officer", "GET", "/api/v1/changes")
    assert [each[:3] for each in attacked.tally.failures] == [str(broken)]


def test_growing_memory_would_be_seen() -> None:
    memory = Memory()
    memory.sample()
    kept = bytearray(b"x" * (ROOM + 8 * 2**20))
    memory.sample()
    assert not memory.is_flat and kept


def test_the_same_seed_spoils_in_the_same_way() -> None:
    from random import Random

    value = {"items": [{"jwe": "a.b.c", "sig": "x"}] * 3}
    runs = [[spoil(rng, value) for _ in range(200)] for rng in (Random(5), Random(5))]
    assert repr(runs[0]) == repr(runs[1]) and len(ODD) > 40
