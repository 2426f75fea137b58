"""Cases of the formats `receipts`, `certificate`, `descriptor` and `succession`."""

from collections.abc import Iterator
from typing import Any

from tests.vectors.breaking import BAD_SIGNATURE, MALFORMED, Forge, json_breakages, jws_breakages
from tests.vectors.forging import forge_signature
from tests.vectors.item_cases import Case, case
from tests.vectors.world import AT, LATER, UNTIL, World, new_id
from webapp.sealed.keys import Jwk, public_part, thumbprint
from webapp.sealed.receipts import receipt_hash
from webapp.sealed.strict import sha256, write_json


def _forge(world: World, typ: str, signer: Jwk, payload: dict[str, Any]) -> Forge:
    def make(header: bytes, contents: bytes) -> str:
        return forge_signature(header, contents, signer)

    return Forge(world.jws_header(typ, signer), write_json(payload), make, {})


def _without_version(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name != "v"}


WRONG_JWKS = {
    "has a private half": lambda key, world: world.ephemeral,
    "has a kid": lambda key, world: {**key, "kid": "x"},
    "is not on the curve": lambda key, world: {**key, "x": "A" * 43},
    "is on another curve": lambda key, world: {**key, "crv": "P-384"},
    "is symmetric": lambda key, world: {"kty": "oct", "k": "A" * 43},
    "lacks y": lambda key, world: {name: key[name] for name in ("kty", "crv", "x")},
}


def certificate_cases(world: World) -> Iterator[Case]:
    keys = {"certifying": public_part(world.certifying)}
    payload = {
        "v": 1,
        "agency": world.agency,
        "member": world.member,
        "name": "Dana Ó Brien",
        "role": "specialist",
        "sealing": public_part(world.sealing),
        "signing": public_part(world.signing),
        "from": AT,
        "until": UNTIL,
    }
    forge = _forge(world, "sotto-certificate", world.certifying, payload)

    def made(name: str, expect: dict[str, Any] | str, /, **changes: Any) -> Case:
        text = forge.make(write_json(forge.header), write_json({**payload, **changes}))
        right = {"certificate": _without_version({**payload, **changes})}
        return case(name, {"certificate": text}, keys, right if expect == {} else expect)

    for role in ("specialist", "supervisor", "officer"):
        yield made(f"a certificate of a {role}", {}, role=role)
    yield made("a name of 200 characters", {}, name="é" * 200)
    for name, changes in {
        "a name of 201 characters": {"name": "x" * 201},
        "an unknown role": {"role": "admin"},
        "version 2": {"v": 2},
        "a time without offset": {"from": "2026-11-22T21:04:38.123"},
        "an end before its beginning": {"until": "2025-11-22T00:00:00.000+00:00"},
        "an id in capitals": {"member": world.member.upper()},
    }.items():
        yield made(f"a certificate with {name}", MALFORMED, **changes)
    for done, spoil in WRONG_JWKS.items():
        yield made(f"a sealing key that {done}", MALFORMED, sealing=spoil(payload["sealing"], world))
    for done, text, error in jws_breakages(forge):
        yield case(f"broken: {done}", {"certificate": text}, keys, error)
    for done, contents in json_breakages(forge.contents):
        text = forge.make(write_json(forge.header), contents)
        yield case(f"contents {done}", {"certificate": text}, keys, MALFORMED)
    stranger = {"certifying": public_part(world.stranger)}
    yield case("verified with another key", {"certificate": forge.text()}, stranger, BAD_SIGNATURE)
    forged = forge_signature(write_json(forge.header), forge.contents, world.stranger)
    yield case("made by a stranger under the agency's kid", {"certificate": forged}, keys, BAD_SIGNATURE)
    descriptor = _forge(world, "sotto-agency", world.certifying, payload).text()
    yield case("a signed thing of another type", {"certificate": descriptor}, keys, MALFORMED)


