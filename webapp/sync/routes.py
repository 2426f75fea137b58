"""HTTP of append, changes and read."""

from flask import Response, current_app, jsonify

from webapp.access import current, requires
from webapp.api import IdPath, answers, blueprint, now, storage
from webapp.errors import NotFound
from webapp.sync import reading
from webapp.sync.append import append
from webapp.sync.items import check_items
from webapp.sync.schemas import (
    AppendAnswer,
    AppendBody,
    ChangesAnswer,
    ChangesQuery,
    HoldersAnswer,
    ReadAnswer,
    ReadBody,
)

api = blueprint("sync", __name__)


@api.post("/append", responses=answers(AppendAnswer))
@requires("signed-in")
def append_items(body: AppendBody) -> Response:
    """Hand in items; each is answered on its own. Safe to repeat."""
    who = current()
    checked = check_items(body.items, who)
    with storage().transaction() as database:
        result = append(database, who, checked, current_app.extensions["receipt_key"], now())
    return jsonify(items=[one.to_wire() for one in result])


@api.get("/changes", responses=answers(ChangesAnswer))
def changes(query: ChangesQuery) -> Response:
    """What changed for me since a cursor."""
    with storage().reading() as database:
        return jsonify(reading.changes(database, current(), query.after))


@api.post("/read", responses=answers(ReadAnswer))
def read(body: ReadBody) -> Response:
    """Envelopes of my vaults after a number each."""
    wanted = [(one.vault, one.after) for one in body.vaults]
    with storage().reading() as database:
        return jsonify(reading.read(database, current(), wanted))


@api.get("/vaults/<string:id>/holders", responses=answers(HoldersAnswer, NotFound))
def holders(path: IdPath) -> Response:
    """Who else holds the newest key of a vault of mine."""
    with storage().reading() as database:
        return jsonify(grants=reading.holders(database, current(), path.id))
