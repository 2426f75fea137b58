"""Cases of what rests sealed: account, recovery, agency keys, kit, device key, local records; and of keys
made of words.
"""

from collections.abc import Callable, Iterator
from typing import Any

from tests.vectors.breaking import (
    CANNOT_OPEN,
    MALFORMED,
    Forge,
    form_breakages,
    json_breakages,
    jwe_breakages,
)
from tests.vectors.forging import forge_direct, forge_to_key
from tests.vectors.item_cases import Case, case
from tests.vectors.world import FLOOR_KDF, PASSPHRASE, World, new_id
from webapp.sealed.account import Account, seal_account_device_key, seal_recovered
from webapp.sealed.keys import public_part, thumbprint
from webapp.sealed.passphrases import KIT, SIGN_IN, UNLOCK, derive_kit_key, expand, stretch
from webapp.sealed.strict import encode_base64url, write_json

Make = Callable[[bytes, bytes], str]
SALT = bytes(range(16))


def _broken(field: str, forge: Forge, keys: Any, *, json: bool = True) -> Iterator[Case]:
    for done, text, error in jwe_breakages(forge):
        yield case(f"broken: {done}", {field: text}, keys, error)
    if json:
        for done, contents in json_breakages(forge.contents):
            text = forge.make(write_json(forge.header), contents)
            yield case(f"contents {done}", {field: text}, keys, MALFORMED)


def _direct(content_key: bytes) -> Make:
    return lambda header, contents: forge_direct(header, contents, content_key)


def _without_version(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name != "v"}


def _account_cases(world: World, field: str, forge: Forge, keys: Any, stranger_keys: Any) -> Iterator[Case]:
    account = world.account()
    right = {"account": _without_version(account)}
    yield case("a member's bundle", {field: forge.text()}, keys, right)
    yield from _broken(field, forge, keys)
    header = write_json({**forge.header, "member": new_id()})
    yield case(
        "the header names another member", {field: forge.make(header, forge.contents)}, keys, MALFORMED
    )
    for done, changes in {
        "the signing key has only its public half": {"signing": public_part(world.signing)},
        "the halves of the sealing key do not fit": {"sealing": {**world.sealing, "d": world.signing["d"]}},
        "the pin is not a thumbprint": {"pin": "AAAA"},
        "the version is 2": {"v": 2},
    }.items():
        text = forge.make(write_json(forge.header), write_json({**account, **changes}))
        yield case(done, {field: text}, keys, MALFORMED)
    yield case("another key", {field: forge.text()}, stranger_keys, CANNOT_OPEN)


def account_cases(world: World) -> Iterator[Case]:
    header = world.direct_header("sotto-account", member=world.member)
    forge = Forge(header, write_json(world.account()), _direct(world.unlock_key), {"member": new_id()})
    keys = {"unlock": encode_base64url(world.unlock_key)}
    yield from _account_cases(world, "account", forge, keys, {"unlock": encode_base64url(world.device_key)})


def _to_key(world: World, recipient: dict[str, Any]) -> Make:
    return lambda header, contents: forge_to_key(header, contents, recipient, world.ephemeral)


def recovery_cases(world: World) -> Iterator[Case]:
    header = world.to_key_header("sotto-recovery", member=world.member, kid=thumbprint(world.records))
    others = {"member": new_id(), "kid": thumbprint(world.stranger), "epk": public_part(world.stranger)}
    forge = Forge(header, write_json(world.account()), _to_key(world, world.records), others)
    yield from _account_cases(
        world, "recovery", forge, {"records": world.records}, {"records": world.stranger}
    )


def recovered_cases(world: World) -> Iterator[Case]:
    header = world.to_key_header("sotto-recovered", member=world.member, kid=thumbprint(world.sealing))
    others = {"member": new_id(), "kid": thumbprint(world.stranger), "epk": public_part(world.stranger)}
    forge = Forge(header, write_json(world.account()), _to_key(world, world.sealing), others)
    keys, stranger = {"requester": world.sealing}, {"requester": world.stranger}
    yield from _account_cases(world, "recovered", forge, keys, stranger)
    sealed = seal_recovered(Account(**_without_version(world.account())), public_part(world.sealing))
    right = {"account": _without_version(world.account())}
    yield case("a bundle as the library seals it", {"recovered": sealed}, keys, right)


