"""Odd values, and ways to spoil a good one. Chance comes from the random numbers handed in, so that a seed
repeats a run."""

import base64
import copy
import json
from random import Random
from typing import Any

TEXTS = [
    *("", " ", "\0", "a\0b", "\n", "\r\nX: y", "ñ", "\U0001f600", "ﷺ" * 100, "a" * 70_000, "../..", "%00"),
    *("null", "'; DROP TABLE members;--", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "%s%n", "\u202e"),
    *("\ufeff", "0001-01-01T00:00:00.000+00:00", "9999-12-31T23:59:59.999+23:59"),
    *("9999-12-31T23:59:59.999-23:59", "0001-01-01T00:00:00.000+23:59", "2026-02-30T00:00:00.000+00:00"),
    *("00000000-0000-7000-8000-000000000000", "records", "=" * 43, "A" * 43, "-", ".", "....", "e30.e30.e30"),
]
NUMBERS = [
    *(0, -1, 1, 2, 200, 201, 500, 2**31, 2**53 - 1, 2**53, 2**63, 2**64, -(2**63), 10**400),
    *(0.5, 1e308, -0.0),
]
ODD: list[Any] = [
    *TEXTS,
    "\ud800",
    *NUMBERS,
    None,
    True,
    False,
    [],
    {},
    [[]],
    {"": ""},
    [None],
    {"a": {"b": []}},
]


def number(rng: Random) -> Any:
    return rng.choice(NUMBERS)


def spoil(rng: Random, value: Any, depth: int = 0) -> Any:
    """A copy with one thing in it changed, added, doubled or taken away."""
    if isinstance(value, dict) and value and depth < 6 and rng.random() < 0.9:
        spoiled = dict(value)
        name = rng.choice(list(spoiled))
        way = rng.random()
        if way < 0.15:
            del spoiled[name]
        elif way < 0.25:
            spoiled[rng.choice(["x", "__proto__", "id", "agency", name.upper(), "\0"])] = rng.choice(ODD)
        else:
            spoiled[name] = spoil(rng, spoiled[name], depth + 1)
        return spoiled
    if isinstance(value, list) and value and depth < 6 and rng.random() < 0.9:
        spoiled_list = list(value)
        place = rng.randrange(len(spoiled_list))
        if rng.random() < 0.2:
            return spoiled_list[:place] + [spoiled_list[place]] * rng.choice([0, 2, 3])
        spoiled_list[place] = spoil(rng, spoiled_list[place], depth + 1)
        return spoiled_list
    if isinstance(value, str) and value and rng.random() < 0.6:
        return bend(rng, value)
    return copy.deepcopy(rng.choice(ODD))


def bend(rng: Random, text: str) -> str:
    """Text that is nearly the same."""
    place = rng.randrange(len(text))
    way = rng.randrange(7)
    if way == 0:
        return text[:place] + rng.choice("AZaz09-_.=+/ \0ñ") + text[place + 1 :]
    if way == 1:
        return text[:place]
    if way == 2:
        return text + rng.choice(["A", ".", "=", "\0", text])
    if way == 3:
        return text[:place] + text[place + 1 :]
    if way == 4:
        return text.swapcase()
    parts = text.split(".")
    if way == 5:
        rng.shuffle(parts)
        return ".".join(parts)
    return ".".join([bend_header(rng, parts[0]), *parts[1:]])


def bend_header(rng: Random, part: str) -> str:
    """The first part of a JOSE text with its JSON spoiled; any other text as it was."""
    try:
        header = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except ValueError:
        return part
    return encode(json.dumps(spoil(rng, header)).encode("utf-8", "surrogatepass"))


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
