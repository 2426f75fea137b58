"""HTTP of sign-in, devices, enrolment and set-up. Parsing is in schemas.py, rules in service.py and
enrolment.py."""

from collections.abc import Sequence
from typing import Any, cast

from flask import Response, current_app, jsonify, request, session
from flask_wtf.csrf import generate_csrf

from webapp.access import current, requires
from webapp.api import Empty, IdPath, answers, blueprint, now, storage
from webapp.auth import attempts, enrolment, service
from webapp.auth.builds import current_build
from webapp.auth.device_token import device_token
from webapp.auth.identity import Identity
from webapp.auth.names import network_of, sign_in_key
from webapp.auth.schemas import (
    DevicesAnswer,
    EnrolmentAnswer,
    EnrolmentBody,
    InvitationAnswer,
    SessionAnswer,
    SetUpBody,
    SetUpLookAnswer,
    SignInAnswer,
    SignInBody,
    SignInParameters,
    SignInParametersBody,
    TokenBody,
)
from webapp.auth.sessions import ServerSession
from webapp.config import Settings
from webapp.directory.service import successions
from webapp.errors import (
    Conflict,
    InvitationInvalid,
    NotFound,
    SecondStepAsked,
    SecondStepFailed,
    SecondStepMissing,
    SignInFailed,
    TooMany,
)
from webapp.leaving.service import revoke_own
from webapp.sealed.keys import thumbprint
from webapp.second import challenges, entry
from webapp.second.passkeys import challenge_in
from webapp.second.routes import server

api = blueprint("auth", __name__)


@api.get("/session", responses=answers(SessionAnswer, public=True))
def session_state() -> Response:
    """Who is signed in, and the CSRF token."""
    identity = _server_session().identity
    return jsonify(
        csrf=generate_csrf(),
        build=current_build(current_app),
        signedIn=identity.to_wire() if identity else None,
    )


@api.post("/sign-in/parameters", responses=answers(SignInParameters, TooMany, public=True))
def sign_in_parameters(body: SignInParametersBody) -> Response:
    """How to make the sign-in secret; a name that does not exist gets the same kind of answer."""
    _count([_address(attempts.PARAMETERS_ADDRESS)])
    with storage().reading() as database:
        return jsonify(service.parameters(database, body.sign_in_name, _settings().secret_key))


@api.post(
    "/sign-in",
    responses=answers(
        SignInAnswer,
        *(SignInFailed, SecondStepAsked, SecondStepFailed, SecondStepMissing, Conflict, TooMany),
        public=True,
    ),
)
def sign_in(body: SignInBody) -> Response:
    """Sign in on a device. One that the server does not know wants a second step of who has one."""
    name = sign_in_key(body.sign_in_name)
    by_name = attempts.subject(attempts.SIGN_IN_NAME, name, _settings().secret_key)
    limited = _count([by_name, _address(attempts.SIGN_IN_ADDRESS)])
    with storage().reading() as database:
        found = service.candidate(database, body.sign_in_name, current_app.extensions["decoy"])
    member = service.check(found, body.secret)
    identity = _second_step(body, member.id, limited)
    _server_session().begin(identity)
    token = device_token(identity.device, _settings().secret_key)
    return jsonify(
        signedIn=identity.to_wire(), csrf=generate_csrf(), deviceToken=token, account=member.account
    )


def _second_step(body: SignInBody, member: str, limited: Sequence[attempts.Subject]) -> Identity:
    """In, by the second step where one is asked for. The passphrase was right: its tries are taken back."""
    device, token, proof = body.device, body.device_token, body.second
    with storage().transaction() as database:
        attempts.forgive(database, limited)
        is_asked = entry.is_asked(database, member, device.id, token, server())
        ways = entry.ways(database, member, now()) if is_asked and proof is None else None
    if ways is not None:
        raise SecondStepAsked(ways)
    if is_asked and proof is not None:
        return _prove(body, member, proof.model_dump())
    with storage().transaction() as database:
        entry.pass_without(database, member, device.id, token, server(), now())
        return service.sign_in(database, member, device.id, device.label, now())


