"""What an export found and wrote: for a program (`report.json`) and for a person (`report.txt`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.records.agency import AgencyCopy
from webapp.sealed.audit import Finding
from webapp.sealed.keys import thumbprint
from webapp.sealed.strict import write_time

READABLE = (
    "Everything in this folder is readable by whoever opens it: names, notes, all of it. It is as private as"
    " the agency's paper files. Keep it encrypted or locked away, and destroy it when it has served"
    " (docs/records-export.md)."
)


@dataclass(frozen=True)
class Report:
    """One export, whole."""

    made: datetime
    copy: AgencyCopy
    written: Mapping[str, int]
    vaults: Mapping[str, str | None]
    files: Mapping[str, str]

    @property
    def problems(self) -> list[Finding]:
        """What is not as it was signed."""
        return [each for each in self.copy.findings if each.is_grave]

    @property
    def notes(self) -> list[Finding]:
        """What nobody forged, and phones leave out all the same."""
        return [each for each in self.copy.findings if not each.is_grave]

    def document(self) -> dict[str, Any]:
        """For a program."""
        copy, agency = self.copy, self.copy.agency
        return {
            "export": "sotto-report",
            "v": 1,
            "made": write_time(self.made),
            "agency": agency.id,
            "certifying": thumbprint(agency.certifying) if agency.certifying else None,
            "verified": not self.problems,
            "counts": {**_counted(copy), **self.written},
            "wrong": [{"where": each.where, "what": each.what} for each in self.problems],
            "notes": [{"where": each.where, "what": each.what} for each in self.notes],
            "vaults": [
                {
                    "vault": vault.id,
                    "file": self.vaults.get(vault.id),
                    "head": vault.number,
                    "lastReceipt": vault.last_receipt,
                }
                for vault in copy.vaults.values()
            ],
            "files": dict(self.files),
        }

    def summary(self) -> Iterator[str]:
        """How much, and whether it is as it was signed. No name stands in it."""
        counts = {**_counted(self.copy), **self.written}
        yield ", ".join(f"{count:,} {name}" for name, count in counts.items()) + "."
        for finding in self.problems:
            yield f"WRONG: {finding.where}: {finding.what}."
        for finding in self.notes:
            yield f"note: {finding.where}: {finding.what}."
        wrong = len(self.problems)
        yield f"{wrong:,} wrong." if wrong else "Everything is as it was signed."

    def text(self, report_json: str) -> str:
        """For a person; `report_json` is the SHA-256 of the other report."""
        agency = self.copy.agency
        key = thumbprint(agency.certifying) if agency.certifying else "none"
        return "\n".join(
            [
                f"Export of the records of agency {agency.id}",
                f"Made {write_time(self.made)}",
                f"Certifying key {key} (the end of every invitation link)",
                "",
                READABLE,
                "",
                *self.summary(),
                "",
                "Where each vault ends (number of its last envelope, hash of that envelope's receipt):",
                *_ends(self.copy, self.vaults),
                "",
                "SHA-256 of each file:",
                *(f"{digest}  {name}" for name, digest in sorted(self.files.items())),
                f"{report_json}  report.json",
                "",
            ]
        )


def _counted(copy: AgencyCopy) -> dict[str, int]:
    counts = copy.counts
    return {
        "members": len(copy.members),
        **{name: counts[name] for name in ("vaults", "envelopes", "grants", "held", "drafts")},
    }


def _ends(copy: AgencyCopy, vaults: Mapping[str, str | None]) -> Sequence[str]:
    return [
        f"{vault.id}  {vault.number}  {vault.last_receipt or '-'}  {vaults.get(vault.id) or 'nothing in it'}"
        for vault in copy.vaults.values()
    ]
