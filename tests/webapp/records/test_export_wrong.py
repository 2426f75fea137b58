"""Whatever was done to a record behind its authors' backs: the export still opens what can be read, marks it
in words, names it in the report and ends with status 1."""

from collections.abc import Callable
from typing import Any

import pytest
from agency_world import AgencyWorld, new_id
from record_keeper import Keeper, Writer, wrong_of
from sqlalchemy import delete, select, update

from webapp.sealed.items import item_hash, parse_item
from webapp.sealed.receipts import ReceiptKey, receipt_hash
from webapp.sealed.seal import seal_envelope
from webapp.storage.models import Agency, Certificate, Envelope, Grant, Vault

Kit = Any
OpenCase = Callable[..., Writer]
NOTE = "Riley read us the letter from the aunt."
AMENDED = "Riley read us the letter from her aunt, twice."


def flip_a_byte(world: AgencyWorld, session: Any) -> None:
    row = session.scalars(select(Envelope).where(Envelope.number == 4)).one()
    parts = row.jwe.split(".")
    parts[3] = ("A" if parts[3][0] != "A" else "B") + parts[3][1:]
    row.jwe = ".".join(parts)


def take_one_away(world: AgencyWorld, session: Any) -> None:
    session.execute(delete(Envelope).where(Envelope.number == 3))


def take_the_last_away(world: AgencyWorld, session: Any) -> None:
    session.execute(delete(Envelope).where(Envelope.number == 5))
    session.execute(update(Vault).values(head=4))


def forge_the_author(world: AgencyWorld, session: Any) -> None:
    """The note says what it said, under the name of somebody who did not write it."""
    row = session.scalars(select(Envelope).where(Envelope.number == 4)).one()
    header = parse_item({"jwe": row.jwe, "sig": row.sig}).header
    forged = seal_envelope(
        {"kind": "note", "schema": 1, "session": new_id(), "text": "Riley said nothing at all."},
        vault_key=world.kept_key,  # type: ignore[attr-defined]
        signing=world.specialists[1].signing,
        id=header.id,
        vault=header.vault,
        epoch=1,
        author=world.specialist.member,
        device=header.device,
        at=header.at,
    )
    row.jwe, row.sig = forged["jwe"], forged["sig"]
    row.hash = item_hash(row.jwe, row.sig)


def forge_the_certificate(world: AgencyWorld, session: Any) -> None:
    row = session.scalars(select(Certificate).where(Certificate.member == world.specialist.member)).one()
    row.jws = world.certificate(world.specialist, certifying=world.officer.signing)


def take_the_records_grant(world: AgencyWorld, session: Any) -> None:
    session.execute(delete(Grant).where(Grant.to == "records"))


def spoil_the_records_grant(world: AgencyWorld, session: Any) -> None:
    row = session.scalars(select(Grant).where(Grant.to == "records")).one()
    row.jwe = row.jwe[:-1] + ("A" if row.jwe[-1] != "A" else "E")


def sign_a_receipt_with_another_key(world: AgencyWorld, session: Any) -> None:
    row = session.scalars(select(Envelope).where(Envelope.number == 5)).one()
    prev = receipt_hash(session.scalars(select(Envelope.receipt).where(Envelope.number == 4)).one())
    row.receipt = ReceiptKey(world.certifying).issue(row.vault, 5, row.id, row.hash, prev, world.clock())
    session.execute(update(Vault).values(last_receipt=receipt_hash(row.receipt)))


def forge_the_descriptor(world: AgencyWorld, session: Any) -> None:
    agency = session.scalars(select(Agency)).one()
    agency.descriptor = world.descriptor(certifying=world.officer.signing)


def written(open_case: OpenCase, world: AgencyWorld) -> Writer:
    """Five envelopes: a person and a session."""
    writer = open_case()
    writer.participant()
    writer.session(NOTE)
    assert set(writer.send()) == {"stored"}
    world.kept_key = writer.vault.key  # type: ignore[attr-defined]
    return writer


TAMPERINGS = [
    (flip_a_byte, {"unproven", "sealed"}, "It cannot be read: no key opens it."),
    (take_one_away, {"receipt"}, "a gap, or the same number twice"),
    (take_the_last_away, set(), "its envelopes end at number 4, and it should end elsewhere"),
    (forge_the_author, {"unproven", "receipt"}, "Not proven: the signature"),
    (forge_the_certificate, {"unproven", "granted"}, "Not proven: the signature"),
    (take_the_records_grant, {"key"}, "the kit opens no key for it"),
    (spoil_the_records_grant, {"key"}, "the kit opens no key for it"),
    (sign_a_receipt_with_another_key, {"receipt"}, "That alone takes nothing from the author's signature"),
    (forge_the_descriptor, {"receipt"}, "That alone takes nothing from the author's signature"),
]


