"""Write an agency's whole record into a folder: one JSON and one PDF a vault, the agency, and a report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from webapp.records.agency import AgencyCopy, VaultCopy, copy_agency
from webapp.records.cases import derive_case
from webapp.records.consults import derive_consult
from webapp.records.documents import agency_document, drafts_document, vault_document, write_document
from webapp.records.folder import Folder, new_folder
from webapp.records.pages import Setting, handed_in_pages, vault_pages
from webapp.records.report import Report
from webapp.records.words import Language, Words
from webapp.sealed.account import AgencyKeys
from webapp.storage.models import Agency

FOLDERS = {"case": "cases", "group": "groups", "consult": "consults", "other": "other"}
Record = dict[str, Any]


@dataclass(frozen=True)
class _Vault:
    """A vault with what follows from it, and where it is written."""

    copy: VaultCopy
    kind: str
    record: Record
    name: str

    @property
    def code(self) -> str:
        return _code_of(self.record)


def export(
    session: Session, agency: Agency, keys: AgencyKeys, target: Path, language: Language, made: datetime
) -> Report:
    """Verify, open and write everything of one agency."""
    copy = copy_agency(session, agency, keys)
    with new_folder(target) as folder:
        return _Export(copy, folder, Words(language), made).write()


@dataclass
class _Export:
    """What writing needs to carry along."""

    copy: AgencyCopy
    folder: Folder
    words: Words
    made: datetime
    written: Counter[str] = field(default_factory=Counter)

    def write(self) -> Report:
        """All of it; the report comes last."""
        copy = self.copy
        self.people = copy.people
        name = copy.descriptor.name if copy.descriptor else copy.agency.name
        self.setting = Setting(self.words, self.people, name, self.made)
        self.folder.write("agency.json", write_document(agency_document(copy, self.made)))
        vaults = [self._derived(vault) for vault in copy.vaults.values() if not vault.is_empty]
        consults = {each.copy.id: each for each in vaults if each.kind == "consult"}
        for vault in vaults:
            self._vault(vault, _about(vault, consults))
        self._drafts()
        report = Report(
            self.made,
            copy,
            {folder: self.written[folder] for folder in FOLDERS.values()},
            {each.copy.id: each.name for each in vaults},
            dict(self.folder.files),
        )
        self.folder.write("report.json", write_document(report.document()))
        text = report.text(self.folder.files["report.json"])
        self.folder.write("report.txt", text.encode("utf-8"))
        return report

    def _derived(self, copy: VaultCopy) -> _Vault:
        entries = copy.record_entries
        record = derive_consult(entries, self.people) if copy.is_consult else derive_case(entries)
        kind = "consult" if copy.is_consult else "other"
        if kind != "consult" and (record["group"] or record["participant"]):
            kind = "group" if record["group"] else "case"
        name = self.folder.name_for(FOLDERS[kind], _code_of(record), copy.id)
        return _Vault(copy, kind, record, name)

    def _vault(self, vault: _Vault, consults: Mapping[str, _Vault]) -> None:
        files = {each: one.name for each, one in consults.items()}
        document = vault_document(vault.copy, vault.kind, vault.record, files, self.people)
        records = {each: one.record for each, one in consults.items()}
        mark = vault.name.partition("/")[2]
        pages = vault_pages(self.setting, vault.copy, vault.kind, vault.record, records, mark)
        self.folder.write(f"{vault.name}.json", write_document(document))
        self.folder.write(f"{vault.name}.pdf", pages)
        self.written[FOLDERS[vault.kind]] += 1

    def _drafts(self) -> None:
        """By phone: also those that name no vault."""
        by_phone = sorted(self.copy.drafts, key=lambda draft: (draft.member, draft.device))
        for (member, device), drafts in groupby(by_phone, key=lambda draft: (draft.member, draft.device)):
            own = list(drafts)
            document = drafts_document(member, device, own, self.people)
            self.folder.write(f"handed-in/{device}.json", write_document(document))
            self.folder.write(f"handed-in/{device}.pdf", handed_in_pages(self.setting, member, device, own))


def _code_of(record: Mapping[str, Any]) -> str:
    return str((record.get("participant") or {}).get("code", ""))


def _about(vault: _Vault, consults: Mapping[str, _Vault]) -> dict[str, _Vault]:
    """The consults about a case: those to which its notes led, and those that name its code."""
    if vault.kind == "consult":
        return {}
    led = {flag["consult"] for session in vault.record["sessions"] for flag in session["flags"]}
    return {
        each: one
        for each, one in consults.items()
        if each in led or (vault.code and (one.record["request"] or {}).get("caseCode") == vault.code)
    }
