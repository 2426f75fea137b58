"""The request log: one JSON line each, with nothing in it that anybody wrote.

Time, method, the endpoint's *name* (a URL can hold an id or a token), status, duration, member id. No query,
no body, no address, no names. An unexpected exception leaves its type and the place in the code, never its
text."""

import json
import logging
import sys
import traceback
from pathlib import Path
from time import perf_counter

from flask import Flask, Response, g, request

from webapp.clock import Clock, stamp

LOGGER_NAME = "sotto"
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


def init_logs(app: Flask, clock: Clock, file: Path | None) -> None:
    """Log every request of `app` to `file`, or to standard error."""
    logger = logging.getLogger(f"{LOGGER_NAME}.{id(app)}")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        handler = logging.FileHandler(file, delay=True) if file else logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
    app.extensions["log"] = logger
    # Flask-WTF would otherwise say why a token was refused; that is in the status already.
    logging.getLogger("flask_wtf.csrf").disabled = True

    @app.before_request
    def start_watch() -> None:
        g.started = perf_counter()

    @app.after_request
    def write_line(response: Response) -> Response:
        line = {
            "time": stamp(clock()),
            "method": request.method if request.method in METHODS else "other",  # else the client's own word
            "endpoint": request.endpoint,
            "status": response.status_code,
            "ms": round((perf_counter() - g.started) * 1000, 1) if "started" in g else None,
            "member": g.get("member_id"),
        }
        logger.info(json.dumps(line))
        return response


def log_unexpected(app: Flask, clock: Clock, error: BaseException) -> None:
    """The type of `error` and where in the code it rose."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown"
    ours = [frame for frame in frames if f"{Path('/webapp/')}" in frame.filename]
    logger: logging.Logger = app.extensions["log"]
    line = {
        "time": stamp(clock()),
        "error": type(error).__name__,
        "at": place,
        "from": f"{ours[-1].filename}:{ours[-1].lineno}" if ours else None,
        "endpoint": request.endpoint if request else None,
    }
    logger.error(json.dumps(line))
