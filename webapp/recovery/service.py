"""The rules of recovery. Nothing that is answered says whether a sign-in name exists; nothing here is ever
opened.

A request lasts an hour. What it ends in is the officer's word, given after both people compared a code: the
server only carries sealed texts, and ends the old sign-ins when the new one begins."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from uuid_utils import uuid7

from webapp.auth.identity import Identity
from webapp.auth.names import new_token, sign_in_key, token_hash
from webapp.clock import stamp
from webapp.errors import BadRequest, NotFound
from webapp.leaving.events import record
from webapp.sealed.account import (
    hash_secret,
    read_account_header,
    read_recovered_header,
    read_recovery_header,
)
from webapp.sealed.errors import Malformed
from webapp.sealed.keys import import_public, thumbprint
from webapp.sealed.strict import decode_base64url
from webapp.storage.models import Member, RecoveryRequest, SignIn

LASTS = timedelta(hours=1)
KIT_LINK_LASTS = timedelta(hours=24)


def check_requester(requester: dict[str, Any]) -> None:
    """A point on P-256, or `BadRequest`."""
    try:
        import_public(requester)
    except Malformed as error:
        raise BadRequest({"requester": "malformed"}) from error


def ask(session: Session, sign_in_name: str, requester: dict[str, Any], now: datetime) -> dict[str, str]:
    """A new request; for a name without an active member everything but the row is the same."""
    token = new_token()
    session.execute(delete(RecoveryRequest).where(RecoveryRequest.expires_at < now - timedelta(days=7)))
    where = (Member.sign_in_key == sign_in_key(sign_in_name), Member.state == "active")
    member = session.scalars(select(Member).where(*where)).one_or_none()
    if member is not None:
        session.add(
            RecoveryRequest(
                id=str(uuid7()),
                agency=member.agency,
                member=member.id,
                token_hash=token_hash(token),
                requester=requester,
                requester_kid=thumbprint(requester),
                created_at=now,
                expires_at=now + LASTS,
            )
        )
        record(session, member, "recovery-asked", now)
    return {"token": token, "expires": stamp(now + LASTS)}


def open_with_kit(session: Session, sign_in_name: str, now: datetime) -> str | None:
    """The token with which an officer gets back in by the agency's recovery kit; None when no active officer
    signs in so. It gives away their account as sealed to the records key, which the kit alone can open."""
    where = (
        Member.sign_in_key == sign_in_key(sign_in_name),
        Member.state == "active",
        Member.role == "officer",
    )
    officer = session.scalars(select(Member).where(*where)).one_or_none()
    if officer is None:
        return None
    token = new_token()
    kid = read_recovery_header(officer.recovery)["kid"]
    session.add(
        RecoveryRequest(
            id=str(uuid7()),
            agency=officer.agency,
            member=officer.id,
            token_hash=token_hash(token),
            requester={},
            requester_kid=kid,
            recovered=officer.recovery,
            created_at=now,
            answered_at=now,
            expires_at=now + KIT_LINK_LASTS,
        )
    )
    record(session, officer, "recovery-asked", now)
    return token


def look(session: Session, token: str, now: datetime) -> str | None:
    """The answer to a request, or None: not yet, never, or no such request."""
    found = session.scalars(_open(now).where(RecoveryRequest.token_hash == token_hash(token))).one_or_none()
    return found.recovered if found else None


def finish(session: Session, body: Mapping[str, Any], secret_hash: str, now: datetime) -> None:
    """Give the account its new passphrase: the request is used up and every sign-in of the member ends."""
    where = RecoveryRequest.token_hash == token_hash(body["token"])
    found = session.scalars(_open(now).where(where).with_for_update()).one_or_none()
    if found is None or found.recovered is None:
        raise NotFound
    member = session.get_one(Member, found.member, with_for_update=True)
    try:
        header = read_account_header(body["account"])
        decode_base64url(body["salt"])
    except Malformed as error:
        raise BadRequest({"account": "malformed"}) from error
    if header["member"] != member.id or member.state != "active":
        raise BadRequest({"account": "of another member"})
    found.used_at = now
    member.salt, member.kdf = body["salt"], dict(body["kdf"])
    member.secret_hash, member.account = secret_hash, body["account"]
    session.execute(delete(SignIn).where(SignIn.member == member.id))
    by = found.answered_by
    record(session, member, "recovered" if by else "recovered-with-kit", now, by=by)


def new_secret_hash(secret: str) -> str:
    """Hashed before any transaction begins."""
    return hash_secret(decode_base64url(secret))


def open_requests(session: Session, officer: Identity, now: datetime) -> list[dict[str, Any]]:
    """The requests that wait for an officer, oldest first."""
    rows = session.execute(
        _open(now)
        .add_columns(Member.recovery)
        .join(Member, Member.id == RecoveryRequest.member)
        .where(RecoveryRequest.agency == officer.agency, RecoveryRequest.recovered.is_(None))
        .order_by(RecoveryRequest.created_at, RecoveryRequest.id)
    )
    return [
        {
            "id": one.id,
            "member": one.member,
            "requester": one.requester,
            "recovery": recovery,
            "since": stamp(one.created_at),
            "expires": stamp(one.expires_at),
        }
        for one, recovery in rows
    ]


def answer(session: Session, officer: Identity, request_id: str, recovered: str, now: datetime) -> None:
    """Keep the account as the officer's browser sealed it to the request's key."""
    found = _request(session, officer, request_id, now)
    try:
        header = read_recovered_header(recovered)
    except Malformed as error:
        raise BadRequest({"recovered": "malformed"}) from error
    if (header["member"], header["kid"]) != (found.member, found.requester_kid):
        raise BadRequest({"recovered": "sealed for another member or request"})
    found.recovered, found.answered_by, found.answered_at = recovered, officer.member, now


def decline(session: Session, officer: Identity, request_id: str, now: datetime) -> None:
    """The codes differ, or nobody known has asked. It is on the person's record."""
    found = _request(session, officer, request_id, now)
    found.declined_at, found.answered_by = now, officer.member
    record(session, session.get_one(Member, found.member), "recovery-declined", now, by=officer.member)


def _request(session: Session, officer: Identity, request_id: str, now: datetime) -> RecoveryRequest:
    where = (RecoveryRequest.id == request_id, RecoveryRequest.agency == officer.agency)
    found: RecoveryRequest | None = session.scalars(_open(now).where(*where).with_for_update()).one_or_none()
    if found is None or found.recovered is not None:
        raise NotFound
    return found


def _open(now: datetime) -> Any:
    return select(RecoveryRequest).where(
        RecoveryRequest.expires_at > now,
        RecoveryRequest.used_at.is_(None),
        RecoveryRequest.declined_at.is_(None),
    )
