"""Turns whatever went wrong into the one error shape of PROTOCOL §7, and unexpected things into one log
line."""

from flask import Flask, Response, jsonify
from flask_wtf.csrf import CSRFError
from pydantic import ValidationError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from webapp.clock import Clock
from webapp.errors import (
    BadRequest,
    Conflict,
    CsrfRefused,
    Internal,
    Refusal,
    TooMany,
    Unavailable,
    body_of,
    of_status,
    of_validation,
)
from webapp.logs import log_unexpected


def answer(refusal: Refusal) -> Response:
    """The response that says `refusal`."""
    response = jsonify(body_of(refusal))
    response.status_code = refusal.status
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def answer_validation(error: ValidationError) -> Response:
    """For flask-openapi3: what a body that its schema does not fit is answered with."""
    return answer(of_validation(error))


def init_failures(app: Flask, clock: Clock) -> None:
    """Answer every exception of `app`."""

    @app.errorhandler(Refusal)
    def refused(error: Refusal) -> Response:
        return answer(error)

    @app.errorhandler(CSRFError)
    def csrf_refused(_error: CSRFError) -> Response:
        return answer(CsrfRefused())

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response | HTTPException:
        if error.response is not None or (error.code or 500) < 400:
            return error  # A redirect, or an answer that is finished already.
        # Set when something rose outside a view (opening a session): handlers by type are not asked then.
        cause = getattr(error, "original_exception", None)
        if isinstance(cause, (OperationalError, PoolTimeout)):
            return answer(Unavailable())
        return answer(of_status(error.code or 500))

    @app.errorhandler(OperationalError)
    @app.errorhandler(PoolTimeout)
    def database_failed(error: Exception) -> Response:
        log_unexpected(app, clock, error)
        return answer(Unavailable())

    @app.errorhandler(IntegrityError)
    def someone_was_faster(error: Exception) -> Response:
        # Two that look first and write later, at the same moment, on a database where both may: one is late.
        log_unexpected(app, clock, error)
        return answer(Conflict())

    @app.errorhandler(DataError)
    def does_not_fit(error: Exception) -> Response:
        log_unexpected(app, clock, error)
        return answer(BadRequest())

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log_unexpected(app, clock, error)
        return answer(Internal())
