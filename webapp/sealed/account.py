"""What belongs to a person or to an agency and rests sealed (PROTOCOL.md §5): one pair of functions a row of
its table.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from .errors import Malformed
from .jose import DIRECT, TO_KEY, open_direct, open_with_key, read_sealed, seal_direct, seal_to_key
from .keys import KEY_BYTES, Jwk, is_private_jwk, thumbprint
from .passphrases import (
    Kdf,
    check_kdf,
    decoy_salt,
    derive_keys,
    derive_kit_key,
    hash_secret,
    verify_secret,
)
from .strict import (
    decode_base64url,
    encode_base64url,
    equals,
    expect_members,
    is_digest,
    is_id,
    list_of,
    parse_json,
    parse_object,
    text_up_to,
    write_json,
)

__all__ = [
    "Account",
    "AgencyKeys",
    "decoy_salt",
    "derive_keys",
    "derive_kit_key",
    "hash_secret",
    "open_account",
    "open_account_device_key",
    "open_agency_keys",
    "open_device_key",
    "open_kit",
    "open_local",
    "open_recovered",
    "open_recovery",
    "read_account_device_key_header",
    "read_account_header",
    "read_agency_keys_header",
    "read_kit_header",
    "read_recovered_header",
    "read_recovery_header",
    "seal_account",
    "seal_account_device_key",
    "seal_agency_keys",
    "seal_device_key",
    "seal_kit",
    "seal_local",
    "seal_recovered",
    "seal_recovery",
    "verify_secret",
]

_V1 = equals(1)
_name = text_up_to(200)
_ACCOUNT_HEADER = {**DIRECT, "typ": equals("sotto-account"), "v": _V1, "member": is_id}
_RECOVERY_HEADER = {**TO_KEY, "typ": equals("sotto-recovery"), "v": _V1, "member": is_id, "kid": is_digest}
_RECOVERED_HEADER = {**_RECOVERY_HEADER, "typ": equals("sotto-recovered")}
_AGENCY_KEYS_HEADER = {
    **TO_KEY,
    "typ": equals("sotto-agency-keys"),
    "v": _V1,
    "agency": is_id,
    "kid": is_digest,
}
_KIT_HEADER = {
    **DIRECT,
    "typ": equals("sotto-kit"),
    "v": _V1,
    "agency": is_id,
    "salt": lambda value: isinstance(value, str),
    "kdf": lambda value: isinstance(value, dict),
}
_DEVICE_KEY_HEADER = {**DIRECT, "typ": equals("sotto-device-key"), "v": _V1, "device": is_id}
_ACCOUNT_DEVICE_KEY_HEADER = {
    **TO_KEY,
    "typ": equals("sotto-account-device-key"),
    "v": _V1,
    "device": is_id,
    "kid": is_digest,
}
_LOCAL_HEADER = {**DIRECT, "typ": equals("sotto-local"), "v": _V1, "name": _name}
_ACCOUNT = {
    "v": _V1,
    "agency": is_id,
    "member": is_id,
    "signInName": _name,
    "pin": is_digest,
    "sealing": is_private_jwk,
    "signing": is_private_jwk,
}
MOST_RECORDS_KEYS = 500
_AGENCY_KEYS = {"v": _V1, "certifying": is_private_jwk, "records": is_private_jwk}
_RENEWED = {
    "recordsBefore": lambda value: list_of(is_private_jwk, MOST_RECORDS_KEYS)(value) and value != []
}  # keys that were never renewed have no earlier ones


@dataclass(frozen=True)
class Account:
    """The plaintext of an account bundle; field names are the wire's."""

    agency: str
    member: str
    signInName: str  # noqa: N815 — the wire name
    pin: str
    sealing: Jwk = field(repr=False)
    signing: Jwk = field(repr=False)


@dataclass(frozen=True)
class AgencyKeys:
    """The agency's two private keys, and the records keys before this one, newest first: what was sealed to
    them still opens."""

    certifying: Jwk = field(repr=False)
    records: Jwk = field(repr=False)
    recordsBefore: tuple[Jwk, ...] = field(default=(), repr=False)  # noqa: N815 — the wire name

    def all_records(self) -> dict[str, Jwk]:
        """Every records key there was, by thumbprint."""
        return {thumbprint(each): each for each in (self.records, *self.recordsBefore)}

    def to_wire(self) -> dict[str, Any]:
        """The members as they are sealed, without `v`."""
        earlier = {"recordsBefore": list(self.recordsBefore)} if self.recordsBefore else {}
        return {"certifying": self.certifying, "records": self.records, **earlier}


def _account_bytes(account: Account) -> bytes:
    return write_json({"v": 1, **asdict(account)})


def _parse_account(plaintext: bytes, member: str) -> Account:
    payload = expect_members(parse_object(plaintext, "account"), _ACCOUNT, "account")
    if payload["member"] != member:
        raise Malformed("account: header and contents name different members")
    return Account(**{name: payload[name] for name in Account.__dataclass_fields__})


def seal_account(account: Account, unlock_key: bytes) -> str:
    header = {"typ": "sotto-account", "v": 1, "member": account.member}
    return seal_direct(header, _account_bytes(account), unlock_key)


def read_account_header(text: Any) -> dict[str, Any]:
    return read_sealed(text, _ACCOUNT_HEADER, "account")


def open_account(text: Any, unlock_key: bytes) -> Account:
    header = read_account_header(text)
    return _parse_account(open_direct(text, unlock_key, "account"), header["member"])


