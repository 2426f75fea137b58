"""Server-side sessions behind Flask's session interface. (Called sign-ins everywhere else: a session is a
support session in this project.)

The cookie is 256 random bits and the database keeps only its SHA-256, so that a stolen database signs nobody
in. Signing in always makes a new row and a new cookie (no fixation). A row ends 12 hours after it began, or
after 8 idle ones; one that nobody signed in on ends after an hour. Flask-WTF's CSRF token lives in the row.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, g
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from webapp.auth.identity import Identity
from webapp.clock import Clock
from webapp.sealed.strict import encode_base64url, sha256
from webapp.storage import Storage
from webapp.storage.models import Device, Member, SignIn

ABSOLUTE = timedelta(hours=12)
IDLE = timedelta(hours=8)
ANONYMOUS = timedelta(hours=1)
TOUCH_EVERY = timedelta(minutes=5)
CSRF = "csrf_token"


class ServerSession(dict[str, Any], SessionMixin):
    """One request's view of its row. It holds the CSRF token and nothing else."""

    def __init__(self, row: SignIn | None = None, identity: Identity | None = None) -> None:
        """`row` is None for whoever brings no valid cookie."""
        super().__init__({CSRF: row.csrf} if row else {})
        self.row = row
        self.identity = identity
        self.renewed = False
        self.ended = False

    def begin(self, identity: Identity) -> None:
        """Sign in: the answer to this request carries a new cookie and a new CSRF token."""
        self.identity = identity
        self.renewed = True
        self.pop(CSRF, None)
        g.pop(CSRF, None)  # Flask-WTF keeps the old token there for the rest of the request.

    def end(self) -> None:
        """Sign out: the row goes and the cookie with it."""
        self.identity = None
        self.ended = True
        self.clear()


class DatabaseSessions(SessionInterface):
    """Opens and saves `ServerSession`s, under `/api/` only: pages and assets are the same for everybody."""

    def __init__(self, storage: Storage, clock: Clock, secure: bool) -> None:
        """`secure`: the app is reached by https, so the cookie can have the `__Host-` prefix."""
        self.storage = storage
        self.clock = clock
        self.secure = secure
        self.cookie_name = "__Host-sotto" if secure else "sotto"

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session of the cookie, or a fresh one when there is no such row."""
        session = ServerSession()
        cookie = request.cookies.get(self.cookie_name, "")
        if request.path.startswith("/api/") and len(cookie) == 43:
            with self.storage.reading() as database:
                session = find(database, cookie, self.clock())
        g.identity = session.identity
        g.member_id = session.identity.member if session.identity else None
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what this request changed. An unchanged session costs one write in five minutes."""
        if not isinstance(session, ServerSession):
            return
        now = self.clock()
        if session.ended:
            self._drop(session)
            response.delete_cookie(self.cookie_name, secure=self.secure, httponly=True, samesite="Strict")
        elif session.renewed or (session.row is None and CSRF in session):
            self._insert(session, response, now)
        elif session.row is not None and now - session.row.seen_at > TOUCH_EVERY:
            with self.storage.transaction() as database:
                touch(database, session.row, now)

    def _drop(self, session: ServerSession) -> None:
        if session.row is not None:
            with self.storage.transaction() as database:
                database.execute(delete(SignIn).where(SignIn.cookie_hash == session.row.cookie_hash))

    def _insert(self, session: ServerSession, response: Response, now: datetime) -> None:
        cookie = encode_base64url(secrets.token_bytes(32))
        identity = session.identity
        lifetime = ABSOLUTE if identity else ANONYMOUS
        with self.storage.transaction() as database:
            # Here, because these are the only rows that strangers can make: each new one sweeps the old.
            database.execute(delete(SignIn).where(SignIn.expires_at < now))
            if session.row is not None:
                database.execute(delete(SignIn).where(SignIn.cookie_hash == session.row.cookie_hash))
            database.add(
                SignIn(
                    cookie_hash=sha256(cookie.encode("ascii")),
                    agency=identity.agency if identity else None,
                    member=identity.member if identity else None,
                    device=identity.device if identity else None,
                    csrf=session[CSRF],
                    created_at=now,
                    seen_at=now,
                    expires_at=now + lifetime,
                )
            )
        response.set_cookie(
            self.cookie_name,
            cookie,
            max_age=lifetime,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="Strict",
        )


# Put together once: every request asks it.
_FIND = (
    select(SignIn, Member, Device)
    .outerjoin(Member, Member.id == SignIn.member)
    .outerjoin(Device, Device.id == SignIn.device)
    .where(
        SignIn.cookie_hash == bindparam("cookie_hash"),
        SignIn.expires_at > bindparam("now"),
        SignIn.seen_at > bindparam("idle_since"),
    )
)


def find(database: Session, cookie: str, now: datetime) -> ServerSession:
    """The live session of a cookie with who is behind it, in one query; else an empty session."""
    asked = {"cookie_hash": sha256(cookie.encode("utf-8")), "now": now, "idle_since": now - IDLE}
    found = database.execute(_FIND, asked).one_or_none()
    if found is None:
        return ServerSession()
    row, member, device = found
    identity = identity_of(member, device) if member and device else None
    return ServerSession(row, identity)


def identity_of(member: Member, device: Device) -> Identity:
    """Member and device as services see them; a revoked device is as good as an ended access."""
    return Identity(
        member=member.id,
        device=device.id,
        agency=member.agency,
        role=member.role,
        name=member.name,
        state="ended" if device.revoked_at else member.state,
        signing=member.signing,
    )


def touch(database: Session, row: SignIn, now: datetime) -> None:
    """Remember that this sign-in and its device were just here."""
    database.execute(update(SignIn).where(SignIn.cookie_hash == row.cookie_hash).values(seen_at=now))
    if row.device is not None:
        database.execute(
            update(Device)
            .where(Device.id == row.device, Device.agency == row.agency)
            .values(last_seen_at=now)
        )
