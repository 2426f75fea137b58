"""One code used by several at the same moment lets one of them in: on each database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from agency_world import AgencyWorld
from second_world import Body, Secured, entering, secured

AT_ONCE = 4

PROOFS: dict[str, Callable[[Secured], Body]] = {
    "a number of the app": lambda sam: sam.proof(),
    "a recovery code": lambda sam: {"kind": "recovery", "code": sam.makes_codes()[0]},
}


@pytest.mark.parametrize("what", PROOFS)
def test_one_proof_tried_by_many_at_once_lets_one_in(on_each_database: AgencyWorld, what: str) -> None:
    world = on_each_database
    proof = PROOFS[what](secured(world).adds_app())
    clients = [world.client() for _ in range(AT_ONCE)]
    ready = Barrier(AT_ONCE)

    def enter(number: int) -> int:
        ready.wait(30)
        response = clients[number].call("POST", "sign-in", entering(world.specialist, proof))
        return int(response.status_code)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sorted(pool.map(enter, range(AT_ONCE))) == [200] + [401] * (AT_ONCE - 1)