def descriptor_cases(world: World) -> Iterator[Case]:
    pin = thumbprint(world.certifying)
    payload = {
        "v": 1,
        "agency": world.agency,
        "name": "Harbour Peer Support",
        "certifying": public_part(world.certifying),
        "records": public_part(world.records),
        "receipts": [public_part(world.receipts), public_part(world.ephemeral)],
        "settings": world.settings(),
        "at": AT,
    }
    forge = _forge(world, "sotto-agency", world.certifying, payload)

    def made(name: str, expect: dict[str, Any] | str, given_pin: str | None = pin, **changes: Any) -> Case:
        text = forge.make(write_json(forge.header), write_json({**payload, **changes}))
        right = {"descriptor": _without_version({**payload, **changes})}
        return case(name, {"descriptor": text}, {"pin": given_pin}, right if expect == {} else expect)

    def set_to(**changes: Any) -> dict[str, Any]:
        return {**world.settings(), **changes}

    yield made("a descriptor under its pin", {})
    yield made("a descriptor without a pin", {}, None)
    yield made("nobody on call, Spanish", {}, settings=set_to(onCall=[], language="es", part2="unsure"))
    yield made(
        "on call without an account",
        {},
        settings=set_to(onCall=[{"member": None, "name": "A", "phone": "9"}]),
    )
    for child, adult in (("yes", "no"), ("unsure", "yes"), ("no", "unsure")):
        mandated = {"child": child, "adult": adult}
        yield made(f"must report a child: {child}, an adult: {adult}", {}, settings=set_to(mandated=mandated))
    for policy in ("off", "required"):
        yield made(f"a second step at sign-in: {policy}", {}, settings=set_to(secondStep=policy))
    yield made("phones lock after a minute", {}, settings=set_to(lock={"idle": 1, "hidden": 1}))
    yield made("no receipt key yet", {}, receipts=[])
    yield made("another pin", BAD_SIGNATURE, thumbprint(world.stranger))
    for name, changes in {
        "an unknown language": {"language": "fr"},
        "an unknown answer to part2": {"part2": True},
        "an unknown naming": {"naming": "full"},
        "an on-call entry without a phone": {"onCall": [{"member": None, "name": "A"}]},
        "an on-call entry of another type": {"onCall": ["Rosa"]},
        "an unknown setting": {"colour": "blue"},
        "locking after no time at all": {"lock": {"idle": 5, "hidden": 0}},
        "locking after more than fifteen minutes": {"lock": {"idle": 16, "hidden": 2}},
        "a lock time that is a word": {"lock": {"idle": "5", "hidden": 2}},
        "a lock time that is true": {"lock": {"idle": True, "hidden": 2}},
        "half of the lock times": {"lock": {"hidden": 2}},
        "an unknown answer about reporting": {"mandated": {"child": "must", "adult": "no"}},
        "half an answer about reporting": {"mandated": {"child": "yes"}},
        "more than was asked about reporting": {"mandated": {"child": "yes", "adult": "no", "elder": "no"}},
        "nothing where reporting is answered": {"mandated": None},
        "an unknown answer about a second step": {"secondStep": "sometimes"},
        "a second step that is true": {"secondStep": True},
    }.items():
        yield made(f"settings with {name}", MALFORMED, settings=set_to(**changes))
    for done, spoil in WRONG_JWKS.items():
        yield made(f"a records key that {done}", MALFORMED, records=spoil(payload["records"], world))
        yield made(f"a receipt key that {done}", MALFORMED, receipts=[spoil(payload["records"], world)])
    for done, text, error in jws_breakages(forge):
        yield case(f"broken: {done}", {"descriptor": text}, {"pin": pin}, error)
    for done, contents in json_breakages(forge.contents):
        text = forge.make(write_json(forge.header), contents)
        yield case(f"contents {done}", {"descriptor": text}, {"pin": pin}, MALFORMED)
    yield made(
        "it names a key that did not sign it", BAD_SIGNATURE, None, certifying=public_part(world.stranger)
    )


def succession_cases(world: World) -> Iterator[Case]:
    line = [world.certifying, world.signing, world.receipts]
    kids = [thumbprint(key) for key in line]
    times = [AT, LATER]

    def payload(step: int, **changes: Any) -> dict[str, Any]:
        by, certifying = public_part(line[step]), public_part(line[step + 1])
        return {
            "v": 1,
            "agency": world.agency,
            "by": by,
            "certifying": certifying,
            "at": times[step],
        } | changes

    def link(step: int, **changes: Any) -> str:
        return _forge(world, "sotto-succession", line[step], payload(step, **changes)).text()

    def chain(name: str, texts: list[str], expect: Any, end: Jwk = line[2]) -> Case:
        given = {"agency": world.agency, "certifying": public_part(end), "successions": texts}
        return case(name, given, {}, expect)

    first, second = link(0), link(1)
    yield chain("no succession yet", [], {"keys": kids[:1]}, line[0])
    yield chain("one succession", [first], {"keys": kids[:2]}, line[1])
    yield chain("two in order", [first, second], {"keys": kids})
    yield chain("the second alone, for who knows its key", [second], {"keys": kids[1:]})
    for name, texts in {
        "two in the wrong order": [second, first],
        "the second missing": [first],
        "the same twice": [first, first, second],
        "one of another agency": [first, link(1, agency=new_id())],
        "a second one at the time of the first": [first, link(1, at=AT)],
        "one by a key that was never here": [
            first,
            _forge(
                world, "sotto-succession", world.stranger, payload(1, by=public_part(world.stranger))
            ).text(),
        ],
    }.items():
        yield chain(name, texts, BAD_SIGNATURE)
    back = link(1, certifying=public_part(line[0]))
    yield chain("one that leads back", [first, back], BAD_SIGNATURE, line[0])
    yield chain(
        "a key that succeeds itself", [link(0, certifying=public_part(line[0]))], BAD_SIGNATURE, line[0]
    )
    named = link(0, by=public_part(world.stranger))
    yield chain("it names a key that did not sign it", [named], BAD_SIGNATURE, line[1])
    yield chain("more than five hundred", [first] * 501, MALFORMED)
    for done, spoil in WRONG_JWKS.items():
        spoilt = spoil(public_part(line[1]), world)
        yield chain(f"a new key that {done}", [link(0, certifying=spoilt)], MALFORMED, line[1])
    forge = _forge(world, "sotto-succession", line[0], payload(0))
    for done, text, error in jws_breakages(forge):
        yield chain(f"broken: {done}", [text], error, line[1])
    for done, contents in json_breakages(forge.contents):
        text = forge.make(write_json(forge.header), contents)
        yield chain(f"contents {done}", [text], MALFORMED, line[1])