def seal_recovery(account: Account, records: Jwk) -> str:
    """The account bundle's bytes to the agency's public records key."""
    header = {"typ": "sotto-recovery", "v": 1, "member": account.member, "kid": thumbprint(records)}
    return seal_to_key(header, _account_bytes(account), records)


def read_recovery_header(text: Any) -> dict[str, Any]:
    return read_sealed(text, _RECOVERY_HEADER, "recovery")


def open_recovery(text: Any, records: Jwk) -> Account:
    header = read_recovery_header(text)
    return _parse_account(open_with_key(text, records, header["kid"], "recovery"), header["member"])


def seal_recovered(account: Account, requester: Jwk) -> str:
    """The account bundle's bytes to the public key of a request for recovery."""
    header = {"typ": "sotto-recovered", "v": 1, "member": account.member, "kid": thumbprint(requester)}
    return seal_to_key(header, _account_bytes(account), requester)


def read_recovered_header(text: Any) -> dict[str, Any]:
    return read_sealed(text, _RECOVERED_HEADER, "recovered account")


def open_recovered(text: Any, requester: Jwk) -> Account:
    header = read_recovered_header(text)
    plaintext = open_with_key(text, requester, header["kid"], "recovered account")
    return _parse_account(plaintext, header["member"])


def _agency_keys_bytes(keys: AgencyKeys) -> bytes:
    return write_json({"v": 1, **keys.to_wire()})


def _parse_agency_keys(plaintext: bytes) -> AgencyKeys:
    payload = expect_members(parse_object(plaintext, "agency keys"), _AGENCY_KEYS, "agency keys", _RENEWED)
    before = tuple(payload.get("recordsBefore", ()))
    return AgencyKeys(certifying=payload["certifying"], records=payload["records"], recordsBefore=before)


def seal_agency_keys(keys: AgencyKeys, agency: str, sealing: Jwk) -> str:
    """The agency's keys to an officer's public sealing key."""
    header = {"typ": "sotto-agency-keys", "v": 1, "agency": agency, "kid": thumbprint(sealing)}
    return seal_to_key(header, _agency_keys_bytes(keys), sealing)


def read_agency_keys_header(text: Any) -> dict[str, Any]:
    return read_sealed(text, _AGENCY_KEYS_HEADER, "agency keys")


def open_agency_keys(text: Any, sealing: Jwk) -> AgencyKeys:
    header = read_agency_keys_header(text)
    return _parse_agency_keys(open_with_key(text, sealing, header["kid"], "agency keys"))


def seal_kit(keys: AgencyKeys, agency: str, passphrase: str, salt: bytes, kdf: Kdf) -> str:
    """A recovery kit under its own passphrase."""
    header = {
        "typ": "sotto-kit",
        "v": 1,
        "agency": agency,
        "salt": encode_base64url(salt),
        "kdf": check_kdf(kdf, salt),
    }
    return seal_direct(header, _agency_keys_bytes(keys), derive_kit_key(passphrase, salt, kdf))


def read_kit_header(text: Any) -> dict[str, Any]:
    """Whose kit it says it is; nothing vouches for that before it was opened."""
    return read_sealed(text, _KIT_HEADER, "kit")


def open_kit(text: Any, passphrase: str) -> AgencyKeys:
    header = read_kit_header(text)
    salt = decode_base64url(header["salt"], "kit salt")
    kit_key = derive_kit_key(passphrase, salt, check_kdf(header["kdf"], salt))
    return _parse_agency_keys(open_direct(text, kit_key, "kit"))


def seal_device_key(device_key: bytes, device: str, unlock_key: bytes) -> str:
    return seal_direct({"typ": "sotto-device-key", "v": 1, "device": device}, device_key, unlock_key)


def open_device_key(text: Any, unlock_key: bytes) -> bytes:
    read_sealed(text, _DEVICE_KEY_HEADER, "device key")
    return _device_key(open_direct(text, unlock_key, "device key"))


def seal_account_device_key(device_key: bytes, device: str, sealing: Jwk) -> str:
    """The device key to the account's own public sealing key."""
    header = {"typ": "sotto-account-device-key", "v": 1, "device": device, "kid": thumbprint(sealing)}
    return seal_to_key(header, device_key, sealing)


def read_account_device_key_header(text: Any) -> dict[str, Any]:
    return read_sealed(text, _ACCOUNT_DEVICE_KEY_HEADER, "device key")


def open_account_device_key(text: Any, sealing: Jwk) -> bytes:
    header = read_account_device_key_header(text)
    return _device_key(open_with_key(text, sealing, header["kid"], "device key"))


def _device_key(plaintext: bytes) -> bytes:
    if len(plaintext) != KEY_BYTES:
        raise Malformed(f"device key: expected {KEY_BYTES} bytes, got {len(plaintext)}")
    return plaintext


def seal_local(name: str, value: Any, device_key: bytes) -> str:
    return seal_direct({"typ": "sotto-local", "v": 1, "name": name}, write_json(value), device_key)


def open_local(text: Any, name: str, device_key: bytes) -> Any:
    """The value of the local record called `name`; a record moved under another name is malformed."""
    header = read_sealed(text, _LOCAL_HEADER, "local record")
    if header["name"] != name:
        raise Malformed("local record: it was stored under another name")
    return parse_json(open_direct(text, device_key, "local record"), "local record")
