"""HTTP of one's own second steps, and of the officer who removes somebody's."""

from typing import cast

from flask import Response, current_app, jsonify, request

from webapp.access import current, requires
from webapp.api import Empty, IdPath, answers, blueprint, now, storage
from webapp.auth import attempts
from webapp.auth.names import network_of
from webapp.config import Settings
from webapp.errors import Conflict, NotFound, SecondStepFailed, SignInFailed, TooMany
from webapp.sealed.account import verify_secret
from webapp.sealed.strict import decode_base64url
from webapp.second import challenges, service
from webapp.second.entry import Server
from webapp.second.passkeys import challenge_in
from webapp.second.schemas import (
    CodesAnswer,
    PasskeyBegun,
    PasskeyBody,
    PassphraseAgain,
    SecondStepState,
    TotpBegun,
    TotpBody,
    TotpConfirmBody,
)
from webapp.storage.models import Member

api = blueprint("second", __name__)


@api.get("/second-step", responses=answers(SecondStepState))
def second_steps() -> Response:
    """My second steps at sign-in."""
    with storage().reading() as database:
        return jsonify(service.state(database, current()))


@api.post("/second-step/totp", responses=answers(TotpBegun, SignInFailed, Conflict, TooMany))
def begin_totp(body: TotpBody) -> Response:
    """Begin to add an authenticator app."""
    _expect_passphrase(body.secret)
    with storage().transaction() as database:
        return jsonify(service.begin_totp(database, current(), body.name.strip(), server(), now()))


@api.post(
    "/second-step/totp/<string:id>/confirm", responses=answers(Empty, NotFound, SecondStepFailed, TooMany)
)
def confirm_totp(path: IdPath, body: TotpConfirmBody) -> Response:
    """Confirm an authenticator app by one of its codes."""
    limited = [attempts.subject(attempts.SECOND_STEP, current().member, _settings().secret_key)]
    with storage().transaction() as database:
        attempts.count(database, limited, now())
    with storage().transaction() as database:
        service.confirm_totp(database, current(), path.id, body.code, server(), now())
        attempts.forgive(database, limited)
    return jsonify({})


@api.post("/second-step/passkey", responses=answers(PasskeyBegun, SignInFailed, Conflict, TooMany))
def begin_passkey(body: PassphraseAgain) -> Response:
    """Begin to add a passkey."""
    _expect_passphrase(body.secret)
    with storage().transaction() as database:
        return jsonify(service.begin_passkey(database, current(), now()))


@api.post("/second-step/passkey/add", responses=answers(Empty, Conflict))
def add_passkey(body: PasskeyBody) -> Response:
    """Add the passkey that was made."""
    sent = body.attestation.model_dump()
    with storage().transaction() as database:
        challenge = challenges.take(
            database, current().member, challenge_in(sent["client_data"]), "add", now()
        )
    with storage().transaction() as database:
        service.add_passkey(database, current(), body.name.strip(), sent, challenge, server(), now())
    return jsonify({})


@api.post("/second-step/<string:id>/remove", responses=answers(Empty, NotFound, SignInFailed, TooMany))
def remove(path: IdPath, body: PassphraseAgain) -> Response:
    """Remove one of my second steps."""
    _expect_passphrase(body.secret)
    with storage().transaction() as database:
        service.remove(database, current(), path.id, now())
    return jsonify({})


@api.post("/second-step/codes", responses=answers(CodesAnswer, Conflict, SignInFailed, TooMany))
def make_codes(body: PassphraseAgain) -> Response:
    """Make ten new recovery codes; the old ones open nothing any more."""
    _expect_passphrase(body.secret)
    with storage().transaction() as database:
        return jsonify(codes=service.make_codes(database, current(), server(), now()))


@api.post("/people/<string:id>/second-step/remove", responses=answers(Empty, NotFound, Conflict))
@requires("officer")
def clear(path: IdPath) -> Response:
    """Remove all second steps of somebody who lost them, and let them in once without."""
    with storage().transaction() as database:
        service.clear_for(database, current(), path.id, now())
    return jsonify({})


def server() -> Server:
    """What the rules need of the current app's settings."""
    return Server(_settings().secret_key, _settings().origin)


def _expect_passphrase(secret: str) -> None:
    """Whoever finds a phone unlocked does not know it. Tries are counted by member and by address."""
    where = network_of(request.remote_addr or "unknown")
    key = _settings().secret_key
    limited = [
        attempts.subject(attempts.PASSPHRASE_AGAIN, current().member, key),
        attempts.subject(attempts.SECOND_STEP_ADDRESS, where, key),
    ]
    with storage().transaction() as database:
        attempts.count(database, limited, now())
    with storage().reading() as database:
        kept = database.get_one(Member, current().member).secret_hash
    if not verify_secret(kept, decode_base64url(secret)):
        raise SignInFailed
    with storage().transaction() as database:
        attempts.forgive(database, limited)


def _settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])
