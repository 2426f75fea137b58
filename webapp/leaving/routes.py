"""HTTP of leaving: taking access away, handing in, deciding, and what a person is told of it."""

from typing import cast

from flask import Response, current_app, jsonify, request, session
from flask_wtf.csrf import generate_csrf

from webapp.access import current, requires
from webapp.api import Empty, IdPath, answers, blueprint, now, storage
from webapp.auth import attempts
from webapp.auth.device_token import device_token
from webapp.auth.sessions import ServerSession
from webapp.config import Settings
from webapp.errors import Conflict, NotFound, SignInFailed, TooMany
from webapp.leaving import events, held, own, service
from webapp.leaving.holdings import holdings as vaults_of
from webapp.leaving.holdings import old_records_grants
from webapp.leaving.schemas import (
    DecideAnswer,
    DecideBody,
    EventsAnswer,
    ForgetBody,
    HandedInAnswer,
    HandedInQuery,
    HandInBody,
    HeldAnswer,
    HoldingsAnswer,
    HoldingsQuery,
    LeavingAnswer,
    LeavingBody,
    LeavingToken,
)

api = blueprint("leaving", __name__)


@api.post("/people/<string:id>/end", responses=answers(Empty, NotFound, Conflict))
@requires("officer")
def end_access(path: IdPath) -> Response:
    """End a member's access. What they still hand in is held."""
    with storage().transaction() as database:
        service.end_access(database, current(), path.id, now())
    return jsonify({})


@api.post("/people/<string:id>/decline", responses=answers(Empty, NotFound, Conflict))
@requires("officer")
def decline(path: IdPath) -> Response:
    """Turn away somebody who waits to be let in."""
    with storage().transaction() as database:
        service.decline(database, current(), path.id, now())
    return jsonify({})


@api.post("/people/devices/<string:id>/revoke", responses=answers(Empty, NotFound, Conflict))
@requires("officer")
def revoke_any(path: IdPath) -> Response:
    """Take the access of any device of the agency. What it still hands in is held."""
    with storage().transaction() as database:
        service.revoke_any(database, current(), path.id, now())
    return jsonify({})


@api.get("/devices/leaving", responses=answers(LeavingToken))
def leaving_token() -> Response:
    """The token of this device."""
    return jsonify(token=device_token(current().device, _settings().secret_key))


@api.post("/leaving", responses=answers(LeavingAnswer, SignInFailed, TooMany, public=True))
def leave(body: LeavingBody) -> Response:
    """Let a device that lost its access in once more, to hand in what it has."""
    address = request.remote_addr or "unknown"
    limited = [attempts.subject(attempts.TOKEN_ADDRESS, address, _settings().secret_key)]
    with storage().transaction() as database:
        attempts.count(database, limited, now())
    with storage().transaction() as database:
        identity = service.let_in_to_leave(database, body.device, body.token, _settings().secret_key)
        attempts.forgive(database, limited)
    cast(ServerSession, session).begin(identity)
    return jsonify(signedIn=identity.to_wire(), csrf=generate_csrf())


@api.post("/hand-in", responses=answers(Empty))
@requires("signed-in")
def hand_in(body: HandInBody) -> Response:
    """Keep sealed pieces of a device that lost its access. Safe to repeat."""
    pieces = [(piece.name, piece.jwe, piece.sig) for piece in body.pieces]
    with storage().transaction() as database:
        service.hand_in(database, current(), pieces, now())
    return jsonify({})


@api.get("/handed-in", responses=answers(HandedInAnswer))
def handed_in(query: HandedInQuery) -> Response:
    """What phones of mine handed in when they lost their access."""
    with storage().reading() as database:
        return jsonify(own.handed_in(database, current(), query.after or ""))


@api.post("/handed-in/forget", responses=answers(Empty))
def forget(body: ForgetBody) -> Response:
    """Remove drafts of mine that I have decided about. Safe to repeat."""
    with storage().transaction() as database:
        own.forget(database, current(), body.pieces)
    return jsonify({})


@api.get("/held", responses=answers(HeldAnswer))
@requires("officer")
def held_groups() -> Response:
    """What was handed in after an access had ended, a line a device."""
    with storage().reading() as database:
        return jsonify(groups=held.groups(database, current()))


@api.post("/held/decide", responses=answers(DecideAnswer, NotFound))
@requires("officer")
def decide(body: DecideBody) -> Response:
    """Admit what a device handed in into its vaults, or keep it aside."""
    receipt_key = current_app.extensions["receipt_key"]
    with storage().transaction() as database:
        return jsonify(held.decide(database, current(), body.device, body.decision, receipt_key, now()))


@api.get("/people/<string:id>/holdings", responses=answers(HoldingsAnswer))
@requires("officer")
def holdings(path: IdPath, query: HoldingsQuery) -> Response:
    """The vaults that a member holds."""
    with storage().reading() as database:
        return jsonify(vaults_of(database, current(), path.id, query.after or ""))


@api.get("/records-grants", responses=answers(HoldingsAnswer))
@requires("officer")
def records_grants(query: HoldingsQuery) -> Response:
    """The vaults whose keys are not sealed to the newest records key yet."""
    with storage().reading() as database:
        return jsonify(old_records_grants(database, current(), query.after or ""))


@api.get("/events", responses=answers(EventsAnswer))
def my_events() -> Response:
    """What was done to my account."""
    with storage().reading() as database:
        return jsonify(events=events.events(database, current()))


def _settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])