def _run(world: World, count: int) -> tuple[list[str], list[dict[str, str]]]:
    texts: list[str] = []
    items = [{"id": new_id(), "hash": sha256(f"item {number}".encode())} for number in range(1, count + 1)]
    for number, item in enumerate(items, 1):
        prev = receipt_hash(texts[-1]) if texts else None
        payload = {"v": 1, "vault": world.vault, "number": number, **item, "prev": prev, "at": LATER}
        texts.append(_forge(world, "sotto-receipt", world.receipts, payload).text())
    return texts, items


def receipts_cases(world: World) -> Iterator[Case]:
    keys = {"receipts": [public_part(world.stranger), public_part(world.receipts)]}
    texts, items = _run(world, 5)
    start = {"number": 0, "hash": None}

    def run(
        name: str, expect: Any, receipts: list[Any], beside: Any, after: Any = start, **change: Any
    ) -> Case:
        given = {"vault": world.vault, "after": after, "receipts": receipts, "items": beside} | change
        return case(name, given, keys, expect)

    end = {"number": 5, "hash": receipt_hash(texts[-1])}
    third = {"number": 3, "hash": receipt_hash(texts[2])}
    yield run("a whole vault of five", end, texts, items)
    yield run("the first alone", {"number": 1, "hash": receipt_hash(texts[0])}, texts[:1], items[:1])
    yield run("what follows number 3", end, texts[3:], items[3:], third)
    yield run("nothing new", third, [], [], third)
    yield run("a gap", BAD_SIGNATURE, texts[:2] + texts[3:], items[:2] + items[3:])
    yield run("two that change places", BAD_SIGNATURE, [texts[1], texts[0]], [items[1], items[0]])
    yield run("one twice", BAD_SIGNATURE, [texts[0], texts[0]], [items[0], items[0]])
    yield run("a missing beginning", BAD_SIGNATURE, texts[1:], items[1:])
    yield run("a receipt too few", BAD_SIGNATURE, texts[:4], items)
    yield run(
        "another envelope's hash", BAD_SIGNATURE, texts, [*items[:4], {**items[4], "hash": items[0]["hash"]}]
    )
    yield run("another envelope's id", BAD_SIGNATURE, texts, [{**items[0], "id": new_id()}, *items[1:]])
    yield run(
        "another history before it",
        BAD_SIGNATURE,
        texts[3:],
        items[3:],
        {**third, "hash": receipt_hash(texts[0])},
    )
    yield run("another vault", BAD_SIGNATURE, texts, items, vault=new_id())
    middle = f"{texts[1][:-1]}{'A' if texts[1][-1] != 'A' else 'Q'}"
    yield run("an altered signature in the middle", BAD_SIGNATURE, [texts[0], middle, *texts[2:]], items)
    yield case(
        "signed under an unknown key", run("", "", texts, items)["input"], {"receipts": []}, BAD_SIGNATURE
    )
    yield from _single_receipt_cases(world, keys)


def _single_receipt_cases(world: World, keys: dict[str, Any]) -> Iterator[Case]:
    item = {"id": new_id(), "hash": sha256(b"one")}
    payload = {"v": 1, "vault": world.vault, "number": 1, **item, "prev": None, "at": LATER}
    forge = _forge(world, "sotto-receipt", world.receipts, payload)
    start = {"vault": world.vault, "after": {"number": 0, "hash": None}, "items": [item]}
    for done, text, error in jws_breakages(forge):
        yield case(f"broken: {done}", {**start, "receipts": [text]}, keys, error)
    # `prev` of another type is covered by the digests below: null is right here, text is not.
    for done, contents in json_breakages(forge.contents):
        text = forge.make(write_json(forge.header), contents)
        yield case(f"contents {done}", {**start, "receipts": [text]}, keys, MALFORMED)
    odd = {
        "members in another order": write_json(dict(reversed(payload.items()))),
        "a space after a colon": forge.contents.replace(b":", b": ", 1),
        "number 0": write_json({**payload, "number": 0}),
        "number 1 with a prev": write_json({**payload, "prev": "A" * 43}),
        "number 2 without a prev": write_json({**payload, "number": 2}),
        "a hash of 42 characters": write_json({**payload, "hash": "A" * 42}),
    }
    for done, contents in odd.items():
        text = forge.make(write_json(forge.header), contents)
        yield case(f"a receipt with {done}", {**start, "receipts": [text]}, keys, MALFORMED)
