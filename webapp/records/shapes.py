"""The checks of which the kinds of payloads are made (`static/domain/kinds.js`). Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.sealed.strict import Check, list_of, text_up_to

MOST = 1_000

text = text_up_to(100_000)
short = text_up_to(200)


def words(value: Any) -> bool:
    """A text that says something."""
    return text(value) and value.strip() != ""


def name(value: Any) -> bool:
    """Words, and not many."""
    return words(value) and short(value)


def boolean(value: Any) -> bool:
    """True or false."""
    return isinstance(value, bool)


def position(value: Any) -> bool:
    """A whole number from nought."""
    return type(value) is int and value >= 0


def number(value: Any) -> bool:
    """Any number."""
    return type(value) in (int, float)


def day(value: Any) -> bool:
    """A day that exists, as YYYY-MM-DD."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def shape(fields: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these members; `optional` ones may be left out."""
    known = {**fields, **(optional or {})}
    return lambda value: (
        isinstance(value, dict)
        and fields.keys() <= value.keys() <= known.keys()
        and all(check(value[field]) for field, check in known.items() if field in value)
    )


def some(check: Check) -> Check:
    """A list with at least one."""
    return lambda value: bool(value) and list_of(check, MOST)(value)


def unless(field: str, value: str, reason: str) -> Callable[[Mapping[str, Any]], bool]:
    """The reason is given unless the field has that value."""
    return lambda payload: payload[field] == value or words(payload[reason])


@dataclass(frozen=True)
class Kind:
    """The members of one kind. `optional` ones may be left out, `is_open`: others may follow, `also`: a rule
    between members."""

    fields: Mapping[str, Check]
    optional: Mapping[str, Check] | None = None
    is_open: bool = False
    also: Callable[[Mapping[str, Any]], bool] | None = None
