"""HTTP of reports: a phone says what it found, the officer looks."""

from flask import Response, jsonify

from webapp.access import current, requires
from webapp.api import Empty, IdPath, answers, blueprint, now, storage
from webapp.errors import NotFound, TooMany
from webapp.reports import service
from webapp.reports.schemas import ReportBody, ReportsAnswer

api = blueprint("reports", __name__)


@api.post("/reports", responses=answers(Empty, TooMany))
def report(body: ReportBody) -> Response:
    """Say what this phone found wrong with the server's receipts. Safe to repeat."""
    with storage().transaction() as database:
        service.report(database, current(), body, now())
    return jsonify({})


@api.get("/reports/waiting", responses=answers(ReportsAnswer))
@requires("officer")
def reports() -> Response:
    """What phones reported and nobody has set aside."""
    with storage().reading() as database:
        return jsonify(service.reports(database, current()))


@api.post("/reports/<string:id>/looked", responses=answers(Empty, NotFound))
@requires("officer")
def looked(path: IdPath) -> Response:
    """Set a report aside."""
    with storage().transaction() as database:
        service.look(database, current(), path.id, now())
    return jsonify({})
