"""Certificates and grants that somebody made up: by another key, of another time, for other people."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from agency_world import AgencyWorld, Person, new_id

from webapp.sealed.jose import sign
from webapp.sealed.keys import new_key_pair, public_part, thumbprint
from webapp.sealed.strict import encode_base64url, write_json, write_time

FIRST = "0001-01-01T00:00:00.000+00:00"
LAST = "9999-12-31T23:59:59.999+00:00"


def wen(world: AgencyWorld) -> Person:
    """Somebody who waits for a certificate."""
    person = Person("Wen Ito", "specialist", "wen")
    world.enrol(person)
    return person


def with_header(text: str, **changes: Any) -> str:
    """A JWS whose header says something else; its signature stays."""
    header = {"alg": "ES256", "kid": "x" * 43, "typ": "sotto-certificate"} | changes
    return ".".join([encode_base64url(write_json(header)), *text.split(".")[1:]])


def with_payload(text: str, payload: dict[str, Any]) -> str:
    head, _, signature = text.split(".")
    return ".".join([head, encode_base64url(write_json(payload)), signature])


def forgeries(world: AgencyWorld, other: AgencyWorld, person: Person) -> dict[str, str]:
    """What somebody without the certifying key can make of what they have seen."""
    real = world.certificate(person)
    kid = thumbprint(world.certifying)
    mine = new_key_pair()
    body = {"v": 1, "agency": world.agency, "member": person.member, "name": "M", "role": "officer"}
    return {
        "by a key of one's own": world.certificate(person, certifying=mine),
        "by the person's own key": world.certificate(person, certifying=person.signing),
        "by the records key": world.certificate(person, certifying=world.records),
        "by another agency's key": world.certificate(person, certifying=other.certifying),
        "for another agency": world.certificate(person, agency=other.agency),
        "without a signature": with_header(real, alg="none").rsplit(".", 1)[0] + ".",
        "under another algorithm": with_header(real, alg="HS256", kid=kid),
        "with the key in the header": with_header(
            world.certificate(person, certifying=mine), kid=kid, jwk=public_part(mine)
        ),
        "with the real key's name": with_header(world.certificate(person, certifying=mine), kid=kid),
        "with another role": with_payload(real, body),
        "an envelope's signature": sign("sotto-signature", write_json(body), world.certifying),
        "a descriptor": world.descriptor(),
        "ended": world.certificate(
            person,
            since=write_time(world.clock() - timedelta(days=30)),
            until=write_time(world.clock() - timedelta(days=2, seconds=1)),
        ),
        "not begun": world.certificate(person, since=write_time(world.clock() + timedelta(days=3))),
        "backwards": world.certificate(person, until=FIRST),
        "in the year one": world.certificate(person, since=FIRST, until=FIRST),
        "in the last year": world.certificate(person, since=LAST, until=LAST),
        "a name with NUL": world.certificate(person, name="Wen\0"),
        "cut": real[:-1],
        "longer": real + "A",
        "nothing": "A",
    }


def test_a_forged_certificate_lets_nobody_in(
    world: AgencyWorld, make_other: Callable[[], AgencyWorld]
) -> None:
    person = wen(world)
    officer = world.client(world.officer)
    directory = officer.get("directory")["certificates"]
    for why, text in forgeries(world, make_other(), person).items():
        answer = officer.refused("POST", "certificates", {"certificate": text})
        assert answer == (400, "bad-request"), why
    assert officer.get("directory")["certificates"] == directory
    assert world.client(person).refused("GET", "changes") == (403, "not-allowed")


def test_a_certificate_that_never_ends_is_taken(world: AgencyWorld) -> None:
    person = wen(world)
    world.client(world.officer).post("certificates", {"certificate": world.certificate(person, until=LAST)})
    assert world.client(person).get("session")["signedIn"]["state"] == "active"


def test_an_older_certificate_does_not_bring_a_role_back(world: AgencyWorld) -> None:
    """Old certificates stand in the directory for everybody; a stolen officer's session could send one."""
    officer = world.client(world.officer)
    sam = world.specialist
    world.clock.move(minutes=1)
    was_officer = world.certificate(sam, role="officer")
    with_keys = {"agencyKeys": world.agency_keys_for(sam)}
    officer.post("certificates", {"certificate": was_officer} | with_keys)
    world.clock.move(minutes=1)
    again_specialist = world.certificate(sam)
    officer.post("certificates", {"certificate": again_specialist})
    again = {"certificate": was_officer} | with_keys
    assert officer.refused("POST", "certificates", again) == (409, "conflict")
    older_unseen = world.certificate(
        sam, role="officer", since=write_time(world.clock() - timedelta(minutes=2))
    )
    assert officer.refused("POST", "certificates", {"certificate": older_unseen}) == (409, "conflict")
    assert world.client(sam).refused("GET", "people") == (403, "not-allowed")
    officer.post("certificates", {"certificate": again_specialist})  # the newest, again, changes nothing


