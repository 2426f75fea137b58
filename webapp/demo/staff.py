"""The demo's staff: their keys, how they enrol, and how they write items as their phones would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from uuid_utils import uuid7

from webapp.auth.identity import Identity
from webapp.sealed.account import Account, seal_account, seal_recovery
from webapp.sealed.items import item_hash
from webapp.sealed.keys import Jwk, new_key_pair, public_part, thumbprint
from webapp.sealed.passphrases import derive_keys, new_salt, standard_kdf
from webapp.sealed.seal import RawItem, seal_envelope, seal_grant
from webapp.sealed.strict import encode_base64url, write_time


def new_id() -> str:
    """A UUIDv7 in text."""
    return str(uuid7())


def id_of(moment: datetime) -> str:
    """A UUIDv7 whose time is `moment`, as a device would have made it then."""
    made = new_id()
    milliseconds = f"{int(moment.timestamp() * 1000):012x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}-{made[14:]}"


@dataclass
class Staff:
    """A member of the demo agency with a device of their own, which nobody signs in on again."""

    name: str
    role: str
    sign_in_name: str
    passphrase: str = field(repr=False)
    member: str = field(default_factory=new_id)
    device: str = field(default_factory=new_id)
    sealing: Jwk = field(default_factory=new_key_pair, repr=False)
    signing: Jwk = field(default_factory=new_key_pair, repr=False)
    prev: str | None = None

    def identity(self, agency: str) -> Identity:
        """As the services know them once they are active."""
        return Identity(
            member=self.member,
            device=self.device,
            agency=agency,
            role=self.role,
            name=self.name,
            state="active",
            signing=public_part(self.signing),
        )

    def enrolment(self, token: str, agency: str, certifying: Jwk, records: Jwk) -> dict[str, Any]:
        """The body of an enrolment, with the key derivation that every real account gets."""
        salt, kdf = new_salt(), standard_kdf()
        secret, unlock_key = derive_keys(self.passphrase, salt, kdf)
        account = Account(
            agency=agency,
            member=self.member,
            signInName=self.sign_in_name,
            pin=thumbprint(certifying),
            sealing=self.sealing,
            signing=self.signing,
        )
        return {
            "token": token,
            "member": self.member,
            "signInName": self.sign_in_name,
            "salt": encode_base64url(salt),
            "kdf": kdf,
            "secret": encode_base64url(secret),
            "account": seal_account(account, unlock_key),
            "recovery": seal_recovery(account, records),
            "sealing": public_part(self.sealing),
            "signing": public_part(self.signing),
            "device": {"id": self.device, "label": "Demo"},
        }

    def grant(self, vault: str, vault_key: bytes, to: str, sealing: Jwk, at: datetime) -> RawItem:
        """A grant of the first epoch to a member or to the records key."""
        item = seal_grant(
            vault_key, sealing=public_part(sealing), signing=self.signing, to=to, **self._header(vault, at)
        )
        return self._wrote(item)

    def write(
        self, vault: str, vault_key: bytes, payload: Mapping[str, Any], at: datetime, *after: str
    ) -> tuple[str, RawItem]:
        """An envelope that follows others: (its id, the item)."""
        header = self._header(vault, at)
        item = seal_envelope(payload, vault_key=vault_key, signing=self.signing, after=after, **header)
        return header["id"], self._wrote(item)

    def _header(self, vault: str, at: datetime) -> dict[str, Any]:
        return {
            "id": id_of(at),
            "vault": vault,
            "epoch": 1,
            "author": self.member,
            "device": self.device,
            "at": write_time(at),
            "prev": self.prev,
        }

    def _wrote(self, item: RawItem) -> RawItem:
        self.prev = item_hash(item["jwe"], item["sig"])
        return item