def _prove(body: SignInBody, member: str, proof: dict[str, Any]) -> Identity:
    by_member = attempts.subject(attempts.SECOND_STEP, member, _settings().secret_key)
    limited = [by_member, _address(attempts.SECOND_STEP_ADDRESS)]
    challenge = None
    with storage().transaction() as database:
        attempts.count(database, limited, now())
        if proof["kind"] == "passkey":
            asked = challenge_in(proof["assertion"]["client_data"])
            challenge = challenges.take(database, member, asked, "sign-in", now())
    try:
        with storage().transaction() as database:
            entry.prove(database, member, proof, challenge, server(), now())
            identity = service.sign_in(database, member, body.device.id, body.device.label, now())
            attempts.forgive(database, limited)
    except SecondStepFailed:
        with storage().transaction() as database:
            entry.note_guesses(database, member, attempts.just_spent(database, by_member), now())
        raise
    return identity


@api.post("/sign-out", responses=answers(Empty))
@requires("signed-in")
def sign_out() -> Response:
    """End this sign-in."""
    _server_session().end()
    return jsonify({})


@api.get("/devices", responses=answers(DevicesAnswer))
def devices() -> Response:
    """My devices."""
    with storage().reading() as database:
        return jsonify(devices=service.devices(database, current()))


@api.post("/devices/<string:id>/revoke", responses=answers(Empty, NotFound))
def revoke_device(path: IdPath) -> Response:
    """Take the access of one of my devices. What it still hands in is held."""
    with storage().transaction() as database:
        revoke_own(database, current(), path.id, now())
    return jsonify({})


@api.post("/invitations/look", responses=answers(InvitationAnswer, InvitationInvalid, TooMany, public=True))
def look_at_invitation(body: TokenBody) -> Response:
    """What an invitation is for, without using it."""
    limited = _count([_address(attempts.TOKEN_ADDRESS)])
    with storage().transaction() as database:
        invitation, agency = enrolment.look(database, body.token, "join", now())
        attempts.forgive(database, limited)
        chain = successions(database, agency.id)
    return jsonify(
        agency=agency.id,
        agencyName=agency.name,
        role=invitation.role,
        name=invitation.name,
        descriptor=agency.descriptor,
        successions=chain,
    )


@api.post(
    "/enrolments", responses=answers(EnrolmentAnswer, InvitationInvalid, Conflict, TooMany, public=True)
)
def enrol(body: EnrolmentBody) -> Response:
    """Become a member, waiting for a certificate."""
    limited = _count([_address(attempts.TOKEN_ADDRESS)])
    wanted = enrolment.read_enrolment(_plain(body))
    with storage().transaction() as database:
        identity = enrolment.enrol(database, wanted, now())
        attempts.forgive(database, limited)
    return _enrolled(identity)


@api.post("/set-up/look", responses=answers(SetUpLookAnswer, InvitationInvalid, TooMany, public=True))
def look_at_set_up(body: TokenBody) -> Response:
    """What the first officer needs before founding the agency."""
    limited = _count([_address(attempts.TOKEN_ADDRESS)])
    with storage().transaction() as database:
        _, agency = enrolment.look(database, body.token, "set-up", now())
        attempts.forgive(database, limited)
    receipt_key = current_app.extensions["receipt_key"]
    return jsonify(agency=agency.id, agencyName=agency.name, receipts=[receipt_key.public])


@api.post("/set-up", responses=answers(EnrolmentAnswer, InvitationInvalid, Conflict, TooMany, public=True))
def set_up(body: SetUpBody) -> Response:
    """Found the agency: its keys, its descriptor, and its first officer with a certificate."""
    limited = _count([_address(attempts.TOKEN_ADDRESS)])
    sent = _plain(body)
    wanted = enrolment.read_enrolment(sent)
    receipt_kid = thumbprint(current_app.extensions["receipt_key"].public)
    with storage().transaction() as database:
        identity = enrolment.set_up(database, wanted, sent, receipt_kid, now())
        attempts.forgive(database, limited)
    return _enrolled(identity)


def _enrolled(identity: Identity) -> Response:
    _server_session().begin(identity)
    token = device_token(identity.device, _settings().secret_key)
    return jsonify(signedIn=identity.to_wire(), csrf=generate_csrf(), deviceToken=token)


def _plain(body: EnrolmentBody) -> dict[str, Any]:
    return body.model_dump(by_alias=True)


def _server_session() -> ServerSession:
    return cast(ServerSession, session)


def _settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])


def _address(limit: attempts.Limit) -> attempts.Subject:
    where = network_of(request.remote_addr or "unknown")
    return attempts.subject(limit, where, _settings().secret_key)


def _count(subjects: Sequence[attempts.Subject]) -> Sequence[attempts.Subject]:
    # A transaction of its own: the count stays even when what follows is refused.
    with storage().transaction() as database:
        attempts.count(database, subjects, now())
    return subjects
