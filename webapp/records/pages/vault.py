"""The pages of one vault: a case, a group, a consult, or what nobody can tell."""

from collections.abc import Mapping, Sequence

from webapp.records.agency import VaultCopy
from webapp.records.graph import in_order, of_kind
from webapp.records.pages.beside import beside_pages, wrong_facts
from webapp.records.pages.consult import consult_pages, consult_title
from webapp.records.pages.sessions import SessionPages
from webapp.records.pages.setting import Record, Setting
from webapp.records.pages.sharing import sharing_pages
from webapp.records.paper import Paper
from webapp.records.words import Words

_SHOWN = ("name", "code", "language", "adult", "archived", "contact")


def vault_pages(
    setting: Setting, copy: VaultCopy, kind: str, record: Record, consults: Mapping[str, Record], mark: str
) -> bytes:
    """The PDF. `consults`: by vault, those about this case; `mark` stands at the foot of each page."""
    words = setting.words
    subject = record.get("participant") or record.get("group")
    title = subject["name"] if subject else consult_title(setting, record) if kind == "consult" else copy.id
    paper = setting.paper(kind, title, mark, words("vault", id=copy.id))
    _wrong(paper, setting, copy)
    if kind == "consult":
        consult_pages(paper, setting, record, 0)
    elif subject:
        _subject(paper, setting, copy, subject)
        _handovers(paper, setting, record["handovers"])
    if kind != "consult":
        _sessions(paper, setting, copy, record, consults)
        sharing_pages(paper, setting, record)
    beside_pages(paper, setting, copy, kind, record)
    return paper.bytes()


def _wrong(paper: Paper, setting: Setting, copy: VaultCopy) -> None:
    """On the first page: whoever reads on knows what to make of it."""
    marked = [each for each in copy.entries if not each.is_verified]
    if not marked and not copy.wrong:
        return
    words = setting.words
    paper.warn(words("wrong.title"), words("wrong.body"))
    for finding in copy.wrong:
        paper.facts([(words("why"), words("wrong.receipt")), (words("exact"), finding.what)])
    wrong_facts(paper, setting, marked)


def _subject(paper: Paper, setting: Setting, copy: VaultCopy, subject: Record) -> None:
    words = setting.words
    if "conflict" in subject:
        fields = ", ".join(words(field) for field in subject["conflict"])
        paper.warn(words("conflict.subject", fields=fields))
    paper.facts(_subject_facts(words, subject))
    counting = in_order(each.entry for each in copy.entries if each.counts and not each.entry.newer)
    versions = of_kind(counting, subject["kind"])
    if len(versions) > 1:
        paper.heading(words("versions"), 1)
        for version in versions:
            about = {"name": setting.name(version.author), "at": words.moment(version.at)}
            received = words.moment(version.received_at)
            paper.small(words("note.by", **about, received=received, number=version.number))
            paper.facts(_subject_facts(words, version.content))


def _handovers(paper: Paper, setting: Setting, handovers: Sequence[Record]) -> None:
    words = setting.words
    if handovers:
        paper.heading(words("handovers"), 1)
    for each in handovers:
        about = {"name": setting.name(each["by"]), "to": setting.name(each["to"])}
        how = "keep" if each["keep"] else "stop"
        paper.say(words(f"handovers.{how}", **about, at=words.moment(each["at"])))


def _subject_facts(words: Words, subject: Record) -> list[tuple[str, str]]:
    facts = []
    for field in _SHOWN:
        if field in subject:
            value = subject[field]
            said = words.yes_or_no(value) if isinstance(value, bool) else str(value or "")
            facts.append((words(field), words.either("language", value) if field == "language" else said))
    return facts


def _sessions(
    paper: Paper, setting: Setting, copy: VaultCopy, record: Record, consults: Mapping[str, Record]
) -> None:
    words = setting.words
    titles = {vault: consult_title(setting, consult) for vault, consult in consults.items()}
    pages = SessionPages(paper, setting, copy, titles)
    for session in reversed(record["sessions"]):
        pages.write(session)
    if not record["sessions"]:
        paper.say(words("no-sessions"))
    if consults:
        paper.heading(words("consults"))
        for vault, consult in consults.items():
            paper.heading(titles[vault], 1)
            paper.small(words("vault", id=vault))
            consult_pages(paper, setting, consult, 2)