def _renewed_cases(world: World, name: str, forge: Forge, keys: dict[str, Any]) -> Iterator[Case]:
    """Keys that took the place of others, which still open what was sealed to them."""

    def sealed(before: Any) -> dict[str, str]:
        contents = write_json({**world.agency_keys(), "recordsBefore": before})
        return {name: forge.make(write_json(forge.header), contents)}

    for before in ([world.ephemeral], [world.ephemeral, world.stranger]):
        right = {**_without_version(world.agency_keys()), "recordsBefore": before}
        yield case(f"with {len(before)} records keys from before", sealed(before), keys, right)
    for done, before in {
        "an empty list of": [],
        "null instead of": None,
        "a public key among the": [public_part(world.ephemeral)],
        "halves of two pairs among the": [{**world.ephemeral, "d": world.stranger["d"]}],
        "words among the": ["key"],
        "more than five hundred": [world.ephemeral] * 501,
    }.items():
        yield case(f"{done} records keys from before", sealed(before), keys, MALFORMED)


def agency_keys_cases(world: World) -> Iterator[Case]:
    header = world.to_key_header("sotto-agency-keys", agency=world.agency, kid=thumbprint(world.sealing))
    others = {"agency": new_id(), "kid": thumbprint(world.stranger), "epk": public_part(world.stranger)}
    forge = Forge(header, write_json(world.agency_keys()), _to_key(world, world.sealing), others)
    keys = {"sealing": world.sealing}
    yield case(
        "the agency's keys to an officer",
        {"agencyKeys": forge.text()},
        keys,
        _without_version(world.agency_keys()),
    )
    yield from _broken("agencyKeys", forge, keys)
    yield from _renewed_cases(world, "agencyKeys", forge, keys)
    yield case("another officer", {"agencyKeys": forge.text()}, {"sealing": world.stranger}, CANNOT_OPEN)


def kit_cases(world: World) -> Iterator[Case]:
    header = world.direct_header(
        "sotto-kit", agency=world.agency, salt=encode_base64url(SALT), kdf={**FLOOR_KDF}
    )
    kit_key = derive_kit_key(PASSPHRASE, SALT, FLOOR_KDF)
    others = {"agency": new_id(), "salt": encode_base64url(SALT[::-1]), "kdf": {**FLOOR_KDF, "passes": 3}}
    forge = Forge(header, write_json(world.agency_keys()), _direct(kit_key), others)
    keys = {"passphrase": PASSPHRASE}
    yield case("a recovery kit", {"kit": forge.text()}, keys, _without_version(world.agency_keys()))
    yield from _broken("kit", forge, keys)
    yield from _renewed_cases(world, "kit", forge, keys)
    yield case(
        "another passphrase", {"kit": forge.text()}, {"passphrase": "a lantern for the harbor"}, CANNOT_OPEN
    )
    for done, changes in DOWNGRADES.items():
        text = forge.make(write_json({**header, "kdf": changes}), forge.contents)
        yield case(f"a kit whose {done}", {"kit": text}, keys, MALFORMED)
    short = write_json({**header, "salt": encode_base64url(SALT[:15])})
    yield case("a kit whose salt has 15 bytes", {"kit": forge.make(short, forge.contents)}, keys, MALFORMED)


DOWNGRADES: dict[str, Any] = {
    "memory is under the floor": {**FLOOR_KDF, "memory": 19_455},
    "passes are under the floor": {**FLOOR_KDF, "passes": 1},
    "lanes are 0": {**FLOOR_KDF, "lanes": 0},
    "memory is text": {**FLOOR_KDF, "memory": "65536"},
    "passes are missing": {name: value for name, value in FLOOR_KDF.items() if name != "passes"},
    "parameters have one more": {**FLOOR_KDF, "version": 19},
    "function is argon2i": {**FLOOR_KDF, "name": "argon2i"},
    "function is PBKDF2": {"name": "pbkdf2", "iterations": 600_000},
    "parameters are null": None,
}


def device_key_cases(world: World) -> Iterator[Case]:
    header = world.direct_header("sotto-device-key", device=world.device)
    forge = Forge(header, world.device_key, _direct(world.unlock_key), {"device": new_id()})
    keys = {"unlock": encode_base64url(world.unlock_key)}
    right = {"deviceKey": encode_base64url(world.device_key)}
    yield case("a device key", {"deviceKey": forge.text()}, keys, right)
    yield from _broken("deviceKey", forge, keys, json=False)
    for length in (0, 16, 33):
        text = forge.make(write_json(header), bytes(length))
        yield case(f"a device key of {length} bytes", {"deviceKey": text}, keys, MALFORMED)
    stranger = {"unlock": encode_base64url(world.vault_key)}
    yield case("another unlock key", {"deviceKey": forge.text()}, stranger, CANNOT_OPEN)


