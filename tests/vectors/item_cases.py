"""Cases of the formats `envelope` and `grant`."""

from collections.abc import Iterator
from typing import Any

from tests.vectors.breaking import (
    BAD_SIGNATURE,
    CANNOT_OPEN,
    MALFORMED,
    Forge,
    form_breakages,
    jwe_breakages,
    jws_breakages,
)
from tests.vectors.forging import der_signature, forge_direct, forge_signature, forge_to_key
from tests.vectors.world import AT, LATER, World, new_id
from webapp.sealed.items import item_hash
from webapp.sealed.keys import Jwk, public_part, thumbprint
from webapp.sealed.strict import encode_base64url, write_json

Case = dict[str, Any]
_FORM = ("alg", "enc", "epk", "typ", "v")


def case(name: str, given: Any, keys: Any, expect: dict[str, Any] | str) -> Case:
    """One case; an `expect` that is text is the error."""
    valid = not isinstance(expect, str)
    result = expect if valid else {"error": expect}
    return {"name": name, "valid": valid, "input": given, "keys": keys, "expect": result}


def sign_item(world: World, jwe: str, signing: Jwk | None = None) -> dict[str, str]:
    signer = signing or world.signing
    header = write_json(world.jws_header("sotto-signature", signer))
    return {"jwe": jwe, "sig": forge_signature(header, jwe.encode("utf-8"), signer, detached=True)}


def seen(header: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in header.items() if name not in _FORM}


def envelope_header(world: World, **changes: Any) -> dict[str, Any]:
    members = {
        "id": new_id(),
        "vault": world.vault,
        "epoch": 1,
        "author": world.member,
        "device": world.device,
        "at": AT,
        "after": [],
        "prev": None,
    }
    return world.direct_header("sotto-envelope", **{**members, **changes})


def envelope_cases(world: World) -> Iterator[Case]:
    keys = {"signing": public_part(world.signing), "vault": encode_base64url(world.vault_key)}
    note = {"kind": "note", "schema": 1, "session": new_id(), "text": "It’s a quiet day. ¿Qué tal? 🌊"}

    def make(header: bytes, contents: bytes) -> str:
        return forge_direct(header, contents, world.vault_key)

    def right(name: str, payload: dict[str, Any], **changes: Any) -> Case:
        header = envelope_header(world, **changes)
        item = sign_item(world, make(write_json(header), write_json(payload)))
        expect = {"hash": item_hash(**item), "header": seen(header), "payload": payload}
        return case(name, {"item": item}, keys, expect)

    def wrong(name: str, item: Any, error: str, **other_keys: Any) -> Case:
        return case(name, {"item": item}, {**keys, **other_keys}, error)

    yield right("the first envelope of a device", note)
    yield right(
        "an envelope that follows two others and has a predecessor",
        note,
        after=[new_id(), new_id()],
        prev="A" * 43,
    )
    yield right("an envelope that follows 32 others", note, after=[new_id() for _ in range(32)])
    yield right(
        "an envelope of a later epoch, written in another zone",
        note,
        epoch=7,
        at="2026-11-23T02:04:38.000+00:00",
    )
    yield right("an envelope of the largest epoch", note, epoch=9007199254740991)
    yield right(
        "an unknown kind of a newer schema", {"kind": "something-new", "schema": 9, "more": [1, None]}
    )
    for consult in CONSULTS:
        yield right(
            f"a consult that is {consult['state']} {consult.get('urgency', '')}".strip(),
            note,
            consult=consult,
        )

    forge = Forge(envelope_header(world), write_json(note), make, _other_header(world))
    for done, jwe, error in jwe_breakages(forge):
        yield wrong(f"signed, but broken: {done}", sign_item(world, jwe), error)
    yield from _item_breakages(world, forge, wrong)
    for consult in WRONG_CONSULTS:
        header = write_json({**forge.header, "consult": consult})
        yield wrong(f"consult {consult!r}", sign_item(world, make(header, forge.contents)), MALFORMED)
    too_many = write_json({**forge.header, "after": [new_id() for _ in range(33)]})
    yield wrong(
        "an envelope that follows 33 others", sign_item(world, make(too_many, forge.contents)), MALFORMED
    )
    for done, contents in form_breakages(forge.contents):
        yield wrong(f"contents {done}", sign_item(world, make(write_json(forge.header), contents)), MALFORMED)
    for payload in (
        {"schema": 1},
        {"kind": "note"},
        {"kind": 1, "schema": 1},
        {"kind": "note", "schema": "1"},
    ):
        item = sign_item(world, make(write_json(forge.header), write_json(payload)))
        yield wrong(f"contents {write_json(payload).decode()}", item, MALFORMED)
    item = sign_item(world, forge.text())
    yield wrong("another vault key", item, CANNOT_OPEN, vault=encode_base64url(world.unlock_key))
    long = make(write_json(forge.header), write_json({**note, "text": "x" * 200_000}))
    yield wrong("a JWE over 262,144 characters", sign_item(world, long), MALFORMED)


