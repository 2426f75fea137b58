"""What was never saved: drafts that a phone handed in, sealed, when its access had ended (PROTOCOL.md §9).

They lie under the phone's device key, which is sealed to the account's own key; that one lies in the member's
recovery bundle, which the records key opens. Nobody signed a draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.sealed.account import (
    open_account_device_key,
    open_local,
    open_recovery,
    read_recovery_header,
)
from webapp.sealed.audit import Finding
from webapp.sealed.errors import CannotOpen, Malformed
from webapp.sealed.keys import Jwk, thumbprint
from webapp.storage.models import HandedIn, Member

DRAFT = "draft/"
DEVICE_KEY = "device-key"


@dataclass(frozen=True)
class Draft:
    """One draft. `value` is what stood in it; none when it could not be opened, and then `wrong` says why."""

    member: str
    device: str
    received_at: str
    name: str | None = None
    value: Any = None
    wrong: str | None = None

    @property
    def vault(self) -> str | None:
        """The vault for which it was meant, as its name says (`note/<vault>/<session>`)."""
        parts = (self.name or "").split("/")
        return parts[1] if len(parts) > 1 and parts[0] in ("note", "noticed", "preparation") else None


def open_drafts(
    member: Member, pieces: Sequence[HandedIn], records: Sequence[Jwk]
) -> tuple[list[Draft], list[Finding]]:
    """The drafts among what one device of a member handed in."""
    sealed = [piece for piece in pieces if piece.name.startswith(DRAFT)]
    if not sealed:
        return [], []
    keys, wrong = _device_keys(member, [piece for piece in pieces if piece.name == DEVICE_KEY], records)
    drafts = [_open(piece, keys, wrong) for piece in sealed]
    found = [
        Finding(f"draft {piece.hash} of device {piece.device}", draft.wrong)
        for piece, draft in zip(sealed, drafts, strict=True)
        if draft.wrong
    ]
    return drafts, found


def _device_keys(
    member: Member, pieces: Sequence[HandedIn], records: Sequence[Jwk]
) -> tuple[list[bytes], str]:
    """(the device's keys, what is wrong when there is none)."""
    try:
        kid = read_recovery_header(member.recovery)["kid"]
        key = next((each for each in records if thumbprint(each) == kid), records[0])
        account = open_recovery(member.recovery, key)
    except (CannotOpen, Malformed) as error:
        return [], f"its member's recovery bundle does not open ({error})"
    if account.member != member.id:
        return [], "its member's recovery bundle is somebody else's"
    keys, wrong = [], "its phone handed in no key for it"
    for piece in pieces:
        try:
            keys.append(open_account_device_key(piece.jwe, account.sealing))
        except (CannotOpen, Malformed) as error:
            wrong = str(error)
    return keys, wrong


def _open(piece: HandedIn, keys: Sequence[bytes], wrong: str) -> Draft:
    about = (piece.member, piece.device, piece.received_at.isoformat(timespec="milliseconds"))
    for key in keys:
        try:
            opened = open_local(piece.jwe, piece.name, key)
        except (CannotOpen, Malformed) as error:
            wrong = str(error)
            continue
        if isinstance(opened, dict) and isinstance(opened.get("name"), str):
            return Draft(*about, name=opened["name"], value=opened.get("value"))
        return Draft(*about, value=opened)
    return Draft(*about, wrong=wrong)
