"""New agency keys for the agency of a test, made as the officer's browser makes them: from what the directory
says (PROTOCOL §9)."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from agency_world import AgencyWorld, Body, Person

from webapp.sealed.account import AgencyKeys, seal_agency_keys
from webapp.sealed.certificates import Certificate, issue_certificate, read_certificate
from webapp.sealed.keys import Jwk, new_key_pair, public_part
from webapp.sealed.strict import write_time
from webapp.sealed.successions import issue_succession


def with_new_keys(world: AgencyWorld) -> AgencyWorld:
    """The same agency and people under keys that nobody has heard of yet."""
    return replace(world, certifying=new_key_pair(), records=new_key_pair())


def certified(world: AgencyWorld) -> list[Certificate]:
    """All certificates that the directory holds, verified."""
    texts = world.client(world.officer).get("directory")["certificates"]
    return [read_certificate(text, public_part(world.certifying)) for text in texts]


def again(world: AgencyWorld, one: Certificate, **changes: Any) -> str:
    """The same certificate under this world's key."""
    values = asdict(one) | {"since": write_time(one.since), "until": write_time(one.until)}
    return issue_certificate(world.certifying, **(values | changes))


def sealed_to(after: AgencyWorld, officer: Person, before: Sequence[Jwk]) -> Body:
    keys = AgencyKeys(after.certifying, after.records, tuple(before))
    jwe = seal_agency_keys(keys, after.agency, public_part(officer.sealing))
    return {"member": officer.member, "jwe": jwe}


def succession(before: AgencyWorld, after: AgencyWorld, **changes: Any) -> str:
    values: Body = {
        "agency": before.agency,
        "certifying": after.certifying,
        "at": write_time(before.clock()),
    }
    return issue_succession(changes.pop("by", before.certifying), **(values | changes))


def renewal(before: AgencyWorld, after: AgencyWorld) -> Body:
    """The body of `POST agency-keys`; time goes on a little, so that it is newer."""
    before.clock.move(seconds=1)
    return {
        "succession": succession(before, after),
        "descriptor": after.descriptor(),
        "certificates": [again(after, one) for one in certified(before)],
        "agencyKeys": [sealed_to(after, before.officer, [before.records])],
    }


def renew(world: AgencyWorld) -> AgencyWorld:
    """Renew the agency's keys; the same world under them."""
    after = with_new_keys(world)
    world.client(world.officer).post("agency-keys", renewal(world, after))
    return after
