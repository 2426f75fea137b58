"""What the server refuses, and the one shape in which it says so.

    Refusal
    ├── BadRequest          bad-request 400      ├── Conflict            conflict 409
    ├── CsrfRefused         csrf 400             ├── InvitationInvalid   invitation-invalid 410
    ├── SignedOut           signed-out 401       ├── TooLarge            too-large 413
    ├── SignInFailed        sign-in-failed 401   ├── WrongType           wrong-type 415
    ├── SecondStepAsked     second-step 401      ├── SecondStepFailed    second-step-failed 401
    ├── SecondStepMissing   second-step-missing 401
    ├── NotAllowed          not-allowed 403      ├── TooMany             too-many 429 (Retry-After)
    ├── NotFound            not-found 404        ├── Internal            internal 500
    └── MethodNotAllowed    method 405           └── Unavailable         unavailable 503

`{"error": {"code", "message", "fields"?, "second"?}}`, codes closed (PROTOCOL §7). Messages are fixed
sentences for developers; what people read is chosen by the client from the code. Nothing that was sent is
ever echoed."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from pydantic import ValidationError


class Refusal(Exception):  # noqa: N818 — the children are named like sentences of a refusal
    """The parent: services raise its children, the app turns them into answers."""

    code = "internal"
    status = 500
    message = "The server met something unexpected. Nothing was changed."

    def __init__(self, fields: Mapping[str, str] | None = None) -> None:
        """`fields`: name of a field → why it was refused, without its value."""
        super().__init__(self.code)
        self.fields = dict(fields or {})


class Internal(Refusal):
    """A mistake of ours."""


class BadRequest(Refusal):
    """What was sent is not what the call takes."""

    code, status, message = "bad-request", 400, "The request is not what this call takes."


class CsrfRefused(Refusal):
    """The token is missing or old, or the request comes from another site."""

    code, status = "csrf", 400
    message = "The CSRF token is missing or does not fit. Get a new one from GET session."


class SignedOut(Refusal):
    """Nobody is signed in."""

    code, status, message = "signed-out", 401, "Sign in first."


class SignInFailed(Refusal):
    """Name and secret do not fit; which half was wrong is not said."""

    code, status, message = "sign-in-failed", 401, "The sign-in name and the secret do not fit."


class SecondStepAsked(Refusal):
    """Name and secret fit, and this device is new: `ways` says how to prove that it is really this person."""

    code, status, message = "second-step", 401, "A second step is needed on this device."

    def __init__(self, ways: Mapping[str, Any] | None = None) -> None:
        """`ways`: the member `second` of the error."""
        super().__init__()
        self.ways = dict(ways or {})


class SecondStepFailed(Refusal):
    """The second step was not the right one, or was used before."""

    code, status, message = "second-step-failed", 401, "This is not the second step, or it was used before."


class SecondStepMissing(Refusal):
    """The agency wants a second step, this member has none, and this device is new."""

    code, status, message = (
        "second-step-missing",
        401,
        "This agency lets new devices in by a second step only.",
    )


class NotAllowed(Refusal):
    """Signed in, but not with the role or state that this takes."""

    code, status, message = "not-allowed", 403, "This takes another role or an active access."


class NotFound(Refusal):
    """Not there, or not yours: the answer is the same."""

    code, status, message = "not-found", 404, "There is no such thing here."


class MethodNotAllowed(Refusal):
    """The path exists, the method on it does not."""

    code, status, message = "method", 405, "This path does not take that method."


class Conflict(Refusal):
    """What is there already does not go with what was sent."""

    code, status, message = "conflict", 409, "This does not go with what is there already."


class InvitationInvalid(Refusal):
    """Unknown, used, cancelled or expired: which one is not said."""

    code, status, message = "invitation-invalid", 410, "The link is unknown, used, cancelled or expired."


class TooLarge(Refusal):
    """The body is over the limit."""

    code, status, message = "too-large", 413, "The body is larger than 4 MiB."


class WrongType(Refusal):
    """The body is not declared as JSON."""

    code, status, message = "wrong-type", 415, "Send JSON, with Content-Type: application/json."


class TooMany(Refusal):
    """Tried too often. `retry_after` is in whole seconds."""

    code, status, message = "too-many", 429, "Too many tries. Wait, then try again."

    def __init__(self, seconds: float) -> None:
        """`seconds` until the next try counts."""
        super().__init__()
        self.retry_after = max(1, ceil(seconds))


class Unavailable(Refusal):
    """The database cannot be reached or is full."""

    code, status, message = "unavailable", 503, "The storage does not answer. Nothing was changed; try again."


REFUSALS: tuple[type[Refusal], ...] = (
    BadRequest,
    CsrfRefused,
    SignedOut,
    SignInFailed,
    SecondStepAsked,
    SecondStepFailed,
    SecondStepMissing,
    NotAllowed,
    NotFound,
    MethodNotAllowed,
    Conflict,
    InvitationInvalid,
    TooLarge,
    WrongType,
    TooMany,
    Internal,
    Unavailable,
)
CODES = frozenset(refusal.code for refusal in REFUSALS)

_BY_STATUS: dict[int, type[Refusal]] = {
    401: SignedOut,
    403: NotAllowed,
    404: NotFound,
    405: MethodNotAllowed,
    409: Conflict,
    413: TooLarge,
    415: WrongType,
    503: Unavailable,
}


def body_of(refusal: Refusal) -> dict[str, Any]:
    """The JSON of a refusal."""
    error: dict[str, Any] = {"code": refusal.code, "message": refusal.message}
    if refusal.fields:
        error["fields"] = refusal.fields
    if isinstance(refusal, SecondStepAsked):
        error["second"] = refusal.ways
    return {"error": error}


def of_status(status: int) -> Refusal:
    """The refusal for an HTTP status that the framework chose."""
    if status == TooMany.status:
        return TooMany(1)
    return _BY_STATUS.get(status, BadRequest if 400 <= status < 500 else Internal)()


def of_validation(error: ValidationError) -> BadRequest:
    """Which fields were wrong, and how; pydantic's own messages may quote what was sent, so only types go
    out."""
    fields: dict[str, str] = {}
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        # An unknown field's name was sent by the client: it is not echoed either.
        known = problem["type"] != "extra_forbidden"
        place = ".".join(str(part) for part in problem["loc"][: None if known else -1])
        fields[place or "body"] = problem["type"]
    return BadRequest(fields)
