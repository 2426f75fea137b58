"""What a phone saved as evidence is checked by the operator, or by anybody who has the receipt keys."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from agency_world import AgencyWorld, TestVault, new_id
from server_operator import Operator
from sqlalchemy import select

from webapp.sealed.evidence import Evidence, judge
from webapp.sealed.keys import new_key_pair
from webapp.sealed.receipts import ReceiptKey, parse_receipt, receipt_hash
from webapp.storage.models import Envelope

AT = "2026-11-22T21:04:38.123+00:00"


def receipts(world: AgencyWorld) -> list[str]:
    with world.storage.reading() as session:
        return list(session.scalars(select(Envelope.receipt).order_by(Envelope.number)))


def saved(operator: Operator, world: AgencyWorld, **finding: Any) -> Path:
    held = parse_receipt(finding["held"])
    whole = {"kind": "fork", "vault": held.vault, "number": held.number, "found": None, "restored": False}
    path = operator.folder / "evidence.json"
    file = {"format": "sotto-evidence", "v": 1, "agency": world.agency, "at": AT}
    path.write_text(json.dumps(file | {"findings": [whole | finding | {"at": AT}]}))
    return path


def signed_again(world: AgencyWorld, text: str, key: ReceiptKey | None = None) -> str:
    """Another receipt for the same number."""
    one = parse_receipt(text)
    signer = key or world.app.extensions["receipt_key"]
    return str(signer.issue(one.vault, one.number, new_id(), receipt_hash("another"), one.prev, AT))


def test_two_receipts_for_one_number_are_proof_of_a_fork(
    operator: Operator, world: AgencyWorld, written: Callable[..., TestVault]
) -> None:
    written(3)
    held = receipts(world)[1]
    file = saved(operator, world, held=held, found=signed_again(world, held))
    done = operator.run("verify", "--evidence", file)
    assert done.exit_code == 1
    assert "signed by the same server for number 2: proof of a fork" in done.output


def test_a_number_that_follows_another_one_is_proof_too(
    operator: Operator, world: AgencyWorld, written: Callable[..., TestVault]
) -> None:
    written(2)
    held = receipts(world)[1]
    key, vault = world.app.extensions["receipt_key"], parse_receipt(held).vault
    third = key.issue(vault, 3, new_id(), receipt_hash("x"), receipt_hash("another second"), AT)
    done = operator.run("verify", "--evidence", saved(operator, world, held=held, found=third))
    assert done.exit_code == 1 and "was signed as following another 2: proof of a fork" in done.output


def test_a_receipt_that_the_server_gave_and_has_no_more_is_wrong(
    operator: Operator, world: AgencyWorld, written: Callable[..., TestVault]
) -> None:
    vault = written(1).id
    key = world.app.extensions["receipt_key"]
    held = key.issue(vault, 2, new_id(), receipt_hash("x"), receipt_hash(receipts(world)[0]), AT)
    done = operator.run("verify", "--evidence", saved(operator, world, held=held, restored=True))
    assert done.exit_code == 1
    assert "its database has no such number; the phone was told of a restore" in done.output


def test_what_anybody_could_have_made_proves_nothing(
    operator: Operator, world: AgencyWorld, written: Callable[..., TestVault]
) -> None:
    written(2)
    first, second = receipts(world)
    forged = signed_again(world, first, ReceiptKey(new_key_pair()))
    for held, found in ((first, forged), (forged, first), (first, second), (first, None), (first, first)):
        done = operator.run("verify", "--evidence", saved(operator, world, held=held, found=found))
        assert done.exit_code == 0, done.output
        assert "Nothing in it proves by itself" in done.output


def test_receipts_of_two_vaults_do_not_exclude_one_another(world: AgencyWorld) -> None:
    key: ReceiptKey = world.app.extensions["receipt_key"]
    one, two = (key.issue(new_id(), 1, new_id(), receipt_hash("x"), None, AT) for _ in range(2))
    finding = Evidence("fork", parse_receipt(one).vault, 1, one, two, False)
    assert not judge(finding, [key.public]).is_fork


@pytest.mark.parametrize("text", ["", "[]", '{"format":"sotto-export"}', '{"format":"sotto-evidence","v":1}'])
def test_another_file_is_refused_in_words(operator: Operator, text: str) -> None:
    path = operator.folder / "other.json"
    path.write_text(text)
    assert "not evidence that a phone saved" in operator.is_refused("verify", "--evidence", path)
