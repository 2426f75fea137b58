"""What the header member `consult` of an envelope does (PROTOCOL.md §6), in the transaction that stores it.

    asked ──► taken ──► answered ──► closed    `seen` changes no state
      ▲─────────┴───────────┴──────────┘       `asked` again, with "now": urgent, waiting again

Devices work offline and their envelopes arrive late and out of turn, so a step that has been overtaken
(a sight after the answer, a second supervisor taking what the first has) is accepted and changes
nothing: refusing it would put a person's signed words in quarantine. Refused is what nobody may ever
do: a first step that is not the founder's `asked`, a specialist or the asker answering, closing what
was never answered. Clients show the signed envelopes and never these rows.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.push import service as push
from webapp.sealed.items import Consult as Step
from webapp.sealed.items import EnvelopeHeader
from webapp.storage.models import Consult, ConsultSight, Grant, Member, Vault

Apply = Callable[[Session, Consult, Member, datetime], None]


class ConsultInvalid(ValueError):  # noqa: N818 — a sentence, not a suffix
    """This step is not one that this member may take in this consult."""


def check(session: Session, *, header: EnvelopeHeader, author: Member, vault: Vault) -> Consult | None:
    """The consult's row (None before it is asked) when this step may be taken; otherwise `ConsultInvalid`.
    Changes nothing. That the author holds the vault has been checked before."""
    step = header.consult
    if step is None:
        raise ConsultInvalid("no step")
    consult = session.get(Consult, (vault.agency, vault.id))
    if consult is None:
        _check_first(step, author, vault)
    elif step.state == "asked":
        _check_again(step, consult, author)
    elif step.state == "closed":
        if consult.answered_at is None:
            raise ConsultInvalid("it has not been answered")
    elif author.role != "supervisor" or author.id == consult.asked_by:
        raise ConsultInvalid("only a supervisor who did not ask")
    return consult


def apply(session: Session, *, header: EnvelopeHeader, author: Member, vault: Vault, now: datetime) -> None:
    """Take the step: bring the row up to date and wake whom it concerns. Raises `ConsultInvalid` before
    it has changed anything.
    """
    consult = check(session, header=header, author=author, vault=vault)
    step = header.consult
    if step is None:
        raise ConsultInvalid("no step")
    if consult is None:
        _ask(session, step, author, vault, now)
    else:
        _STEPS[step.state](session, consult, author, now)


def _check_first(step: Step, author: Member, vault: Vault) -> None:
    if step.state != "asked":
        raise ConsultInvalid("nobody has asked")
    if author.id != vault.founder:
        raise ConsultInvalid("only the founder asks")


def _check_again(step: Step, consult: Consult, author: Member) -> None:
    if author.id != consult.asked_by:
        raise ConsultInvalid("only the founder asks")
    if step.urgency != "now":
        raise ConsultInvalid("the urgency can only be raised")


def _ask(session: Session, step: Step, author: Member, vault: Vault, now: datetime) -> None:
    consult = Consult(
        agency=vault.agency,
        vault=vault.id,
        asked_by=author.id,
        urgency=step.urgency or "now",
        state="asked",
        asked_at=now,
    )
    session.add(consult)
    session.flush()
    _wake_supervisors(session, consult, now)


def _ask_again(session: Session, consult: Consult, _author: Member, now: datetime) -> None:
    # Who says "now" is heard, also when the consult was answered or closed: it waits for an answer again.
    consult.urgency, consult.state = "now", "asked"
    consult.taken_by = consult.taken_at = consult.answered_at = consult.closed_at = None
    _wake_supervisors(session, consult, now)


def _see(session: Session, consult: Consult, author: Member, now: datetime) -> None:
    if session.get(ConsultSight, (consult.agency, consult.vault, author.id)) is None:
        session.add(ConsultSight(agency=consult.agency, vault=consult.vault, member=author.id, seen_at=now))
    consult.first_seen_at = consult.first_seen_at or now
    push.stop(session, agency=consult.agency, member=author.id, subject=consult.vault, now=now)


def _take(session: Session, consult: Consult, author: Member, now: datetime) -> None:
    _see(session, consult, author, now)
    if consult.state == "asked":
        consult.state, consult.taken_by, consult.taken_at = "taken", author.id, now
    _wake_asker(session, consult, now)


def _answer(session: Session, consult: Consult, author: Member, now: datetime) -> None:
    _see(session, consult, author, now)
    if consult.state in ("asked", "taken"):
        consult.state, consult.answered_at = "answered", now
        for member in _other_supervisors(session, consult):
            push.stop(session, agency=consult.agency, member=member, subject=consult.vault, now=now)
    _wake_asker(session, consult, now)


def _close(_session: Session, consult: Consult, _author: Member, now: datetime) -> None:
    if consult.state != "closed":
        consult.state, consult.closed_at = "closed", now


_STEPS: dict[str, Apply] = {
    "asked": _ask_again,
    "seen": _see,
    "taken": _take,
    "answered": _answer,
    "closed": _close,
}


def _wake_asker(session: Session, consult: Consult, now: datetime) -> None:
    push.enqueue(session, agency=consult.agency, members=[consult.asked_by], subject=consult.vault, now=now)


def _wake_supervisors(session: Session, consult: Consult, now: datetime) -> None:
    supervisors = _other_supervisors(session, consult)
    push.enqueue(session, agency=consult.agency, members=supervisors, subject=consult.vault, now=now)


def _other_supervisors(session: Session, consult: Consult) -> list[str]:
    """Active supervisors, other than the asker, who hold this vault."""
    return list(
        session.scalars(
            select(Member.id)
            .join(Grant, Grant.to == Member.id)
            .where(
                Grant.agency == consult.agency,
                Grant.vault == consult.vault,
                Member.agency == consult.agency,
                Member.role == "supervisor",
                Member.state == "active",
                Member.id != consult.asked_by,
            )
            .distinct()
            .order_by(Member.id)
        )
    )
