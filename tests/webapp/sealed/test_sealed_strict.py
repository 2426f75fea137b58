"""Only one spelling of each thing is read: text, JSON, times, ids."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uuid_utils import uuid4, uuid7

from webapp.sealed.errors import Malformed
from webapp.sealed.strict import (
    decode_base64url,
    encode_base64url,
    equals,
    is_counter,
    is_id,
    is_time,
    parse_json,
    parse_time,
    text_up_to,
    write_json,
    write_time,
)


@given(st.binary(max_size=200))
def test_base64url_comes_back_as_the_same_bytes(data: bytes) -> None:
    assert decode_base64url(encode_base64url(data)) == data


@given(st.text(alphabet="ABCDwxyz0189-_+/= \n", max_size=12))
def test_what_is_read_as_base64url_is_written_the_same_way(text: str) -> None:
    try:
        data = decode_base64url(text)
    except Malformed:
        return
    assert encode_base64url(data) == text


@pytest.mark.parametrize("text", ["A", "AB", "AAB", "AA==", "AA\n", " AA", "A+", "A/", "é", "AAAAA"])
def test_other_spellings_of_bytes_are_refused(text: str) -> None:
    with pytest.raises(Malformed):
        decode_base64url(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@settings(max_examples=50)
@given(st.dictionaries(st.text(), json_values))
def test_json_comes_back_as_the_same_value(value: dict[str, Any]) -> None:
    assert parse_json(write_json(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":1,"a":1}',
        b'{"b":{"a":1,"a":2}}',
        b"\xef\xbb\xbf{}",
        b'{"a":"\xff"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\udc00\\ud800"}',
        b"{'a':1}",
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b"{} {}",
        b"",
        b"[" * 100_000,
        b"1" * 5_000,
    ],
)
def test_what_is_not_exactly_json_is_refused(text: bytes) -> None:
    with pytest.raises(Malformed):
        parse_json(text)


def test_a_pair_of_surrogates_written_as_escapes_is_one_character() -> None:
    assert parse_json(b'"\\ud83c\\udf0a"') == "🌊"


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.integers(-14 * 60, 14 * 60),  # noqa: DTZ001
)
def test_times_keep_their_offset_and_their_milliseconds(moment: datetime, minutes: int) -> None:
    zoned = moment.replace(
        tzinfo=timezone(timedelta(minutes=minutes)), microsecond=moment.microsecond // 1000 * 1000
    )
    assert parse_time(write_time(zoned)) == zoned
    assert parse_time(write_time(zoned)).utcoffset() == zoned.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T21:04:38.123Z",
        "2026-11-22T21:04:38-05:00",
        "2026-11-22T21:04:38.123456-05:00",
        "2026-11-22t21:04:38.123-05:00",
        "2026-11-22T21:04:38.123-0500",
        "2026-11-22T21:04:38.123",
        "2026-13-22T21:04:38.123-05:00",
        "2026-02-29T21:04:38.123-05:00",
        "2026-11-22T24:00:00.000-05:00",
        "2026-11-22T21:04:60.000-05:00",
        "2026-11-22T21:04:38.123-25:00",
        "0001-01-01T00:00:00.000+14:00",
        "٢٠٢٦-11-22T21:04:38.123-05:00",
        "2026-11-22T21:04:38.123-05:00\n",
        "",
        None,
        1,
    ],
)
def test_other_spellings_of_a_time_are_refused(text: Any) -> None:
    assert not is_time(text)


def test_a_time_without_an_offset_is_never_written() -> None:
    with pytest.raises(ValueError, match="naive"):
        write_time(datetime.now(UTC).replace(tzinfo=None))


def test_ids_are_uuids_of_version_7_in_lower_case() -> None:
    one = str(uuid7())
    assert is_id(one)
    for other in (one.upper(), one.replace("-", ""), f"{{{one}}}", f"{one}\n", str(uuid4()), "", None, 7):
        assert not is_id(other)


def test_true_is_not_one_and_lengths_are_counted_as_javascript_counts() -> None:
    assert equals(1)(1)
    assert not equals(1)(True)
    assert not equals(1)(1.0)
    assert not is_counter(True)
    assert not is_counter(0)
    assert not is_counter(2**53)
    assert text_up_to(2)("🌊")
    assert not text_up_to(1)("🌊")


def test_a_refusal_never_quotes_what_it_refuses() -> None:
    with pytest.raises(Malformed) as refused:
        parse_json(json.dumps({"name": "Riley"}).encode()[:-1])
    assert "Riley" not in str(refused.value)
