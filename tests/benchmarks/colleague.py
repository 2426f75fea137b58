"""A member of the demo agency made of Python: signs in over HTTP on a device of their own, opens their keys
with their passphrase, and hands in items as a phone would.
"""

import http.client
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from webapp.demo.staff import Staff, new_id
from webapp.sealed.account import derive_keys, open_account
from webapp.sealed.certificates import read_descriptor
from webapp.sealed.items import RECORDS
from webapp.sealed.keys import Jwk, new_vault_key
from webapp.sealed.seal import RawItem
from webapp.sealed.strict import decode_base64url, encode_base64url

BATCH = 200


class Colleague:
    """Somebody at the other end of the server."""

    def __init__(self, origin: str, sign_in_name: str, passphrase: str) -> None:
        address = urlsplit(origin)
        self._origin = origin
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        # Sealing thousands of items takes longer than the server keeps an idle connection.
        self._headers = {"Content-Type": "application/json", "Origin": origin, "Connection": "close"}
        self._headers["X-CSRFToken"] = self._call("GET", "session")["csrf"]
        asked = self._call("POST", "sign-in/parameters", {"signInName": sign_in_name})
        secret, unlock_key = derive_keys(passphrase, decode_base64url(asked["salt"]), asked["kdf"])
        device = new_id()
        form = {"signInName": sign_in_name, "secret": encode_base64url(secret)}
        answer = self._call("POST", "sign-in", form | {"device": {"id": device, "label": "Python"}})
        self._headers["X-CSRFToken"] = answer["csrf"]
        account = open_account(answer["account"], unlock_key)
        name, role = answer["signedIn"]["name"], answer["signedIn"]["role"]
        keys = {"sealing": account.sealing, "signing": account.signing}
        self.staff = Staff(name, role, sign_in_name, passphrase, account.member, device, **keys)
        descriptor = self._call("GET", "directory")["descriptor"]
        self._records: Jwk = read_descriptor(descriptor, account.pin).records

    def found(self, vault: str, at: datetime) -> tuple[bytes, list[RawItem]]:
        """(key, grants) of a new vault, held by this member and the records key."""
        vault_key = new_vault_key()
        own = self.staff.grant(vault, vault_key, self.staff.member, self.staff.sealing, at)
        return vault_key, [own, self.staff.grant(vault, vault_key, RECORDS, self._records, at)]

    def append(self, items: Sequence[RawItem]) -> None:
        """Hand in everything, in batches; raises when one item is not stored."""
        for body in batches(items):
            self.post_batch(body)

    def post_batch(self, body: bytes) -> None:
        """One batch that is encoded already."""
        answers = self._send("POST", "append", body)["items"]
        refused = {answer["code"] or answer["status"] for answer in answers if answer["status"] != "stored"}
        if refused:
            raise RuntimeError(f"The server did not store everything: {sorted(refused)}")

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        return self._send(method, path, None if body is None else json.dumps(body).encode())

    def _send(self, method: str, path: str, body: bytes | None) -> Any:
        self._connection.request(method, f"/api/v1/{path}", body=body, headers=self._headers)
        response = self._connection.getresponse()
        cookie = response.headers.get("Set-Cookie")
        if cookie:
            self._headers["Cookie"] = cookie.partition(";")[0]
        text = response.read()
        if response.status != 200:
            raise RuntimeError(f"{method} {path} was answered {response.status}: {text.decode()[:200]}")
        return json.loads(text)


def batches(items: Sequence[RawItem]) -> list[bytes]:
    """The bodies of as many appends as it takes."""
    cuts = range(0, len(items), BATCH)
    return [json.dumps({"items": list(items[start : start + BATCH])}).encode() for start in cuts]
