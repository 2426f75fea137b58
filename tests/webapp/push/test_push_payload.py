"""A push says nothing by its length, its sentence or its topic."""

import json
import re
from pathlib import Path

import pytest
from agency_world import new_id

from webapp.push.payload import PAYLOAD_BYTES, TITLE, make_payload, sentence, topic

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize(
    "origin", ["https://s.org", "https://a-rather-long-name.peer-support.agency.org:8443"]
)
def test_every_push_has_the_same_length(language: str, origin: str) -> None:
    assert len(make_payload(new_id(), origin, language)) == PAYLOAD_BYTES == 512


def test_it_is_readable_without_a_service_worker() -> None:
    """Declarative Web Push: 8030, a title and where to go."""
    subject = new_id()
    message = json.loads(make_payload(subject, "https://s.org", "es"))
    assert set(message) == {"web_push", "notification", "id", "pad"}
    assert message["web_push"] == 8030
    assert message["id"] == subject
    assert message["notification"] == {
        "title": "Sotto",
        "body": sentence("es"),
        "navigate": f"https://s.org/#/open/{subject}",
        "lang": "es",
    }


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sentence_names_nobody_and_no_reason(language: str) -> None:
    words = sentence(language).lower()
    for telling in (
        "risk",
        "crisis",
        "urgent",
        "consult",
        "supervis",
        "recover",
        "particip",
        "riesgo",
        "urgen",
    ):
        assert telling not in words
    assert sentence("en") != sentence("es")
    assert sentence("fr") == sentence("en")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sentence_is_the_one_that_the_service_worker_says(language: str) -> None:
    """With and without our service worker a lock screen shows the same words."""
    catalogue = (ROOT / f"static/locales/push.{language}.js").read_text(encoding="utf-8")
    said = re.findall(r'^\s*"push\.body": ("[^"\\]*"),$', catalogue, re.MULTILINE)
    assert [json.loads(text) for text in said] == [sentence(language)]


def test_the_title_is_the_name_of_the_app() -> None:
    brand = (ROOT / "static/lib/brand.js").read_text(encoding="utf-8")
    assert re.findall(r'BRAND = "([^"]+)"', brand) == [TITLE]


def test_a_topic_fits_the_standard_and_hides_the_id() -> None:
    subject = new_id()
    assert len(topic(subject)) == 32
    assert topic(subject) == topic(subject) != topic(new_id())
    assert subject not in topic(subject)


def test_an_origin_that_leaves_no_room_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="512"):
        make_payload(new_id(), "https://" + "x" * 400 + ".org", "en")
