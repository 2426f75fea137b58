"""One envelope, verified and opened; what is wrong with it is said and never hides it.

The rules of verifying are `webapp/sealed/audit.py`. Here it is decided what each finding means for the
record: an envelope whose author or seal is not proven does not count in it, and is shown beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from webapp.records.graph import Entry
from webapp.records.kinds import verdict_on
from webapp.records.vault_keys import VaultKeys
from webapp.sealed.audit import Certificates, Finding, Kinds, Stored, audit_item
from webapp.sealed.errors import CannotOpen, Malformed
from webapp.sealed.items import EnvelopeHeader, Item, parse_item
from webapp.sealed.seal import open_envelope
from webapp.sealed.strict import decode_base64url, parse_object

Origin = Literal["record", "held", "handed-in"]
Payload = dict[str, Any]

UNREADABLE = {
    "malformed": "malformed",
    "unproven": "bad-signature",
    "late": "certificate-invalid",
    "key": "no-key",
    "granted": "no-key",
    "sealed": "cannot-open",
    "payload": "payload-invalid",
}
"""What is wrong, and the word that phones have for it. A receipt that is wrong takes nothing from the record:
its author's signature stands."""
NEVER_GRAVE = ("late", "payload", "newer")


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong: its kind, which has words in both languages, and the exact finding."""

    kind: str
    what: str

    @property
    def is_grave(self) -> bool:
        """Whether the envelope is not what its author signed and the server received."""
        return self.kind not in NEVER_GRAVE


@dataclass(frozen=True)
class Opened:
    """One envelope with everything that is known of it. `decision` is an officer's, on what was held."""

    entry: Entry
    vault: str
    hash: str
    header: Mapping[str, Any] | None
    wrong: tuple[Wrong, ...] = ()
    origin: Origin = "record"
    decision: str | None = None

    @property
    def is_verified(self) -> bool:
        """Whether everything about it is as it was signed."""
        return not any(each.is_grave for each in self.wrong)

    @property
    def counts(self) -> bool:
        """Whether it is a part of the record."""
        return self.origin == "record" and self.entry.unreadable is None


@dataclass(frozen=True)
class Opener:
    """What is needed to verify and open."""

    certificates: Certificates
    keys: VaultKeys

    def open(
        self,
        place: str,
        stored: Stored,
        kinds: Kinds,
        vault: str,
        *,
        number: int | None = None,
        received_at: str | None = None,
        origin: Origin = "record",
        decision: str | None = None,
    ) -> Opened:
        """The envelope, with everything that is wrong with it but its receipt."""
        found = list(audit_item(place, stored, kinds, vault, self.certificates))
        wrong: list[Wrong] = []
        payload: Payload | None = None
        item = _parsed(stored)
        if item is None:
            wrong += [Wrong("malformed", each.what) for each in found]
        else:
            wrong += [Wrong("unproven" if each.is_grave else "late", each.what) for each in found]
            payload, more = self._contents(item)
            wrong += more
        header = raw_header(stored.jwe)
        entry = _entry(stored, item, header, payload, wrong, number, received_at)
        return Opened(entry, vault, stored.hash, header, tuple(wrong), origin, decision)

    def _contents(self, item: Item) -> tuple[Payload | None, list[Wrong]]:
        header = item.header
        keys = self.keys.of(header.vault, header.epoch)
        if not keys:
            return None, [Wrong("key", "no key of its vault could be opened with the kit")]
        for key, is_certified in keys:
            try:
                payload = open_envelope(item, key)
            except CannotOpen:
                continue
            except Malformed as error:
                return None, [Wrong("payload", str(error))]
            granted = Wrong(
                "granted", "the key that opens it was granted by nobody whom the agency certified"
            )
            return payload, [*([] if is_certified else [granted]), *_judged(payload)]
        return None, [Wrong("sealed", "no key of its vault opens it: its bytes were changed")]


def findings_of(place: str, opened: Opened) -> list[Finding]:
    """What is wrong, for the report."""
    return [Finding(place, each.what, each.is_grave) for each in opened.wrong]


def raw_header(jwe: str) -> Mapping[str, Any] | None:
    """The protected header as it stands, also of what is otherwise malformed."""
    try:
        return parse_object(decode_base64url(jwe.partition(".")[0], "header"), "header")
    except Malformed:
        return None


def _judged(payload: Payload) -> list[Wrong]:
    verdict = verdict_on(payload)
    if verdict == "newer":
        return [Wrong("newer", "it was written by a newer version of Sotto")]
    what = "it has not the form that its kind demands: phones leave it out"
    return [Wrong("payload", what)] if verdict == "invalid" else []


def _parsed(stored: Stored) -> Item | None:
    try:
        item = parse_item({"jwe": stored.jwe, "sig": stored.sig})
    except Malformed:
        return None
    return item if isinstance(item.header, EnvelopeHeader) else None


def _entry(
    stored: Stored,
    item: Item | None,
    header: Mapping[str, Any] | None,
    payload: Payload | None,
    wrong: Sequence[Wrong],
    number: int | None,
    received_at: str | None,
) -> Entry:
    reasons = [UNREADABLE[each.kind] for each in wrong if each.kind in UNREADABLE]
    known = item.header if item else None
    return Entry(
        id=stored.id,
        author=known.author if known else "",
        device=known.device if known else "",
        at=known.at if known else "",
        after=known.after if isinstance(known, EnvelopeHeader) else (),
        number=number,
        payload=payload,
        consult=header.get("consult") if header and known else None,
        received_at=received_at,
        epoch=known.epoch if known else 0,
        newer=any(each.kind == "newer" for each in wrong),
        unreadable=reasons[0] if reasons else None,
    )
