"""The shell, the web manifest, the service worker and the hashed files. All public, all without a cookie.

A hashed name never changes its bytes, so it may be kept for ever; the fixed names are asked for each time.
"""

from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template, request, send_from_directory

from webapp.pwa.build import WEB_MANIFEST, WORKER_OUTPUT
from webapp.pwa.folder import BuiltAssets, assets_folder
from webapp.pwa.manifest import FILE_NAME, AssetManifest, NotBuilt

LONGEST_NAME = 100  # ours are shorter, and a file system takes a far longer one for a mistake
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
BUILD_HEADER = "Sotto-Build"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
}

blueprint = Blueprint("pwa", __name__, template_folder="templates")


@blueprint.get("/")
def shell() -> Response:
    """The one document. A header names its build, so that a worker never keeps another build's shell."""
    assets = _manifest()
    response = Response(render_template("shell.html", assets=assets), mimetype="text/html")
    response.headers[BUILD_HEADER] = assets.build
    return response


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    """What makes the app installable."""
    return _file(WEB_MANIFEST, ASK_EACH_TIME)


@blueprint.get("/sw.js")
def service_worker() -> Response:
    """The service worker, allowed to speak for the whole site."""
    response = _file(WORKER_OUTPUT, ASK_EACH_TIME)
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@blueprint.get("/assets/<name>")
def asset(name: str) -> Response:
    """A file whose name carries its hash, of this build or an earlier one."""
    fixed = name in (WORKER_OUTPUT, WEB_MANIFEST, FILE_NAME)
    if fixed or len(name) > LONGEST_NAME or Path(name).suffix not in TYPES:
        abort(HTTPStatus.NOT_FOUND)
    return _file(name, FOR_EVER)


@blueprint.get("/favicon.ico")
@blueprint.get("/apple-touch-icon.png")
@blueprint.get("/apple-touch-icon-precomposed.png")
def icon() -> Response:
    """The pictures that browsers ask for by a name of their own."""
    name = "favicon.ico" if request.path == "/favicon.ico" else "icon-180.png"
    return _file(_manifest().files[name], "public, max-age=86400")


def _assets() -> BuiltAssets:
    found: BuiltAssets | None = current_app.extensions.get("assets")
    if found is None:
        found = current_app.extensions["assets"] = BuiltAssets(assets_folder(current_app))
    return found


def _manifest() -> AssetManifest:
    try:
        return _assets().manifest()
    except NotBuilt as error:
        current_app.logger.error("%s", error)
        abort(HTTPStatus.SERVICE_UNAVAILABLE)


def _file(name: str, caching: str) -> Response:
    folder = _assets().folder
    compressed = f"{name}.gz"
    has_twin = (folder / compressed).is_file() and "/" not in name
    use_twin = has_twin and request.accept_encodings["gzip"] > 0
    mimetype = TYPES[Path(name).suffix]
    response = send_from_directory(folder, compressed if use_twin else name, mimetype=mimetype)
    response.headers["Cache-Control"] = caching
    if use_twin:
        response.headers["Content-Encoding"] = "gzip"
    if has_twin:
        response.vary.add("Accept-Encoding")
    return response
