"""What every unsafe API request must be before it is looked at: small enough, JSON, and from this origin.

The origin check stands beside the CSRF token. Browsers send `Sec-Fetch-Site` (to secure origins) and
`Origin`; neither can be set by a page. A client that is not a browser sends neither, and still needs the
token."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider

from webapp.config import MAX_BODY, Settings
from webapp.errors import CsrfRefused, TooLarge, WrongType

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class BoundedJson(DefaultJSONProvider):
    """Flask's JSON, for which a body that is nested without end is malformed like any other."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Python's reader gives up with a `RecursionError`, which Flask would take for a mistake of ours."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError as error:
            raise ValueError("JSON: nested too deeply") from error


def init_intake(app: Flask, settings: Settings) -> None:
    """Check the unsafe requests of `app`."""
    app.json = BoundedJson(app)

    @app.before_request
    def check_unsafe_request() -> None:
        if request.method in SAFE_METHODS or request.endpoint is None:
            return
        if (request.content_length or 0) > MAX_BODY:
            raise TooLarge
        if request.method != "DELETE" and request.mimetype != "application/json":
            raise WrongType
        if not comes_from_here(settings):
            raise CsrfRefused


def comes_from_here(settings: Settings) -> bool:
    """Do the browser's own headers, where it sends them, name this app?"""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is None or origin == settings.origin:
        return True
    # The demo is reached as localhost, 127.0.0.1 or whatever the machine is called.
    return settings.demo and _host_of(origin) == request.host


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # such as half of an IPv6 address
        return None
