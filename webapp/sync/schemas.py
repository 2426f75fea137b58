"""The bodies and answers of append, changes and read (PROTOCOL §7)."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from webapp.api import Jose, Wire, WireId

Count = Annotated[int, Field(ge=0, le=2**53 - 1)]


class AppendBody(Wire):
    """At most 200 items, any JSON here: each is checked on its own, so that a bad one stops no other."""

    items: Annotated[list[Any], Field(max_length=200)]


class AppendedItem(Wire):
    """What became of one item."""

    id: WireId | None
    status: Literal["stored", "duplicate", "held", "refused"]
    number: int | None
    receipt: Jose | None
    code: (
        Literal[
            "malformed",
            "too-large",
            "wrong-author",
            "bad-signature",
            "vault-unknown",
            "not-a-holder",
            "recipient-unknown",
            "records-grant-missing",
            "epoch-unknown",
            "consult-invalid",
            "id-taken",
        ]
        | None
    )


class AppendAnswer(Wire):
    """One answer per item, in order."""

    items: list[AppendedItem]


class ChangesQuery(Wire):
    """The cursor of the last answer, 0 at first."""

    model_config = ConfigDict(strict=False, extra="forbid")

    after: Count = 0


class WireItem(Wire):
    """An envelope or a grant."""

    jwe: Jose
    sig: Jose


class ChangedVault(Wire):
    """A vault of mine that changed: its last number, new grants to me, and new ones to others of keys that I
    hold."""

    vault: WireId
    head: int
    grants: list[WireItem]
    others: list[WireItem]


class ChangesAnswer(Wire):
    """What changed since the cursor. `reset`: the server is behind it and answers from 0."""

    cursor: int
    reset: bool
    directory: int
    vaults: list[ChangedVault]
    more: bool


class WantedVault(Wire):
    """A vault, and the last number held of it."""

    vault: WireId
    after: Count


class ReadBody(Wire):
    """At most 500 vaults."""

    vaults: Annotated[list[WantedVault], Field(max_length=500)]


class ReadEnvelope(WireItem):
    """An envelope with its number and receipt."""

    vault: WireId
    number: int
    receipt: Jose


class ReadAnswer(Wire):
    """Envelopes in the order asked for; `more`: ask again from where this ends."""

    envelopes: list[ReadEnvelope]
    more: bool


class HoldersAnswer(Wire):
    """The grants of the newest epoch to others who work here."""

    grants: list[WireItem]
