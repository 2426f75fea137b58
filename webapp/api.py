"""What every API package shares: the blueprint under /api/v1, the shape of the wire, its description.

`answers(Answer, Refusal…)` is the `responses` of a route: each call names the refusals of its own, the ones
that any call can meet are added here."""

from datetime import datetime
from typing import Annotated, Any, Literal, cast

from flask import current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from flask_openapi3.types import ResponseDict
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from webapp.errors import (
    BadRequest,
    CsrfRefused,
    Internal,
    NotAllowed,
    Refusal,
    SignedOut,
    TooLarge,
    TooMany,
    Unavailable,
    WrongType,
)
from webapp.storage import Storage

PREFIX = "/api/v1"
_ID = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
_DIGEST = r"^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$"

# Not every database can keep the character NUL, and nobody's name has one.
NO_NUL = r"^[^\x00]*$"
WORDS = r"^[^\x00]*[^\s\x00][^\x00]*$"
"""Something that can be read, anywhere in it."""

WireId = Annotated[str, StringConstraints(pattern=_ID)]
WireDigest = Annotated[str, StringConstraints(pattern=_DIGEST)]
Jose = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+$", min_length=1, max_length=262_144)]
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]


class Wire(BaseModel):
    """Anything on the wire: camelCase names, exact types, no unknown members."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", strict=True, frozen=True)


class Empty(Wire):
    """`{}`."""


class SecondWays(Wire):
    """How a second step can be done: the ways there are; for passkeys which ones, and what they have to
    sign."""

    ways: list[Literal["totp", "passkey", "recovery"]]
    challenge: Token | None
    passkeys: list[str]


class ErrorBody(Wire):
    """The inside of an error; `second` only with the code `second-step`."""

    code: str
    message: str
    fields: dict[str, str] = Field(default_factory=dict)
    second: SecondWays | None = None


class ErrorAnswer(Wire):
    """The one shape of every error."""

    error: ErrorBody


class PublicJwk(Wire):
    """A public P-256 key, exactly these members."""

    kty: Annotated[str, StringConstraints(pattern="^EC$")]
    crv: Annotated[str, StringConstraints(pattern="^P-256$")]
    x: WireDigest
    y: WireDigest


class IdPath(Wire):
    """An id in a path."""

    id: WireId


def blueprint(name: str, import_name: str) -> APIBlueprint:
    """An API blueprint; its views' endpoints are `<name>.<function>`."""
    return APIBlueprint(name, import_name, url_prefix=PREFIX, abp_tags=[Tag(name=name)])


def answers(answer: type[BaseModel], *refusals: type[Refusal], public: bool = False) -> ResponseDict:
    """The `responses` of a route: its answer and everything that it may refuse."""
    common: tuple[type[Refusal], ...] = (BadRequest, CsrfRefused, TooLarge, WrongType, Internal, Unavailable)
    access: tuple[type[Refusal], ...] = () if public else (SignedOut, NotAllowed)
    described: ResponseDict = {200: answer}
    codes: dict[int, list[type[Refusal]]] = {}
    for refusal in dict.fromkeys((*common, *access, *refusals)):
        codes.setdefault(refusal.status, []).append(refusal)
    for status, kinds in sorted(codes.items()):
        described[status] = _error_response(kinds)
    return described


def _error_response(kinds: list[type[Refusal]]) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": " ".join(f"`{kind.code}`: {kind.message}" for kind in kinds),
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorAnswer"}}},
    }
    if TooMany in kinds:
        response["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}
        }
    return response


def storage() -> Storage:
    """The storage of the current app."""
    return cast(Storage, current_app.extensions["storage"])


def now() -> datetime:
    """The moment, by the clock of the current app."""
    return cast(datetime, current_app.extensions["clock"]())
