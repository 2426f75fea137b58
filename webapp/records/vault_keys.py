"""The keys of the vaults, out of the grants to the records key.

A key that came by a grant whose author is not proven opens what can be opened, and says so: what it opened
does not count.
"""

from collections.abc import Sequence

from webapp.sealed.audit import GRANT, Certificates, Finding, Stored, audit_item
from webapp.sealed.errors import CannotOpen, Malformed
from webapp.sealed.items import RECORDS, GrantHeader, parse_item
from webapp.sealed.keys import Jwk, thumbprint
from webapp.sealed.seal import open_grant


class VaultKeys:
    """Every key by vault and epoch, those of certified authors first."""

    def __init__(self, records: Sequence[Jwk], certificates: Certificates) -> None:
        """`records`: the agency's private records keys."""
        self._records = {thumbprint(key): key for key in records}
        self._certificates = certificates
        self._found: dict[tuple[str, int], list[tuple[bytes, bool]]] = {}

    def of(self, vault: str, epoch: int) -> list[tuple[bytes, bool]]:
        """The keys of an epoch, each with whether a certified author granted it."""
        return sorted(self._found.get((vault, epoch), ()), key=lambda each: not each[1])

    def add(self, place: str, stored: Stored, vault: str) -> list[Finding]:
        """Take the key out of a grant, when it is one to the records key; what is wrong with the grant."""
        found = list(audit_item(place, stored, GRANT, vault, self._certificates))
        try:
            item = parse_item({"jwe": stored.jwe, "sig": stored.sig})
        except Malformed:
            return found
        header = item.header
        if not isinstance(header, GrantHeader) or header.to != RECORDS:
            return found
        records = self._records.get(header.kid)
        if records is None:
            return [*found, Finding(place, "it is sealed to a records key that is not in the kit")]
        try:
            key = open_grant(item, records)
        except (CannotOpen, Malformed) as error:
            return [*found, Finding(place, str(error))]
        self._found.setdefault((header.vault, header.epoch), []).append((key, not found))
        return found
