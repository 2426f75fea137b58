"""HTTP of recovery. The first three calls are public: whoever lost a passphrase cannot sign in."""

from typing import cast

from flask import Response, current_app, jsonify, request

from webapp.access import current, requires
from webapp.api import Empty, IdPath, answers, blueprint, now, storage
from webapp.auth import attempts
from webapp.auth.names import sign_in_key
from webapp.config import Settings
from webapp.errors import NotFound, TooMany
from webapp.recovery import service
from webapp.recovery.bundles import old_bundles, put_bundles
from webapp.recovery.kit import kit_state, note_kit
from webapp.recovery.schemas import (
    AnswerBody,
    AskAnswer,
    AskBody,
    BundlesAnswer,
    BundlesBody,
    BundlesQuery,
    FinishBody,
    KitAnswer,
    KitBody,
    LookAnswer,
    LookBody,
    RecoveriesAnswer,
)

api = blueprint("recovery", __name__)


@api.post("/recover", responses=answers(AskAnswer, TooMany, public=True))
def ask(body: AskBody) -> Response:
    """Ask for help with a lost passphrase; a name that does not exist gets the same answer."""
    secret = cast(Settings, current_app.extensions["settings"]).secret_key
    name = attempts.subject(attempts.RECOVERY_NAME, sign_in_key(body.sign_in_name), secret)
    address = attempts.subject(attempts.RECOVERY_ADDRESS, request.remote_addr or "unknown", secret)
    requester = body.requester.model_dump()
    service.check_requester(requester)
    with storage().transaction() as database:
        # One transaction that always writes: how long it takes does not tell whether the name exists.
        attempts.count(database, [name, address], now())
        return jsonify(service.ask(database, body.sign_in_name, requester, now()))


@api.post("/recover/look", responses=answers(LookAnswer, public=True))
def look(body: LookBody) -> Response:
    """Has the officer answered?"""
    with storage().reading() as database:
        return jsonify(recovered=service.look(database, body.token, now()))


@api.post("/recover/finish", responses=answers(Empty, NotFound, TooMany, public=True))
def finish(body: FinishBody) -> Response:
    """Begin to use the new passphrase. Every sign-in of the member ends."""
    secret = cast(Settings, current_app.extensions["settings"]).secret_key
    address = attempts.subject(attempts.TOKEN_ADDRESS, request.remote_addr or "unknown", secret)
    with storage().transaction() as database:
        attempts.count(database, [address], now())
    secret_hash = service.new_secret_hash(body.secret)
    with storage().transaction() as database:
        service.finish(database, body.model_dump(by_alias=True), secret_hash, now())
        attempts.forgive(database, [address])
    return jsonify({})


@api.get("/recoveries", responses=answers(RecoveriesAnswer))
@requires("officer")
def open_requests() -> Response:
    """Who asks for help with a lost passphrase."""
    with storage().reading() as database:
        return jsonify(recoveries=service.open_requests(database, current(), now()))


@api.post("/recoveries/<string:id>/answer", responses=answers(Empty, NotFound))
@requires("officer")
def answer(path: IdPath, body: AnswerBody) -> Response:
    """Give the account back, sealed to the request's key."""
    with storage().transaction() as database:
        service.answer(database, current(), path.id, body.recovered, now())
    return jsonify({})


@api.post("/recoveries/<string:id>/decline", responses=answers(Empty, NotFound))
@requires("officer")
def decline(path: IdPath) -> Response:
    """Refuse a request."""
    with storage().transaction() as database:
        service.decline(database, current(), path.id, now())
    return jsonify({})


@api.get("/kit", responses=answers(KitAnswer))
@requires("officer")
def kit() -> Response:
    """When the recovery kit was made, verified, missed."""
    with storage().reading() as database:
        return jsonify(kit_state(database, current()))


@api.post("/kit", responses=answers(Empty))
@requires("officer")
def kit_event(body: KitBody) -> Response:
    """Note that a kit was made, verified or missed."""
    with storage().transaction() as database:
        note_kit(database, current(), body.event, now())
    return jsonify({})


@api.get("/recovery-bundles", responses=answers(BundlesAnswer))
@requires("officer")
def bundles_to_renew(query: BundlesQuery) -> Response:
    """The recovery bundles that are not sealed to the newest records key yet."""
    with storage().reading() as database:
        return jsonify(old_bundles(database, current(), query.after or ""))


@api.put("/recovery-bundles", responses=answers(Empty, NotFound))
@requires("officer")
def renew_bundles(body: BundlesBody) -> Response:
    """Replace recovery bundles by those sealed to the newest records key."""
    with storage().transaction() as database:
        put_bundles(database, current(), [(each.member, each.recovery) for each in body.bundles])
    return jsonify({})
