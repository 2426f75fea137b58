"""Certificates, descriptors, receipts and the ways from a passphrase to a key."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from agency_world import new_id

from webapp.sealed.account import (
    Account,
    open_account,
    open_local,
    open_recovery,
    seal_account,
    seal_local,
    seal_recovery,
)
from webapp.sealed.certificates import issue_certificate, read_certificate
from webapp.sealed.errors import BadSignature, CannotOpen, Malformed
from webapp.sealed.keys import new_key_pair, new_vault_key, public_part, thumbprint
from webapp.sealed.passphrases import (
    decoy_salt,
    derive_keys,
    hash_secret,
    new_salt,
    standard_kdf,
    verify_secret,
)
from webapp.sealed.receipts import ReceiptKey, receipt_hash, verify_run
from webapp.sealed.strict import decode_base64url, sha256, write_time

FLOOR = {"name": "argon2id", "memory": 19_456, "passes": 2, "lanes": 1}


def account() -> Account:
    return Account(
        agency=new_id(),
        member=new_id(),
        signInName="dana",
        pin=thumbprint(new_key_pair()),
        sealing=new_key_pair(),
        signing=new_key_pair(),
    )


def test_an_account_opens_with_its_passphrase_or_with_the_records_key_and_with_nothing_else() -> None:
    mine, records, salt = account(), new_key_pair(), new_salt()
    secret, unlock_key = derive_keys("a lantern for the harbour", salt, FLOOR)
    sealed, recovery = seal_account(mine, unlock_key), seal_recovery(mine, public_part(records))
    assert open_account(sealed, unlock_key) == open_recovery(recovery, records) == mine
    for wrong in (secret, derive_keys("a lantern for the harbor", salt, FLOOR)[1]):
        with pytest.raises(CannotOpen):
            open_account(sealed, wrong)
    with pytest.raises(CannotOpen):
        open_recovery(recovery, new_key_pair())


def test_the_server_cannot_make_the_unlock_key_of_what_it_is_sent() -> None:
    secret, unlock_key = derive_keys("a lantern for the harbour", new_salt(), FLOOR)
    assert secret != unlock_key
    assert len(secret) == len(unlock_key) == 32


def test_new_accounts_get_more_than_the_floor() -> None:
    assert standard_kdf() == {"name": "argon2id", "memory": 65_536, "passes": 3, "lanes": 1}


@pytest.mark.parametrize(
    "changes",
    [
        {"memory": 19_455},
        {"passes": 1},
        {"lanes": 0},
        {"name": "argon2d"},
        {"memory": 10**9},
        {"passes": True},
    ],
)
def test_a_server_cannot_talk_a_device_into_a_weaker_derivation(changes: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        derive_keys("a lantern for the harbour", new_salt(), FLOOR | changes)
    with pytest.raises(Malformed):
        derive_keys("a lantern for the harbour", b"short", FLOOR)


def test_a_sign_in_secret_is_kept_as_a_hash_that_only_it_fits() -> None:
    secret = new_vault_key()
    stored = hash_secret(secret)
    assert stored.startswith("$argon2id$")
    assert verify_secret(stored, secret)
    assert not verify_secret(stored, new_vault_key())
    assert not verify_secret("damaged", secret)
    assert hash_secret(secret) != stored


def test_an_unknown_name_gets_a_salt_like_any_other_and_always_the_same() -> None:
    server_secret = b"s" * 32
    salt = decoy_salt("nobody", server_secret)
    assert len(decode_base64url(salt)) == 16
    assert salt == decoy_salt("nobody", server_secret)
    assert salt not in (decoy_salt("somebody", server_secret), decoy_salt("nobody", b"t" * 32))


def test_a_local_record_cannot_be_passed_off_as_another() -> None:
    device_key = new_vault_key()
    sealed = seal_local("draft:one", {"text": "words"}, device_key)
    assert open_local(sealed, "draft:one", device_key) == {"text": "words"}
    with pytest.raises(Malformed):
        open_local(sealed, "draft:two", device_key)


def test_private_keys_are_in_no_repr() -> None:
    mine = account()
    assert mine.sealing["d"] not in repr(mine)
    assert mine.signing["d"] not in repr(mine)


def test_a_certificate_counts_two_days_around_its_span_for_clocks_that_are_off() -> None:
    certifying, now = new_key_pair(), datetime.now(UTC).replace(microsecond=0)
    text = issue_certificate(
        certifying,
        agency=new_id(),
        member=new_id(),
        name="Dana",
        role="specialist",
        sealing=new_key_pair(),
        signing=new_key_pair(),
        since=write_time(now),
        until=write_time(now + timedelta(days=10)),
    )
    certificate = read_certificate(text, public_part(certifying))
    day = timedelta(days=1)
    assert certificate.seals(now - 2 * day)
    assert not certificate.seals(now - 3 * day)
    assert not certificate.seals(now + 11 * day)
    assert certificate.covers(now + 12 * day)
    assert not certificate.covers(now + 13 * day)
    with pytest.raises(BadSignature):
        read_certificate(text, public_part(new_key_pair()))


def test_a_receipt_key_is_made_once_even_when_many_start_at_once(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "receipts.json"
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: ReceiptKey.load_or_create(path).public["x"], range(16)))
    assert len(set(keys)) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["receipts.json"]
    assert json.loads(path.read_text())["d"] not in repr(ReceiptKey.load_or_create(path))


def test_a_damaged_key_file_stops_the_server_and_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "receipts.json"
    path.write_text("{}")
    with pytest.raises(Malformed):
        ReceiptKey.load_or_create(path)
    assert path.read_text() == "{}"


def test_a_run_of_receipts_is_proven_by_its_last_signature(tmp_path: Path) -> None:
    key, vault = ReceiptKey.load_or_create(tmp_path / "key"), new_id()
    items = [(new_id(), sha256(str(number).encode())) for number in range(6)]
    texts: list[str] = []
    for number, (item_id, item_hash) in enumerate(items, 1):
        prev = receipt_hash(texts[-1]) if texts else None
        texts.append(key.issue(vault, number, item_id, item_hash, prev, datetime.now(UTC)))
    whole = verify_run(texts, keys=[key.public], vault=vault, items=items)
    assert [receipt.number for receipt in whole] == [1, 2, 3, 4, 5, 6]
    verify_run(
        texts[3:],
        keys=[key.public],
        vault=vault,
        items=items[3:],
        after_number=3,
        after_hash=receipt_hash(texts[2]),
    )
    with pytest.raises(BadSignature):
        verify_run(texts[1:], keys=[key.public], vault=vault, items=items[1:])
    with pytest.raises(BadSignature):
        verify_run(texts, keys=[public_part(new_key_pair())], vault=vault, items=items)