CONSULTS: list[dict[str, str]] = [
    {"state": "asked", "urgency": "now"},
    {"state": "asked", "urgency": "soon"},
    {"state": "seen"},
    {"state": "taken"},
    {"state": "answered"},
    {"state": "closed"},
]
WRONG_CONSULTS: list[Any] = [
    {"state": "asked"},
    {"state": "asked", "urgency": "later"},
    {"state": "seen", "urgency": "now"},
    {"state": "open"},
    {"urgency": "now"},
    {"state": "closed", "outcome": "well"},
    {},
    "asked",
    None,
]


def _other_header(world: World) -> dict[str, Any]:
    return {
        "id": new_id(),
        "vault": new_id(),
        "epoch": 2,
        "author": new_id(),
        "device": new_id(),
        "at": LATER,
        "after": [new_id()],
        "prev": thumbprint(world.stranger),
    }


def grant_cases(world: World) -> Iterator[Case]:
    keys = {"signing": public_part(world.signing), "sealing": world.sealing}
    members = {name: value for name, value in envelope_header(world).items() if name not in (*_FORM, "after")}
    addressed = {"to": world.member, "kid": thumbprint(world.sealing)}
    header = world.to_key_header("sotto-grant", **members, **addressed)

    def make(header_bytes: bytes, contents: bytes) -> str:
        return forge_to_key(header_bytes, contents, world.sealing, world.ephemeral)

    def right(name: str, **changes: Any) -> Case:
        changed = {**header, "id": new_id(), **changes}
        item = sign_item(world, make(write_json(changed), world.vault_key))
        expect = {
            "hash": item_hash(**item),
            "header": seen(changed),
            "vaultKey": encode_base64url(world.vault_key),
        }
        return case(name, {"item": item}, keys, expect)

    def wrong(name: str, item: Any, error: str, **other_keys: Any) -> Case:
        return case(name, {"item": item}, {**keys, **other_keys}, error)

    yield right("a grant to a member")
    yield right("a grant to the records key", to="records")
    yield right("a grant of a later epoch with a predecessor", epoch=3, prev="A" * 43)

    others = {name: value for name, value in _other_header(world).items() if name != "after"}
    others |= {"to": "records", "kid": thumbprint(world.stranger), "epk": public_part(world.stranger)}
    forge = Forge(header, world.vault_key, make, others)
    for done, jwe, error in jwe_breakages(forge):
        yield wrong(f"signed, but broken: {done}", sign_item(world, jwe), error)
    for done, changes in {
        "to someone without an id": {"to": "everyone"},
        "with the member after": {"after": []},
        "with apu": {"apu": "QQ"},
        "whose epk has a private half": {"epk": world.ephemeral},
        "whose epk has a kid": {"epk": {**public_part(world.ephemeral), "kid": "x"}},
        "whose epk is not on the curve": {"epk": {**public_part(world.ephemeral), "y": "A" * 43}},
        "whose epk is on another curve": {"epk": {**public_part(world.ephemeral), "crv": "P-384"}},
    }.items():
        item = sign_item(world, make(write_json({**header, **changes}), forge.contents))
        yield wrong(f"a grant {done}", item, MALFORMED)
    yield from _item_breakages(world, forge, wrong)
    for length in (0, 16, 31, 33):
        item = sign_item(world, make(write_json(header), bytes(length)))
        yield wrong(f"a vault key of {length} bytes", item, MALFORMED)
    yield wrong(
        "opened with another member's key",
        sign_item(world, forge.text()),
        CANNOT_OPEN,
        sealing=world.stranger,
    )


def _item_breakages(world: World, forge: Forge, wrong: Any) -> Iterator[Case]:
    jwe = forge.text()
    item = sign_item(world, jwe)

    def make(header: bytes, contents: bytes) -> str:
        return forge_signature(header, contents, world.signing, detached=True)

    signature_header = world.jws_header("sotto-signature", world.signing)
    for done, sig, error in jws_breakages(Forge(signature_header, jwe.encode(), make, {}), detached=True):
        yield wrong(f"item signature: {done}", {"jwe": jwe, "sig": sig}, error)
    other = sign_item(world, forge.text())
    yield wrong("the signature of another envelope", {"jwe": jwe, "sig": other["sig"]}, BAD_SIGNATURE)
    yield wrong(
        "signed by a stranger under the stranger's kid", sign_item(world, jwe, world.stranger), BAD_SIGNATURE
    )
    header = write_json(signature_header)
    forged = forge_signature(header, jwe.encode(), world.stranger, detached=True)
    yield wrong("signed by a stranger under the author's kid", {"jwe": jwe, "sig": forged}, BAD_SIGNATURE)
    yield wrong("verified with another key", item, BAD_SIGNATURE, signing=public_part(world.stranger))
    yield wrong("a signature in DER", {"jwe": jwe, "sig": der_signature(item["sig"])}, MALFORMED)
    yield wrong("signature and JWE change places", {"jwe": item["sig"], "sig": jwe}, MALFORMED)
    yield wrong("an item with a third member", {**item, "kind": "note"}, MALFORMED)
    yield wrong("an item without a signature", {"jwe": jwe}, MALFORMED)
    yield wrong("an item whose signature is null", {**item, "sig": None}, MALFORMED)
    yield wrong("an item that is text", jwe, MALFORMED)
    yield wrong("an item that is null", None, MALFORMED)
    yield wrong("an item that is a list", [jwe, item["sig"]], MALFORMED)
