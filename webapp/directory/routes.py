"""HTTP of the directory."""

from flask import Response, jsonify

from webapp.access import current
from webapp.api import answers, blueprint, storage
from webapp.directory import service
from webapp.directory.schemas import DirectoryAnswer

api = blueprint("directory", __name__)


@api.get("/directory", responses=answers(DirectoryAnswer))
def directory() -> Response:
    """Who works here."""
    with storage().reading() as database:
        return jsonify(service.directory(database, current().agency))