def account_device_key_cases(world: World) -> Iterator[Case]:
    header = world.to_key_header(
        "sotto-account-device-key", device=world.device, kid=thumbprint(world.sealing)
    )
    others = {"device": new_id(), "kid": thumbprint(world.stranger), "epk": public_part(world.stranger)}
    forge = Forge(header, world.device_key, _to_key(world, world.sealing), others)
    keys = {"sealing": world.sealing}
    right = {"deviceKey": encode_base64url(world.device_key)}
    sealed = seal_account_device_key(world.device_key, world.device, public_part(world.sealing))
    yield case("a device key to its account", {"deviceKey": sealed}, keys, right)
    yield from _broken("deviceKey", forge, keys, json=False)
    for length in (0, 16, 33):
        text = forge.make(write_json(header), bytes(length))
        yield case(f"a device key of {length} bytes", {"deviceKey": text}, keys, MALFORMED)
    yield case("another account", {"deviceKey": forge.text()}, {"sealing": world.stranger}, CANNOT_OPEN)


def local_cases(world: World) -> Iterator[Case]:
    header = world.direct_header("sotto-local", name="draft:note")
    keys = {"device": encode_base64url(world.device_key)}
    values: dict[str, Any] = {
        "an object": {"text": "a draft — with “quotes”", "at": None},
        "a list": [1, 2, {"three": 3}],
        "text": "only words",
        "null": None,
        "false": False,
    }
    make = _direct(world.device_key)
    for name, value in values.items():
        text = make(write_json(header), write_json(value))
        yield case(
            f"a local record that is {name}", {"local": text, "name": "draft:note"}, keys, {"value": value}
        )
    forge = Forge(header, write_json({"text": "a draft"}), make, {})
    for done, text, error in jwe_breakages(forge):
        yield case(f"broken: {done}", {"local": text, "name": "draft:note"}, keys, error)
    for done, contents in form_breakages(forge.contents):
        if done != "that is an array":
            given = {"local": make(write_json(header), contents), "name": "draft:note"}
            yield case(f"contents {done}", given, keys, MALFORMED)
    yield case("asked for by another name", {"local": forge.text(), "name": "draft:other"}, keys, MALFORMED)
    stranger = {"device": encode_base64url(world.unlock_key)}
    yield case("another device key", {"local": forge.text(), "name": "draft:note"}, stranger, CANNOT_OPEN)


PASSPHRASES = {
    "plain words": PASSPHRASE,
    "words with accents, composed": "el faro est\u00e1 tranquilo",
    "the same words, decomposed": "el faro esta\u0301 tranquilo",
    "compatibility forms": "ﬁfteen full‑width ＡＢＣ",
    "a curly apostrophe and an emoji": "it’s a long way home 🌊",
    "spaces at both ends, which count": "  a lantern for the harbour ",
}


def passphrase_cases(world: World) -> Iterator[Case]:
    def given(passphrase: str, salt: bytes = SALT, kdf: Any = FLOOR_KDF) -> dict[str, Any]:
        return {"passphrase": passphrase, "salt": encode_base64url(salt), "kdf": kdf}

    choices = [(SALT, FLOOR_KDF), (SALT * 2, {**FLOOR_KDF, "passes": 3, "lanes": 2})]
    for name, passphrase in PASSPHRASES.items():
        for salt, kdf in choices if name == "plain words" else choices[:1]:
            stretched = stretch(passphrase, salt, kdf)
            uses = {"signIn": SIGN_IN, "unlock": UNLOCK, "kit": KIT}
            expect = {use: encode_base64url(expand(stretched, info)) for use, info in uses.items()}
            full = f"{name} ({len(salt)} bytes of salt, {kdf['passes']} passes)"
            yield case(full, given(passphrase, salt, kdf), {}, expect)
    for done, kdf in DOWNGRADES.items():
        yield case(f"refused because the {done}", given(PASSPHRASE, kdf=kdf), {}, MALFORMED)
    yield case("refused because the salt has 15 bytes", given(PASSPHRASE, SALT[:15]), {}, MALFORMED)
    padded = {**given(PASSPHRASE), "salt": encode_base64url(SALT) + "=="}
    yield case("refused because the salt is padded", padded, {}, MALFORMED)


def thumbprint_cases(world: World) -> Iterator[Case]:
    # The numbers of RFC 7515 appendix A.3's key; its thumbprint was computed by both implementations.
    published = {
        "kty": "EC",
        "crv": "P-256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    }
    for name, jwk in {"a published key": published, "a new key": public_part(world.signing)}.items():
        yield case(name, {"jwk": jwk}, {}, {"thumbprint": thumbprint(jwk)})
    for done, jwk in {
        "a private key": world.signing,
        "a key with a use": {**published, "use": "sig"},
        "a key that is not on the curve": {**published, "y": published["x"]},
        "a key on another curve": {**published, "crv": "secp256k1"},
    }.items():
        yield case(f"refused: {done}", {"jwk": jwk}, {}, MALFORMED)
