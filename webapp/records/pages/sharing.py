"""Releases as they were signed, what ended them, and the log of what was shared."""

from collections.abc import Sequence

from webapp.records.pages.setting import Record, Setting
from webapp.records.paper import Paper
from webapp.records.words import Words

Facts = list[tuple[str, str]]


def sharing_pages(paper: Paper, setting: Setting, record: Record) -> None:
    """Nothing when nothing was ever signed or shared."""
    words = setting.words
    if record["releases"]:
        paper.heading(words("releases"))
    for release in reversed(record["releases"]):
        _release(paper, setting, release)
    if record["disclosures"]:
        paper.heading(words("disclosures"))
    for disclosure in reversed(record["disclosures"]):
        _disclosure(paper, setting, disclosure)


def _release(paper: Paper, setting: Setting, release: Record) -> None:
    words, document, signature = setting.words, release["document"], release["signature"]
    paper.heading(words("release.signed", time=words.moment(release["signedAt"])), 1)
    paper.small(
        words("note.no-receipt", name=setting.name(release["author"]), at=words.moment(release["at"]))
    )
    paper.say(document["title"])
    for block in document["blocks"]:
        _block(paper, block)
    paper.facts(
        [
            (words("release.signature"), words(f"release.{signature['how']}", name=signature["name"])),
            (words("release.intent"), signature["intent"]),
            (words("release.known"), words(f"known.{release['known']}")),
            (words("release.present"), _people(release["present"])),
            (words("teach-back"), release["teachBack"]),
            (words("release.electronic"), words.moment(release["electronic"]["agreedAt"])),
            (words("release.copy"), _copy(words, release["copy"])),
            (words("release.template"), " ".join(document["template"].values())),
            (words("release.hash"), release["hash"]),
            *[
                (words("release.revoked"), _revocation(setting, revocation))
                for revocation in release["revocations"]
            ],
        ]
    )


def _block(paper: Paper, block: Record) -> None:
    """In the order in which it was read; a heading of the document is none of these pages."""
    lines = [block.get("text", ""), *block.get("items", []), block.get("plain", "")]
    for line in filter(None, lines):
        paper.say(line)


def _people(present: Sequence[Record]) -> str:
    return ", ".join(f"{each['name']} ({each['role']})" for each in present)


def _copy(words: Words, copy: Record | None) -> str:
    return f"{copy['how']}, {words.moment(copy['at'])}" if copy else words("none")


def _revocation(setting: Setting, revocation: Record) -> str:
    words = setting.words
    about = {"name": revocation["by"], "at": words.moment(revocation["revokedAt"])}
    witness = f" ({revocation['witness']})" if revocation["witness"] else ""
    return words(f"revoked.{revocation['mode']}", **about) + witness


def _disclosure(paper: Paper, setting: Setting, disclosure: Record) -> None:
    words = setting.words
    paper.heading(words("disclosure.shared", time=words.moment(disclosure["sharedAt"])), 1)
    if disclosure["incident"]:
        paper.warn(words("disclosure.incident"))
    author = setting.name(disclosure["author"])
    paper.small(words("note.no-receipt", name=author, at=words.moment(disclosure["at"])))
    paper.facts([*_what_was_shared(words, disclosure), *_how_it_was_shared(words, disclosure)])


def _what_was_shared(words: Words, disclosure: Record) -> Facts:
    recipient, purpose, release = (disclosure[member] for member in ("recipient", "purpose", "release"))
    days = [disclosure["from"] or "…", disclosure["to"] or "…"]
    return [
        (words("disclosure.basis"), words(f"basis.{disclosure['basis']}")),
        (words("disclosure.recipient"), " · ".join(filter(None, (recipient["name"], recipient["address"])))),
        (
            words("disclosure.purpose"),
            " · ".join(filter(None, (words.either("purpose", purpose["id"]), purpose["words"]))),
        ),
        (
            words("disclosure.categories"),
            ", ".join(words.either("category", each) for each in disclosure["categories"]),
        ),
        (words("disclosure.days"), " – ".join(days)),
        *[(words("disclosure.item"), f"{item['what']} ({item['hash']})") for item in disclosure["items"]],
        (words("disclosure.release"), release["id"] if release else words("none")),
    ]


def _how_it_was_shared(words: Words, disclosure: Record) -> Facts:
    details = disclosure["details"].items()
    said = [(words.either("detail", name), _said(words, value)) for name, value in details]
    told = words.either("told", disclosure["told"])
    return [
        *said,
        (words("disclosure.channel"), words.either("channel", disclosure["channel"])),
        (words("disclosure.notice"), disclosure["notice"] or words("none")),
        (words("told"), f"{told}. {disclosure['toldReason']}" if disclosure["toldReason"] else told),
        *[(words("disclosure.corrected"), each["words"]) for each in disclosure["corrections"]],
    ]


def _said(words: Words, value: bool | str) -> str:
    """A yes or no; a moment as it is read; other words as they are."""
    return words.yes_or_no(value) if isinstance(value, bool) else words.moment(value)