def test_a_descriptor_of_somebody_elses_making_is_refused(
    world: AgencyWorld, make_other: Callable[[], AgencyWorld]
) -> None:
    other = make_other()
    officer = world.client(world.officer)
    world.clock.move(minutes=1)
    before = officer.get("directory")["descriptor"]
    for text in (
        world.descriptor(certifying=other.certifying),
        world.descriptor(certifying=new_key_pair(), records=new_key_pair()),
        other.descriptor(),
        world.descriptor(agency=other.agency),
        world.descriptor(name="Lantern\0"),
        with_payload(world.descriptor(), {"v": 1}),
        world.certificate(world.specialist),
    ):
        assert officer.refused("POST", "descriptor", {"descriptor": text}) == (400, "bad-request")
    assert officer.get("directory")["descriptor"] == before


def test_grants_go_to_no_key_that_is_not_certified_here(
    world: AgencyWorld, make_other: Callable[[], AgencyWorld]
) -> None:
    other, sam, vera = make_other(), world.specialist, world.supervisor
    vault = world.founded(sam)
    invented = Person("Nobody", "supervisor", "nobody")
    renewed = Person(vera.name, vera.role, vera.sign_in_name, member=vera.member)
    client = world.client(sam)
    refused = {
        "another agency's member": vault.grant(sam, other.specialist),
        "a member that is not": vault.grant(sam, invented),
        "a member under another key": vault.grant(sam, renewed),
        "someone who waits": vault.grant(sam, wen(world)),
        "a records key of somebody's own": vault.grant(sam, None, sealing=new_key_pair()),
        "another agency's records key": vault.grant(sam, None, sealing=other.records),
    }
    for why, item in refused.items():
        assert client.statuses([item]) == ["recipient-unknown"], why
    assert client.statuses([vault.grant(sam, vera)]) == ["stored"]


def test_an_items_signature_has_no_room_for_anything_else(world: AgencyWorld) -> None:
    """White space in its JSON header would let megabytes in beside the limit for an item."""
    sam = world.specialist
    vault = world.founded(sam)
    note = vault.note(sam)
    kid = thumbprint(sam.signing)
    padded = b'{"alg":"ES256",' + b" " * 2_000_000 + f'"kid":"{kid}","typ":"sotto-signature"}}'.encode()
    note["sig"] = encode_base64url(padded) + ".." + note["sig"].rpartition(".")[2]
    assert world.client(sam).statuses([note, vault.note(sam)]) == ["malformed", "stored"]


def test_keys_that_are_not_on_the_curve_are_refused_at_enrolment(world: AgencyWorld) -> None:
    person = Person("Wen Ito", "specialist", "wen")
    body = person.enrolment(world.invite(person), world.agency, world.certifying, world.records)
    client = world.client()
    for field in ("sealing", "signing"):
        for x, y in (("A" * 43, "A" * 43), (body[field]["y"], body[field]["x"]), ("_" * 42 + "8", "A" * 43)):
            bad = body | {field: body[field] | {"x": x, "y": y}}
            assert client.refused("POST", "enrolments", bad) == (400, "bad-request")
    stranger = body | {"member": new_id()}
    assert client.refused("POST", "enrolments", stranger) == (400, "bad-request")
