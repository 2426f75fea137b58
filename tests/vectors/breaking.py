"""The ways to break a compact JWE, a compact JWS and a JSON payload, each with the one error that it must
give.

A breakage is (what was done, the broken text, the error). Where only the form is wrong everything else is
made right again (sealed, signed anew), so that nothing but the check in question can refuse it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.sealed.strict import encode_base64url, write_json

Breakage = tuple[str, str, str]
MALFORMED, BAD_SIGNATURE, CANNOT_OPEN = "malformed", "bad-signature", "cannot-open"


@dataclass(frozen=True)
class Forge:
    """One right header and contents, and how to make the text of any other header and contents.

    `others`: for a header member another value that is as well formed (so the reader finds out by
    cryptography).
    """

    header: Mapping[str, Any]
    contents: bytes
    make: Callable[[bytes, bytes], str]
    others: Mapping[str, Any]

    def text(self) -> str:
        return self.make(write_json(self.header), self.contents)


def _other_type(value: Any) -> Any:
    """A value of a type that the member may not have."""
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, str):
        return 7
    if isinstance(value, int):
        return str(value)
    return "text"


def json_breakages(right: bytes) -> Iterator[tuple[str, bytes]]:
    """Ways to spoil a JSON object that must have exactly its members."""
    members = json.loads(right)
    for name, value in members.items():
        yield f"without the member {name}", write_json({n: v for n, v in members.items() if n != name})
        yield f"with {name} of another type", write_json({**members, name: _other_type(value)})
    yield "with an unknown member", write_json({**members, "extra": 1})
    yield from form_breakages(right)


def form_breakages(right: bytes) -> Iterator[tuple[str, bytes]]:
    """Ways to spoil JSON whatever its members are."""
    name, value = next(iter(json.loads(right).items()))
    again = write_json({name: value})[1:-1]
    yield "with a name that stands twice", right[:-1] + b"," + again + b"}"
    yield "with a byte order mark", b"\xef\xbb\xbf" + right
    yield "that is not UTF-8", right[:-1] + b',"extra":"\xff"}'
    yield "with NaN", right[:-1] + b',"extra":NaN}'
    yield "with half a surrogate pair", right[:-1] + b',"extra":"\\ud83d"}'
    yield "that is cut off", right[:-1]
    yield "that is an array", b"[" + right + b"]"
    yield "that is empty", b""


def header_breakages(forge: Forge) -> Iterator[Breakage]:
    """Headers that no reader may accept, though the rest is made to fit them."""
    for done, header in json_breakages(write_json(forge.header)):
        yield f"header {done}", forge.make(header, forge.contents), MALFORMED
    extras = {"crit": ["exp"], "zip": "DEF", "b64": False, "jwk": {}, "cty": "JWT"}
    for name, value in extras.items():
        yield (
            f"header with {name}",
            forge.make(write_json({**forge.header, name: value}), forge.contents),
            MALFORMED,
        )
    wrong = {
        "alg": [
            "none",
            "HS256",
            "RS256",
            "ES384",
            "RSA1_5",
            "A256KW",
            "PBES2-HS256+A128KW",
            "ECDH-ES",
            "DIR",
        ],
        "enc": ["A128GCM", "A192GCM", "A256CBC-HS512", "a256gcm"],
        "typ": ["sotto-other", "JWT", "Sotto-Envelope"],
        "v": [0, 2, True, "1", None],
        "id": ["00000000-0000-0000-0000-000000000000", ""],
        "at": [
            "2026-11-22T21:04:38Z",
            "2026-11-22T21:04:38.123Z",
            "2026-11-22 21:04:38.123-05:00",
            "2026-02-30T21:04:38.123-05:00",
            "2026-11-22T25:04:38.123-05:00",
        ],
        "epoch": [0, -1, 1.5, 9007199254740992],
        "after": ["text", ["text"], [None], None],
        "prev": ["", "short", "A" * 44],
        "kid": ["", "A" * 42 + "B"],
    }
    for name in forge.header:
        for value in wrong.get(name, []):
            header = write_json({**forge.header, name: value})
            yield f"header with {name} {json.dumps(value)}", forge.make(header, forge.contents), MALFORMED


def jwe_breakages(forge: Forge) -> Iterator[Breakage]:
    """Everything that may be wrong with a compact JWE and its header."""
    yield from header_breakages(forge)
    text = forge.text()
    parts = text.split(".")
    for name, other in forge.others.items():
        swapped = encode_base64url(write_json({**forge.header, name: other}))
        yield f"header member {name} altered after sealing", ".".join([swapped, *parts[1:]]), CANNOT_OPEN
    yield (
        "header written with a space after sealing",
        ".".join([_spaced(forge.header), *parts[1:]]),
        CANNOT_OPEN,
    )
    yield from _part_breakages(parts)
    yield "empty text", "", MALFORMED
    yield "text cut in the middle", text[: len(text) // 2], MALFORMED
    yield "last character missing", text[:-1], MALFORMED
    yield "last part missing", ".".join(parts[:4]), MALFORMED
    yield "a sixth part", text + ".", MALFORMED
    yield "padding at the end", text + "==", MALFORMED
    yield "a line break at the end", text + "\n", MALFORMED
    yield "a space before", " " + text, MALFORMED
    yield "JSON serialisation", _as_json(parts), MALFORMED


def _spaced(header: Mapping[str, Any]) -> str:
    return encode_base64url(json.dumps(header).encode("utf-8"))


def _as_json(parts: list[str]) -> str:
    names = ("protected", "encrypted_key", "iv", "ciphertext", "tag")
    return json.dumps(dict(zip(names, parts, strict=True)))


def _part_breakages(parts: list[str]) -> Iterator[Breakage]:
    _, key, vector, ciphertext, tag = parts
    if key:
        yield "encrypted key altered", ".".join([parts[0], _flip(key), *parts[2:]]), CANNOT_OPEN
        yield "encrypted key missing", ".".join([parts[0], "", *parts[2:]]), MALFORMED
        yield "encrypted key cut", ".".join([parts[0], key[:-2], *parts[2:]]), MALFORMED
    else:
        yield "an encrypted key where none may be", ".".join([parts[0], "AAAA", *parts[2:]]), MALFORMED
    yield "nonce altered", ".".join([*parts[:2], _flip(vector), *parts[3:]]), CANNOT_OPEN
    yield "nonce of 16 bytes", ".".join([*parts[:2], "A" * 22, *parts[3:]]), MALFORMED
    yield "ciphertext altered", ".".join([*parts[:3], _flip(ciphertext), tag]), CANNOT_OPEN
    yield "ciphertext cut by four characters", ".".join([*parts[:3], ciphertext[4:], tag]), CANNOT_OPEN
    yield "ciphertext missing", ".".join([*parts[:3], "", tag]), CANNOT_OPEN
    yield "tag altered", ".".join([*parts[:4], _flip(tag)]), CANNOT_OPEN
    yield "tag of 12 bytes", ".".join([*parts[:4], tag[:16]]), MALFORMED
    yield "tag with an unused bit set", ".".join([*parts[:4], unused_bit_set(tag)]), MALFORMED
    yield "a character of plain base64", ".".join([*parts[:3], "+" + ciphertext[1:], tag]), MALFORMED


def jws_breakages(forge: Forge, *, detached: bool = False) -> Iterator[Breakage]:
    """Everything that may be wrong with a compact JWS and its header."""
    yield from header_breakages(forge)
    text = forge.text()
    head, payload, signature = text.split(".")
    yield "signature altered", f"{head}.{payload}.{_flip(signature)}", BAD_SIGNATURE
    yield "signature of another thing", _resigned(forge, text), BAD_SIGNATURE
    yield "signature of zeros", f"{head}.{payload}.{'A' * 86}", BAD_SIGNATURE
    yield "signature missing", f"{head}.{payload}.", MALFORMED
    yield "signature cut", f"{head}.{payload}.{signature[:-2]}", MALFORMED
    yield "signature with an unused bit set", f"{head}.{payload}.{unused_bit_set(signature)}", MALFORMED
    yield "signature padded", f"{text}==", MALFORMED
    yield (
        "header written with a space after signing",
        f"{_spaced(forge.header)}.{payload}.{signature}",
        BAD_SIGNATURE,
    )
    yield "header missing", f".{payload}.{signature}", MALFORMED
    yield "a fourth part", f"{text}.", MALFORMED
    yield "only two parts", f"{head}.{signature}", MALFORMED
    yield "empty text", "", MALFORMED
    yield "a line break at the end", f"{text}\n", MALFORMED
    other = "" if not detached else encode_base64url(forge.contents)
    yield f"payload {'attached' if detached else 'detached'}", f"{head}.{other}.{signature}", MALFORMED


def _resigned(forge: Forge, text: str) -> str:
    """The right header and payload under a right signature of other contents."""
    other = forge.make(write_json(forge.header), forge.contents + b" ").rpartition(".")[2]
    return f"{text.rpartition('.')[0]}.{other}"


def _flip(part: str) -> str:
    """Another first character, so that the bits of the last one stay canonical."""
    return ("B" if part[0] != "B" else "C") + part[1:]


def unused_bit_set(part: str) -> str:
    """The same bytes in a non-canonical spelling: the lowest unused bit of the last character is one."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    if len(part) % 4 == 0:
        raise ValueError("expected a part with unused bits")
    return part[:-1] + alphabet[alphabet.index(part[-1]) + 1]
