"""What the officer signs is checked before it is kept; what is not signed by the agency's key is refused."""

from datetime import timedelta

from agency_world import AgencyWorld, Person, new_id
from sqlalchemy import select

from webapp.auth.service import end_member
from webapp.sealed.keys import new_key_pair
from webapp.sealed.strict import write_time
from webapp.storage.models import Certificate, Invitation


def test_people_are_listed_with_their_keys_and_states(world: AgencyWorld) -> None:
    waiting = Person("Wen Ito", "specialist", "wen")
    world.enrol(waiting)
    people = world.client(world.officer).get("people")["people"]
    assert [one["signInName"] for one in people] == ["olive", "sam", "sofia", "vera", "victor", "wen"]
    assert people[-1]["state"] == "waiting" and people[-1]["member"] == waiting.member
    assert people[-1]["signing"]["x"] == waiting.signing["x"]


def test_a_token_is_shown_once_and_kept_as_a_hash(world: AgencyWorld) -> None:
    token = world.invite(Person("Wen Ito", "specialist", "wen"))
    with world.storage.reading() as session:
        hashes = session.scalars(select(Invitation.token_hash)).all()
    assert token not in hashes
    assert token not in str(world.client(world.officer).get("people"))


def test_only_the_certifying_key_certifies_and_only_the_members_own_keys(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    person = Person("Wen Ito", "specialist", "wen")
    world.enrol(person)
    refused = {
        "by another key": (world.certificate(person, certifying=new_key_pair()), 400),
        "for another agency": (world.certificate(person, agency=new_id()), 400),
        "over other keys": (world.certificate(person, signing=new_key_pair()), 409),
        "for nobody": (world.certificate(person, member=new_id()), 404),
        "malformed": ("a.b.c", 400),
        "past": (
            world.certificate(
                person,
                until=write_time(world.clock() - timedelta(days=3)),
                since=write_time(world.clock() - timedelta(days=9)),
            ),
            400,
        ),
    }
    for why, (text, status) in refused.items():
        assert officer.refused("POST", "certificates", {"certificate": text})[0] == status, why
    assert officer.get("people")["people"][-1]["state"] == "waiting"


def test_a_certificate_changes_name_and_role_and_the_older_one_stays_readable(world: AgencyWorld) -> None:
    sam = world.specialist
    officer = world.client(world.officer)
    before = officer.get("directory")
    promoted = world.certificate(sam, role="supervisor", name="Sam O.")
    officer.post("certificates", {"certificate": promoted})
    officer.post("certificates", {"certificate": promoted})
    after = officer.get("directory")
    assert after["version"] == before["version"] + 1
    assert after["certificates"] == [*before["certificates"], promoted]
    signed_in = world.client(sam).get("session")["signedIn"]
    assert (signed_in["name"], signed_in["role"]) == ("Sam O.", "supervisor")


def test_an_ended_member_is_not_certified_again_and_is_named_in_the_directory(world: AgencyWorld) -> None:
    sam = world.specialist
    with world.storage.transaction() as session:
        end_member(session, world.agency, sam.member, world.clock())
    officer = world.client(world.officer)
    assert officer.refused("POST", "certificates", {"certificate": world.certificate(sam)}) == (
        409,
        "conflict",
    )
    assert officer.get("directory")["ended"] == [sam.member]
    with world.storage.reading() as session:
        assert session.scalars(select(Certificate).where(Certificate.member == sam.member)).one()


def test_the_descriptor_only_goes_forward_and_only_under_the_same_key(world: AgencyWorld) -> None:
    officer = world.client(world.officer)
    world.clock.move(minutes=1)
    officer.begin()
    newer = world.descriptor(name="Lantern")
    officer.post("descriptor", {"descriptor": newer})
    assert officer.get("directory")["descriptor"] == newer
    older = world.descriptor(at=write_time(world.clock() - timedelta(seconds=1)))
    assert officer.refused("POST", "descriptor", {"descriptor": older}) == (409, "conflict")
    world.clock.move(minutes=1)
    for text in (world.descriptor(certifying=new_key_pair()), world.descriptor(agency=new_id()), "a.b.c"):
        assert officer.refused("POST", "descriptor", {"descriptor": text}) == (400, "bad-request")
    assert officer.get("directory")["descriptor"] == newer


def test_a_change_of_the_directory_is_told_by_changes(world: AgencyWorld) -> None:
    client = world.client(world.specialist)
    before = client.get("changes")["directory"]
    world.join(Person("Wen Ito", "specialist", "wen"))
    assert client.get("changes")["directory"] > before
    assert client.get("directory")["version"] == client.get("changes")["directory"]


def test_one_agency_sees_nothing_of_another(world: AgencyWorld) -> None:
    other = AgencyWorld(world.app, world.clock, officer=Person("Omar", "officer", "omar"))
    other.set_up()
    omar = other.client(other.officer)
    assert [one["signInName"] for one in omar.get("people")["people"]] == ["omar"]
    sam = world.specialist
    vault = world.founded(sam)
    note = vault.note(sam)
    world.client(sam).append([note])
    mine = other.vault()
    mine.id = vault.id
    assert omar.post("read", {"vaults": [{"vault": vault.id, "after": 0}]})["envelopes"] == []
    assert omar.statuses([mine.note(other.officer)]) == ["vault-unknown"]
    assert omar.statuses([mine.grant(other.officer, sam)]) == ["recipient-unknown"]
    # The same ids in another agency are other things: neither taken nor told.
    taken_id = {"id": world.client(sam).append([note])[0]["id"]}
    items = [*mine.founding(other.officer), mine.note(other.officer, **taken_id)]
    assert omar.statuses(items) == ["stored"] * 3
    certificate = world.certificate(sam, agency=other.agency, certifying=other.certifying)
    assert omar.refused("POST", "certificates", {"certificate": certificate}) == (404, "not-found")
    invitation = world.client(world.officer).post("invitations", {"name": "W", "role": "specialist"})["id"]
    assert omar.refused("POST", f"invitations/{invitation}/cancel", {}) == (404, "not-found")


def test_a_vault_under_the_same_id_in_another_agency_is_another_vault(world: AgencyWorld) -> None:
    """Whoever learns an id can found a vault of their own under it, and sees nothing of the first."""
    sam, other = (
        world.specialist,
        AgencyWorld(world.app, world.clock, officer=Person("Omar", "officer", "omar")),
    )
    other.set_up()
    omar = other.client(other.officer)
    vault = world.founded(sam)
    notes = [vault.note(sam) for _ in range(3)]
    world.client(sam).append(notes)
    mine = other.vault()
    mine.id = vault.id
    note = mine.note(other.officer)
    assert omar.statuses([*mine.founding(other.officer), note]) == ["stored"] * 3
    for client, head, written in ((omar, 1, [note]), (world.client(sam), 3, notes)):
        (listed,) = client.get("changes?after=0")["vaults"]
        assert (listed["vault"], listed["head"], len(listed["grants"])) == (vault.id, head, 1)
        found = client.post("read", {"vaults": [{"vault": vault.id, "after": 0}]})["envelopes"]
        assert [one["jwe"] for one in found] == [each["jwe"] for each in written]


def test_what_was_used_is_not_cancelled_and_what_is_cancelled_stays_so(world: AgencyWorld) -> None:
    officer, wen = world.client(world.officer), Person("Wen Ito", "specialist", "wen")
    used, open_one = (
        officer.post("invitations", {"name": name, "role": "specialist"}) for name in ("Wen Ito", "Ada")
    )
    enrolment = wen.enrolment(used["token"], world.agency, world.certifying, world.records)
    newcomer = world.client()
    newcomer.begin()
    newcomer.post("enrolments", enrolment)
    assert officer.refused("POST", f"invitations/{used['id']}/cancel", {}) == (404, "not-found")
    for _ in range(2):
        officer.post(f"invitations/{open_one['id']}/cancel")
    with world.storage.reading() as session:
        moments = {one.id: one.cancelled_at for one in session.scalars(select(Invitation))}
    assert (moments[used["id"]], moments[open_one["id"]]) == (None, world.clock())
    world.clock.move(hours=1)
    officer.post(f"invitations/{open_one['id']}/cancel")
    with world.storage.reading() as session:
        found = session.get_one(Invitation, open_one["id"])
        assert found.cancelled_at == moments[open_one["id"]], "when it was cancelled first"
