"""How Python reads one vector case: a function a format, each giving what README.md says under `expect`."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from webapp.sealed import account, certificates, items, keys, passphrases, receipts, seal, successions
from webapp.sealed.errors import BadSignature, CannotOpen, Malformed
from webapp.sealed.strict import decode_base64url, encode_base64url, write_time

Given = dict[str, Any]
ERRORS = {Malformed: "malformed", BadSignature: "bad-signature", CannotOpen: "cannot-open"}


def read(format_name: str, given: Given, with_keys: Given) -> Given:
    """What comes out of a case, `{"error": …}` included. Any other exception is a fault of the reader."""
    try:
        return READERS[format_name](given, with_keys)
    except tuple(ERRORS) as error:
        return {"error": ERRORS[type(error)]}


def _header(header: items.EnvelopeHeader | items.GrantHeader) -> Given:
    members = asdict(header)
    if "after" in members:
        members["after"] = list(members["after"])
        consult = members.pop("consult")
        if consult is not None:
            members["consult"] = {name: value for name, value in consult.items() if value is not None}
    return members


def _item(given: Given, with_keys: Given) -> items.Item:
    item = items.parse_item(given["item"])
    items.verify_item(item, with_keys["signing"])
    return item


def _envelope(given: Given, with_keys: Given) -> Given:
    item = _item(given, with_keys)
    payload = seal.open_envelope(item, decode_base64url(with_keys["vault"]))
    return {"hash": item.hash, "header": _header(item.header), "payload": payload}


def _grant(given: Given, with_keys: Given) -> Given:
    item = _item(given, with_keys)
    vault_key = seal.open_grant(item, with_keys["sealing"])
    return {"hash": item.hash, "header": _header(item.header), "vaultKey": encode_base64url(vault_key)}


def _receipts(given: Given, with_keys: Given) -> Given:
    after = given["after"]
    receipts.verify_run(
        given["receipts"],
        keys=with_keys["receipts"],
        vault=given["vault"],
        items=[(item["id"], item["hash"]) for item in given["items"]],
        after_number=after["number"],
        after_hash=after["hash"],
    )
    if not given["receipts"]:
        return dict(after)
    number = after["number"] + len(given["receipts"])
    return {"number": number, "hash": receipts.receipt_hash(given["receipts"][-1])}


def _certificate(given: Given, with_keys: Given) -> Given:
    certificate = certificates.read_certificate(given["certificate"], with_keys["certifying"])
    members = asdict(certificate)
    since, until = members.pop("since"), members.pop("until")
    return {"certificate": {**members, "from": write_time(since), "until": write_time(until)}}


def _descriptor(given: Given, with_keys: Given) -> Given:
    descriptor = asdict(certificates.read_descriptor(given["descriptor"], with_keys["pin"]))
    return {
        "descriptor": {
            **descriptor,
            "receipts": list(descriptor["receipts"]),
            "at": write_time(descriptor["at"]),
        }
    }


def _succession(given: Given, _with_keys: Given) -> Given:
    return {"keys": list(successions.read_chain(given["agency"], given["certifying"], given["successions"]))}


def _account(given: Given, with_keys: Given) -> Given:
    return {"account": asdict(account.open_account(given["account"], decode_base64url(with_keys["unlock"])))}


def _recovery(given: Given, with_keys: Given) -> Given:
    return {"account": asdict(account.open_recovery(given["recovery"], with_keys["records"]))}


def _recovered(given: Given, with_keys: Given) -> Given:
    return {"account": asdict(account.open_recovered(given["recovered"], with_keys["requester"]))}


def _agency_keys(given: Given, with_keys: Given) -> Given:
    return account.open_agency_keys(given["agencyKeys"], with_keys["sealing"]).to_wire()


def _kit(given: Given, with_keys: Given) -> Given:
    return account.open_kit(given["kit"], with_keys["passphrase"]).to_wire()


def _device_key(given: Given, with_keys: Given) -> Given:
    device_key = account.open_device_key(given["deviceKey"], decode_base64url(with_keys["unlock"]))
    return {"deviceKey": encode_base64url(device_key)}


def _account_device_key(given: Given, with_keys: Given) -> Given:
    device_key = account.open_account_device_key(given["deviceKey"], with_keys["sealing"])
    return {"deviceKey": encode_base64url(device_key)}


def _local(given: Given, with_keys: Given) -> Given:
    return {"value": account.open_local(given["local"], given["name"], decode_base64url(with_keys["device"]))}


def _passphrase(given: Given, _with_keys: Given) -> Given:
    salt = decode_base64url(given["salt"])
    sign_in, unlock = passphrases.derive_keys(given["passphrase"], salt, given["kdf"])
    kit = passphrases.derive_kit_key(given["passphrase"], salt, given["kdf"])
    return {
        "signIn": encode_base64url(sign_in),
        "unlock": encode_base64url(unlock),
        "kit": encode_base64url(kit),
    }


def _thumbprint(given: Given, _with_keys: Given) -> Given:
    return {"thumbprint": keys.import_signing_key(given["jwk"]).kid}


READERS: dict[str, Callable[[Given, Given], Given]] = {
    "envelope": _envelope,
    "grant": _grant,
    "receipts": _receipts,
    "certificate": _certificate,
    "descriptor": _descriptor,
    "succession": _succession,
    "account": _account,
    "recovery": _recovery,
    "recovered": _recovered,
    "agency-keys": _agency_keys,
    "kit": _kit,
    "device-key": _device_key,
    "account-device-key": _account_device_key,
    "local": _local,
    "passphrase": _passphrase,
    "thumbprint": _thumbprint,
}
