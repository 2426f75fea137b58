"""The people, keys and ids that the vectors are about. Made new at each making; they protect nothing."""

from dataclasses import dataclass, field
from typing import Any

from uuid_utils import uuid7

from webapp.sealed.keys import Jwk, new_key_pair, new_vault_key, public_part, thumbprint

AT = "2026-11-22T21:04:38.123-05:00"
LATER = "2026-11-22T21:09:00.000-05:00"
UNTIL = "2027-11-22T00:00:00.000+00:00"
PASSPHRASE = "a lantern for the harbour"
FLOOR_KDF = {"name": "argon2id", "memory": 19_456, "passes": 2, "lanes": 1}


def new_id() -> str:
    return str(uuid7())


@dataclass(frozen=True)
class World:
    """One agency with one member, enough for every format."""

    agency: str = field(default_factory=new_id)
    member: str = field(default_factory=new_id)
    device: str = field(default_factory=new_id)
    vault: str = field(default_factory=new_id)
    certifying: Jwk = field(default_factory=new_key_pair)
    records: Jwk = field(default_factory=new_key_pair)
    sealing: Jwk = field(default_factory=new_key_pair)
    signing: Jwk = field(default_factory=new_key_pair)
    receipts: Jwk = field(default_factory=new_key_pair)
    ephemeral: Jwk = field(default_factory=new_key_pair)
    stranger: Jwk = field(default_factory=new_key_pair)
    vault_key: bytes = field(default_factory=new_vault_key)
    unlock_key: bytes = field(default_factory=new_vault_key)
    device_key: bytes = field(default_factory=new_vault_key)

    def settings(self) -> dict[str, Any]:
        return {
            "language": "en",
            "part2": "yes",
            "naming": "first-name",
            "jurisdiction": "us-generic",
            "onCall": [{"member": self.member, "name": "Rosa", "phone": "+1 555 0100"}],
        }

    def account(self) -> dict[str, Any]:
        return {
            "v": 1,
            "agency": self.agency,
            "member": self.member,
            "signInName": "dana",
            "pin": thumbprint(self.certifying),
            "sealing": self.sealing,
            "signing": self.signing,
        }

    def agency_keys(self) -> dict[str, Any]:
        return {"v": 1, "certifying": self.certifying, "records": self.records}

    def jws_header(self, typ: str, signer: Jwk) -> dict[str, Any]:
        return {"alg": "ES256", "kid": thumbprint(signer), "typ": typ}

    def direct_header(self, typ: str, **members: Any) -> dict[str, Any]:
        return {"alg": "dir", "enc": "A256GCM", "typ": typ, "v": 1, **members}

    def to_key_header(self, typ: str, **members: Any) -> dict[str, Any]:
        epk = public_part(self.ephemeral)
        return {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "epk": epk, "typ": typ, "v": 1, **members}
