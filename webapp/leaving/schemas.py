"""The bodies and answers of leaving (PROTOCOL §7 and §9)."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from webapp.api import Jose, Token, Wire, WireDigest, WireId
from webapp.auth.schemas import SignedIn
from webapp.sync.schemas import WireItem

PieceName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9/_.:-]*$", max_length=200)]
DetachedJws = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+$", max_length=1_000)
]


class LeavingToken(Wire):
    """What this device keeps: to be known when it signs in, and to be let in once more when its access is
    gone."""

    token: Token


class LeavingBody(Wire):
    """A device and its token."""

    device: WireId
    token: Token


class LeavingAnswer(Wire):
    """Who that was, and a new CSRF token."""

    signed_in: SignedIn
    csrf: str


class Piece(Wire):
    """Something sealed, by the name that the device has for it. An item has a signature beside it."""

    name: PieceName
    jwe: Jose
    sig: DetachedJws | None


class HandInBody(Wire):
    """At most 200 pieces."""

    pieces: Annotated[list[Piece], Field(max_length=200)]


class HandedInQuery(Wire):
    """The last piece of the page before."""

    model_config = ConfigDict(strict=False, extra="forbid")

    after: WireDigest | None = None


class HandedInDevice(Wire):
    """A phone of mine that lost its access, with its key as it is sealed to my account."""

    id: WireId
    label: str
    key: Jose | None


class HandedInPiece(Piece):
    """Something sealed, by the phone that it is from."""

    id: WireDigest
    device: WireId
    at: str


class HandedInAnswer(Wire):
    """By id, at most 100; `more`: ask again after the last."""

    devices: list[HandedInDevice]
    pieces: list[HandedInPiece]
    more: bool


class ForgetBody(Wire):
    """Drafts by their ids."""

    pieces: Annotated[list[WireDigest], Field(max_length=200)]


class HeldGroup(Wire):
    """What one device handed in after its access was gone. Counts are of envelopes, drafts, and other
    items."""

    device: WireId
    label: str
    member: WireId
    name: str
    first: str
    last: str
    undecided: int
    kept: int
    admitted: int
    drafts: int
    pieces: int


class HeldAnswer(Wire):
    """One line a device, newest first."""

    groups: list[HeldGroup]


class DecideBody(Wire):
    """What the officer decided about all that a device handed in."""

    device: WireId
    decision: Literal["admit", "keep"]


class RefusedCount(Wire):
    """How many items the rules of append refuse, by code."""

    code: str
    count: int


class DecideAnswer(Wire):
    """What became of it. `left`: more than one call decides; ask again."""

    decided: int
    refused: list[RefusedCount]
    left: int


class HoldingsQuery(Wire):
    """The last vault of the page before."""

    model_config = ConfigDict(strict=False, extra="forbid")

    after: WireId | None = None


class HeldVault(Wire):
    """A vault, who holds its newest epoch, and its keys as they are sealed to the records key."""

    vault: WireId
    epoch: int
    holders: list[WireId]
    grants: list[WireItem]


class HoldingsAnswer(Wire):
    """By id of the vault, at most 200; `more`: ask again after the last."""

    vaults: list[HeldVault]
    more: bool


class AccountEventRow(Wire):
    """Something that was done to my account."""

    id: WireId
    kind: str
    by: WireId | None
    device: WireId | None
    count: int | None
    at: str


class EventsAnswer(Wire):
    """Newest first, at most 50."""

    events: list[AccountEventRow]
