"""`flask verify` finds whatever is done to a record behind its authors' backs."""

from collections.abc import Callable
from typing import Any

import pytest
from agency_world import AgencyWorld, TestVault
from renewed_keys import renew
from server_operator import Operator
from sqlalchemy import delete, select, update

from webapp.sealed.receipts import ReceiptKey, receipt_hash
from webapp.storage.models import Agency, Certificate, Envelope, Grant, Succession, Vault

Write = Callable[..., TestVault]


def test_an_untouched_record_is_as_it_was_signed(operator: Operator, written: Write) -> None:
    written(3)
    written(2)
    done = operator.run("verify")
    assert done.exit_code == 0
    assert "2 vaults, 5 envelopes with receipts, 4 grants" in done.output
    assert "Everything is as it was signed." in done.output


def drop_in_the_middle(world: AgencyWorld, session: Any) -> None:
    session.execute(delete(Envelope).where(Envelope.number == 2))


def drop_the_last(world: AgencyWorld, session: Any) -> None:
    session.execute(delete(Envelope).where(Envelope.number == 3))


def drop_the_last_and_hide_it(world: AgencyWorld, session: Any) -> None:
    """With the head turned back too; the hash of the last receipt still tells."""
    drop_the_last(world, session)
    session.execute(update(Vault).values(head=2))


def swap_two(world: AgencyWorld, session: Any) -> None:
    rows = list(session.scalars(select(Envelope).order_by(Envelope.number)))
    rows[0].number, spare = 99, rows[0].number
    session.flush()
    rows[1].number, rows[1].receipt, receipt = spare, rows[0].receipt, rows[1].receipt
    session.flush()
    rows[0].number, rows[0].receipt = 2, receipt


def alter_a_byte(world: AgencyWorld, session: Any) -> None:
    row = session.scalars(select(Envelope).where(Envelope.number == 2)).one()
    parts = row.jwe.split(".")
    parts[3] = ("A" if parts[3][0] != "A" else "B") + parts[3][1:]
    row.jwe = ".".join(parts)


def swap_a_signature(world: AgencyWorld, session: Any) -> None:
    first, second = session.scalars(select(Envelope).order_by(Envelope.number).limit(2))
    first.sig = second.sig


def sign_receipts_with_another_key(world: AgencyWorld, session: Any) -> None:
    key = ReceiptKey(world.certifying)
    row = session.scalars(select(Envelope).where(Envelope.number == 3)).one()
    prev = session.scalar(select(Envelope.receipt).where(Envelope.number == 2))
    row.receipt = key.issue(row.vault, 3, row.id, row.hash, receipt_hash(prev), world.clock())
    session.execute(update(Vault).values(last_receipt=receipt_hash(row.receipt)))


def fork_the_chain(world: AgencyWorld, session: Any) -> None:
    key = world.app.extensions["receipt_key"]
    row = session.scalars(select(Envelope).where(Envelope.number == 2)).one()
    row.receipt = key.issue(row.vault, 2, row.id, row.hash, row.hash, world.clock())


def exchange_the_certificate(world: AgencyWorld, session: Any) -> None:
    row = session.scalars(select(Certificate).where(Certificate.member == world.specialist.member)).one()
    forged = world.certificate(world.specialist, signing=world.officer.signing)
    row.jws = forged


def forge_the_certificate(world: AgencyWorld, session: Any) -> None:
    row = session.scalars(select(Certificate).where(Certificate.member == world.specialist.member)).one()
    row.jws = world.certificate(world.specialist, certifying=world.officer.signing)


def exchange_the_certifying_key(world: AgencyWorld, session: Any) -> None:
    agency = session.scalars(select(Agency)).one()
    agency.certifying = world.officer.signing | {}
    agency.certifying = {name: world.officer.signing[name] for name in ("kty", "crv", "x", "y")}


def move_a_grant(world: AgencyWorld, session: Any) -> None:
    first, second = session.scalars(select(Grant).limit(2))
    first.jwe, second.jwe = second.jwe, first.jwe


@pytest.mark.parametrize(
    "tamper",
    [
        drop_in_the_middle,
        drop_the_last,
        drop_the_last_and_hide_it,
        swap_two,
        alter_a_byte,
        swap_a_signature,
        sign_receipts_with_another_key,
        fork_the_chain,
        exchange_the_certificate,
        forge_the_certificate,
        exchange_the_certifying_key,
        move_a_grant,
    ],
)
def test_whatever_was_done_to_it_is_found(
    operator: Operator, world: AgencyWorld, written: Write, tamper: Callable[[AgencyWorld, Any], None]
) -> None:
    written(3)
    with world.storage.transaction() as session:
        tamper(world, session)
    done = operator.run("verify")
    assert done.exit_code == 1
    assert "WRONG: " in done.output and " wrong." in done.output


def test_after_the_agency_renewed_its_keys_everything_is_still_as_it_was_signed(
    operator: Operator, world: AgencyWorld, written: Write
) -> None:
    written(2)
    renew(renew(world))
    done = operator.run("verify")
    assert done.exit_code == 0 and "Everything is as it was signed." in done.output


def drop_the_first_succession(world: AgencyWorld, session: Any) -> None:
    session.execute(delete(Succession).where(Succession.number == 1))


def bring_back_a_certificate(world: AgencyWorld, session: Any) -> None:
    session.execute(update(Certificate).values(superseded_at=None))


def forge_a_certificate_of_before(world: AgencyWorld, session: Any) -> None:
    row = session.scalars(select(Certificate).where(Certificate.superseded_at.is_not(None)).limit(1)).one()
    row.jws = world.certificate(world.specialist, certifying=world.officer.signing)


@pytest.mark.parametrize(
    "tamper", [drop_the_first_succession, bring_back_a_certificate, forge_a_certificate_of_before]
)
def test_whatever_was_done_to_renewed_keys_is_found(
    operator: Operator, world: AgencyWorld, tamper: Callable[[AgencyWorld, Any], None]
) -> None:
    renew(renew(world))
    with world.storage.transaction() as session:
        tamper(world, session)
    done = operator.run("verify")
    assert done.exit_code == 1 and "WRONG: " in done.output


def test_a_lost_receipt_key_is_said(operator: Operator, world: AgencyWorld, written: Write) -> None:
    written(1)
    world.app.extensions["receipt_key"] = ReceiptKey(world.certifying)
    done = operator.run("verify")
    assert done.exit_code == 1 and "SOTTO_RECEIPT_KEY_FILE" in done.output


def test_what_was_signed_on_a_phone_with_a_wrong_clock_is_a_note_and_nothing_worse(
    operator: Operator, world: AgencyWorld
) -> None:
    sam = world.specialist
    vault = world.founded(sam)
    world.client(sam).append([vault.note(sam, at="2019-01-01T00:00:00.000+00:00")])
    done = operator.run("verify")
    assert done.exit_code == 0 and "note: " in done.output


def test_on_each_database(on_each_database: AgencyWorld) -> None:
    world = on_each_database
    vault = world.founded(world.specialist)
    world.client(world.specialist).append([vault.note(world.specialist)])
    done = world.app.test_cli_runner().invoke(args=["verify"])
    assert done.exit_code == 0, done.output
