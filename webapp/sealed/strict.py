"""Strict reading of text, JSON and the small forms of PROTOCOL.md §1. Everything here raises `Malformed` and
nothing else.

Members are described by a table of name -> check, so that each format's definition reads like its row in the
protocol.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from .errors import Malformed

Check = Callable[[Any], bool]

LARGEST_INTEGER = 2**53 - 1  # what JavaScript counts exactly
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LAST_CHARACTERS = {
    0: _ALPHABET,
    2: _ALPHABET[::16],
    3: _ALPHABET[::4],
}  # by length mod 4: unused bits are zero
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
_UUID_7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}[+-][0-9]{2}:[0-9]{2}")
_DIGEST = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")  # 32 bytes, the two unused bits zero


def encode_base64url(data: bytes) -> str:
    """b64u(data) of PROTOCOL.md §1."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def is_base64url(text: Any) -> bool:
    """Canonical, unpadded base64url: alphabet, length and the last character decide it, so that the bytes of
    a large ciphertext need not be made only to look at its form.
    """
    if not isinstance(text, str) or not _BASE64URL.fullmatch(text):
        return False
    last_characters = _LAST_CHARACTERS.get(len(text) % 4)
    return last_characters is not None and text[-1:] in last_characters


def decode_base64url(text: str, what: str = "base64url") -> bytes:
    """The bytes of canonical, unpadded base64url; one text only stands for given bytes."""
    if not is_base64url(text):
        raise Malformed(f"{what}: expected canonical base64url without padding")
    return binascii.a2b_base64(text.encode("ascii").translate(_TO_STANDARD) + b"=" * (-len(text) % 4))


def sha256(data: bytes) -> str:
    """b64u(SHA-256(data)), 43 characters."""
    return encode_base64url(hashlib.sha256(data).digest())


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("JSON: a name stands twice in one object")
    return members


def _no_constant(name: str) -> Any:
    raise Malformed(f"JSON: {name} is not JSON")


# Made once: json.loads and json.dumps would make them anew for every item.
_DECODER = json.JSONDecoder(object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def parse_json(data: bytes, what: str = "JSON") -> Any:
    """Any JSON value from UTF-8 bytes without a byte order mark, duplicate names, NaN or half surrogates."""
    try:
        text = data.decode("utf-8")
        value = _DECODER.decode(text)
        if "\\u" in text:  # only an escape can write half a surrogate pair, which has no UTF-8
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except Malformed:
        raise
    except (ValueError, RecursionError) as error:
        raise Malformed(f"{what}: not JSON in UTF-8") from error
    return value


def parse_object(data: bytes, what: str = "JSON") -> dict[str, Any]:
    """A JSON object; see `parse_json`."""
    value = parse_json(data, what)
    if not isinstance(value, dict):
        raise Malformed(f"{what}: expected an object")
    return value


def write_json(value: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON without spaces, in the order of the mapping."""
    return _ENCODER.encode(value).encode("utf-8")


def expect_members(
    value: Any, checks: Mapping[str, Check], what: str, optional: Mapping[str, Check] | None = None
) -> dict[str, Any]:
    """`value` itself, when it is an object with exactly these members and each passes its check. Those in
    `optional` may be left out: a format that grew stays readable as it was written before.
    """
    if not isinstance(value, dict):
        raise Malformed(f"{what}: expected an object")
    missing = [name for name in checks if name not in value]
    if missing:
        raise Malformed(f"{what}: member {missing[0]!r} is missing")
    known = {**checks, **optional} if optional else checks
    for name, member in value.items():
        if name not in known:
            raise Malformed(f"{what}: unknown member")
        if not known[name](member):
            raise Malformed(f"{what}: member {name!r} has a wrong type or value")
    return value


def parse_time(text: Any, what: str = "time") -> datetime:
    """An aware datetime from `2026-11-22T21:04:38.123-05:00`."""
    if not isinstance(text, str) or not _TIME.fullmatch(text):
        raise Malformed(f"{what}: expected RFC 3339 with milliseconds and an offset")
    try:
        moment = datetime.fromisoformat(text)
        moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Malformed(f"{what}: no such date or time") from error
    return moment


def write_time(moment: datetime) -> str:
    """RFC 3339 with milliseconds and the moment's own offset; a naive datetime is a mistake of the caller."""
    if moment.tzinfo is None:
        raise ValueError("expected a datetime with an offset, got a naive one")
    return moment.isoformat(timespec="milliseconds")


# Checks for the tables that `expect_members` takes.


def equals(expected: Any) -> Check:
    """Exactly this value of exactly this type (so that `true` is not 1)."""
    return lambda value: type(value) is type(expected) and value == expected


def one_of(*expected: str) -> Check:
    return lambda value: isinstance(value, str) and value in expected


def text_up_to(length: int) -> Check:
    """Text of at most `length` UTF-16 units, as JavaScript counts them."""
    return lambda value: (
        isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) // 2 <= length
    )


def is_object(value: Any) -> bool:
    return isinstance(value, dict)


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_id(value: Any) -> bool:
    return isinstance(value, str) and _UUID_7.fullmatch(value) is not None


def is_digest(value: Any) -> bool:
    """b64u of 32 bytes: a hash or a thumbprint."""
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def is_counter(value: Any) -> bool:
    """An integer from 1."""
    return type(value) is int and 1 <= value <= LARGEST_INTEGER


def integer_from(least: int, most: int) -> Check:
    """An integer between the two; JSON's `true` is none."""
    return lambda value: type(value) is int and least <= value <= most


def is_time(value: Any) -> bool:
    try:
        parse_time(value)
    except Malformed:
        return False
    return True


def nullable(check: Check) -> Check:
    return lambda value: value is None or check(value)


def list_of(check: Check, most: int) -> Check:
    """A list of at most `most` members, each passing `check`."""
    return lambda value: (
        isinstance(value, list) and len(value) <= most and all(check(member) for member in value)
    )