@pytest.mark.parametrize(
    ("tamper", "kinds", "said"), TAMPERINGS, ids=lambda each: getattr(each, "__name__", "")
)
def test_whatever_was_done_is_marked_and_reported(
    keeper: Keeper,
    kit: Kit,
    world: AgencyWorld,
    open_case: OpenCase,
    tamper: Callable[[AgencyWorld, Any], None],
    kinds: set[str],
    said: str,
) -> None:
    written(open_case, world)
    with world.storage.transaction() as session:
        tamper(world, session)
    done = keeper.run(kit)
    assert done.exit_code == 1 and "WRONG: " in done.output, done.output
    (file,) = [each["file"] for each in keeper.json("report.json")["vaults"]]
    document = keeper.json(f"{file}.json")
    assert set(wrong_of(document["entries"])) == kinds
    report = (keeper.target / "report.txt").read_text(encoding="utf-8")
    assert "WRONG: " in report and keeper.json("report.json")["verified"] is False
    words = keeper.reads(f"{file}.pdf")
    assert said in words and "Not everything here is as it was signed" in words


def test_a_forged_entry_is_shown_and_changes_nothing_in_the_record(
    keeper: Keeper, kit: Kit, world: AgencyWorld, open_case: OpenCase
) -> None:
    written(open_case, world)
    with world.storage.transaction() as session:
        forge_the_author(world, session)
    keeper.run(kit)
    document = keeper.json("cases/RI-01.json")
    assert [each["note"] for each in document["record"]["sessions"]] == [None]
    (forged,) = [each for each in document["entries"] if not each["counts"]]
    assert (forged["verified"], forged["payload"]["text"]) == (False, "Riley said nothing at all.")
    words = keeper.reads("cases/RI-01.pdf")
    beside = words.split("These entries lie in the vault and do not count.")[1]
    assert "Under the name of Sam Okoro" in beside and "Riley said nothing at all." in beside
    assert "never certified for its author" in beside


def test_a_receipt_that_is_wrong_takes_no_note_from_the_record(
    keeper: Keeper, kit: Kit, world: AgencyWorld, open_case: OpenCase
) -> None:
    written(open_case, world)
    with world.storage.transaction() as session:
        take_one_away(world, session)
    keeper.run(kit)
    (session_record,) = keeper.json("cases/RI-01.json")["record"]["sessions"]
    assert session_record["note"]["text"] == NOTE and NOTE in keeper.reads("cases/RI-01.pdf")


def test_the_forms_that_phones_leave_out_are_notes_and_no_crime(
    keeper: Keeper, kit: Kit, open_case: OpenCase
) -> None:
    writer = open_case()
    writer.participant()
    writer.write({"kind": "note", "text": "No session named"})
    writer.write({"kind": "of-tomorrow", "song": "Not known yet"})
    writer.send()
    done = keeper.run(kit)
    assert done.exit_code == 0, done.output
    assert "note: " in done.output and "Everything is as it was signed." in done.output
    words = keeper.reads("cases/RI-01.pdf")
    assert "No session named" in words and "Not known yet" in words
    assert "Written by a newer version" in words
    assert [each["kind"] for each in keeper.json("cases/RI-01.json")["record"]["newer"]] == ["of-tomorrow"]


def test_two_versions_written_apart_are_both_shown(keeper: Keeper, kit: Kit, open_case: OpenCase) -> None:
    writer = open_case()
    first = writer.participant()
    writer.participant(first, name="Riley B.")
    writer.participant(first, name="Riley K.")
    _, note = writer.session(NOTE)
    writer.write({"kind": "amendment", "note": note, "text": AMENDED, "reason": "Twice"}, note)
    writer.write({"kind": "amendment", "note": note, "text": "Another day.", "reason": "Mixed up"}, note)
    writer.send()
    assert keeper.run(kit).exit_code == 0
    record = keeper.json("cases/RI-01.json")["record"]
    assert record["participant"]["conflict"] == ["name"]
    assert {each["text"] for each in record["sessions"][0]["conflict"]} == {AMENDED, "Another day."}
    words = keeper.reads("cases/RI-01.pdf")
    assert "Nobody has chosen yet. Both are here." in words
    for each in (NOTE, AMENDED, "Another day.", "Riley B.", "Riley K.", "Twice", "Mixed up"):
        assert each in words
