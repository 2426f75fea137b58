"""What a push carries, before it is encrypted (PROTOCOL.md §8).

Invariant: always exactly 512 bytes and always the same sentence, so that neither the push service, nor the
network, nor someone who looks at a lock screen learns why a phone was woken. Readable by a browser without
our service worker (Declarative Web Push).
"""

import json
from pathlib import Path

from webapp.sealed.strict import sha256, write_json

PAYLOAD_BYTES = 512
TTL_SECONDS = 900
TOPIC_CHARACTERS = 32
TITLE = "Sotto"
_WORDS = Path(__file__).with_name("words.json")


def sentence(language: str) -> str:
    """The fixed sentence in `language`; English where there is no translation."""
    words: dict[str, str] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return words.get(language, words["en"])


def make_payload(subject: str, origin: str, language: str) -> bytes:
    """Exactly 512 bytes of JSON for the consult (or, in a test, the device) with the id `subject`."""
    members = {
        "web_push": 8030,
        "notification": {
            "title": TITLE,
            "body": sentence(language),
            "navigate": f"{origin}/#/open/{subject}",
            "lang": language,
        },
        "id": subject,
        "pad": "",
    }
    missing = PAYLOAD_BYTES - len(write_json(members))
    if missing < 0:
        raise ValueError(f"expected an origin that leaves room in {PAYLOAD_BYTES} bytes, got one too long")
    return write_json({**members, "pad": "." * missing})


def topic(subject: str) -> str:
    """Under one topic the push service keeps only the newest undelivered push (RFC 8030 §5.4)."""
    return sha256(subject.encode("ascii"))[:TOPIC_CHARACTERS]
