"""What a phone sealed is read by those who should, and by nobody else; what was changed is noticed."""

import pytest
from agency_world import new_id
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.sealed.errors import BadSignature, CannotOpen, Malformed
from webapp.sealed.items import (
    LONGEST_JWE,
    Consult,
    EnvelopeHeader,
    GrantHeader,
    item_hash,
    parse_item,
    too_large,
    verify_item,
)
from webapp.sealed.keys import import_signing_key, new_key_pair, new_vault_key, public_part
from webapp.sealed.seal import RawItem, open_envelope, open_grant, seal_envelope, seal_grant

AT = "2026-11-22T21:04:38.123-05:00"
SIGNING, SEALING, VAULT_KEY = new_key_pair(), new_key_pair(), new_vault_key()


def header() -> dict[str, object]:
    ids = {name: new_id() for name in ("id", "vault", "author", "device")}
    return {**ids, "epoch": 1, "at": AT, "prev": None}


def envelope(text: str = "words", **changes: object) -> RawItem:
    payload = {"kind": "note", "schema": 1, "text": text}
    return seal_envelope(payload, vault_key=VAULT_KEY, signing=SIGNING, **(header() | changes))  # type: ignore[arg-type]


def grant() -> RawItem:
    return seal_grant(VAULT_KEY, sealing=SEALING, signing=SIGNING, to=new_id(), **header())  # type: ignore[arg-type]


@given(st.text(max_size=300))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    item = parse_item(envelope(text))
    verify_item(item, public_part(SIGNING))
    assert open_envelope(item, VAULT_KEY)["text"] == text


def test_the_header_is_what_was_written() -> None:
    wanted, after = header(), [new_id(), new_id()]
    raw = envelope(**wanted, after=after, consult={"state": "asked", "urgency": "now"})
    parsed = parse_item(raw).header
    assert parsed == EnvelopeHeader(**wanted, after=tuple(after), consult=Consult("asked", "now"))  # type: ignore[arg-type]


def test_a_grant_brings_the_vault_key_to_its_recipient_only() -> None:
    item = parse_item(grant())
    assert isinstance(item.header, GrantHeader)
    verify_item(item, public_part(SIGNING))
    assert open_grant(item, SEALING) == VAULT_KEY
    with pytest.raises(CannotOpen):
        open_grant(item, new_key_pair())


def test_an_envelope_is_no_grant_and_a_grant_no_envelope() -> None:
    with pytest.raises(CannotOpen):
        open_grant(parse_item(envelope()), SEALING)
    with pytest.raises(CannotOpen):
        open_envelope(parse_item(grant()), VAULT_KEY)


def test_only_the_authors_key_verifies() -> None:
    item = parse_item(envelope())
    with pytest.raises(BadSignature):
        verify_item(item, public_part(new_key_pair()))


def test_an_imported_key_verifies_as_the_jwk_does() -> None:
    signer = import_signing_key(public_part(SIGNING))
    verify_item(parse_item(envelope()), signer)
    assert import_signing_key(signer) is signer


@given(st.integers(0, 10_000), st.characters(codec="ascii"))
@settings(deadline=None, max_examples=150)
def test_no_single_character_can_be_changed_unnoticed(place: int, character: str) -> None:
    raw = envelope()
    name = "jwe" if place % 3 else "sig"
    text = raw[name]
    where = place % len(text)
    changed = text[:where] + character + text[where + 1 :]
    if changed == text:
        return
    with pytest.raises((Malformed, BadSignature)):
        verify_item(parse_item({**raw, name: changed}), public_part(SIGNING))


def test_the_hash_commits_to_the_exact_bytes() -> None:
    raw = envelope()
    assert parse_item(raw).hash == item_hash(raw["jwe"], raw["sig"])
    assert item_hash(raw["jwe"], raw["sig"]) != item_hash(raw["jwe"], envelope()["sig"])


def test_the_largest_envelope_is_read_and_a_larger_one_refused_before_parsing() -> None:
    room = LONGEST_JWE - len(envelope("")["jwe"])
    largest = envelope("x" * (room * 3 // 4))
    assert LONGEST_JWE - 4 <= len(largest["jwe"]) <= LONGEST_JWE
    verify_item(parse_item(largest), public_part(SIGNING))
    assert not too_large(largest)
    larger = envelope("x" * (room * 3 // 4 + 4))
    assert too_large(larger)
    with pytest.raises(Malformed, match="262144"):
        parse_item(larger)


@pytest.mark.parametrize(
    "raw", [None, [], "item", 7, {}, {"jwe": 1, "sig": 2}, {"jwe": "a.b.c.d.e", "sig": "a..b"}]
)
def test_what_is_no_item_is_malformed_and_nothing_worse(raw: object) -> None:
    assert not too_large(raw)
    with pytest.raises(Malformed):
        parse_item(raw)
