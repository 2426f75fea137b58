"""Make the demo agency: all of it in one transaction, so that it is there whole or not at all.

It goes through the services that a real agency's people reach by HTTP: set-up, invitation, enrolment,
certificate, append with its checks and receipts. The officer's private keys are made here and
forgotten, sealed to the officer.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.admin.certificates import accept_certificate
from webapp.admin.service import create_agency, invite
from webapp.auth import enrolment
from webapp.auth.names import sign_in_key
from webapp.demo.cases import write_case
from webapp.demo.script import DemoScript
from webapp.demo.staff import Staff
from webapp.sealed.account import AgencyKeys, seal_agency_keys
from webapp.sealed.certificates import issue_certificate, issue_descriptor
from webapp.sealed.keys import Jwk, new_key_pair, public_part, thumbprint
from webapp.sealed.receipts import ReceiptKey
from webapp.sealed.seal import RawItem
from webapp.sealed.strict import write_time
from webapp.storage.models import Agency, Member
from webapp.sync.append import append
from webapp.sync.items import Answer, check_items

FOUNDED = timedelta(days=30)
CERTIFIED_FOR = timedelta(days=730)
_PEOPLE = Path(__file__).with_name("people.json")


class DemoFailed(Exception):  # noqa: N818 — a sentence, not a suffix
    """The services refused what the demo brought; nothing was kept."""


def read_people() -> dict[str, Any]:
    """Who is in the demo."""
    people: dict[str, Any] = json.loads(_PEOPLE.read_text(encoding="utf-8"))
    return people


def is_made(session: Session) -> bool:
    """Whether the demo's officer is in this database."""
    officer = read_people()["staff"][0]["signInName"]
    return (
        session.scalars(select(Member.id).where(Member.sign_in_key == sign_in_key(officer))).first()
        is not None
    )


def make_demo(session: Session, receipt_key: ReceiptKey, now: datetime) -> None:
    """Found the agency, let its people join, write its participants' earlier sessions."""
    people = read_people()
    staff = [Staff(one["name"], one["role"], one["signInName"], one["passphrase"]) for one in people["staff"]]
    demo = _Demo(session, receipt_key, now, now - FOUNDED, people, staff)
    demo.found()
    for member in staff[1:]:
        demo.join(member)
    by_name = {member.sign_in_name: member for member in staff}
    script = DemoScript()
    for participant in people["participants"]:
        specialist = by_name[participant["specialist"]]
        write_case(specialist, participant, public_part(demo.records), script, now, demo.append)


@dataclass
class _Demo:
    """What making it needs to carry along."""

    session: Session
    receipt_key: ReceiptKey
    now: datetime
    founded: datetime
    people: dict[str, Any]
    staff: list[Staff]
    certifying: Jwk = field(default_factory=new_key_pair)
    records: Jwk = field(default_factory=new_key_pair)
    agency: str = ""

    @property
    def officer(self) -> Staff:
        return self.staff[0]

    def found(self) -> None:
        """Set the agency up as its officer's browser would."""
        self.agency, token = create_agency(self.session, self.people["agency"], self.founded)
        keys = AgencyKeys(certifying=self.certifying, records=self.records)
        founding = {
            "descriptor": self.descriptor(),
            "certificate": self.certificate(self.officer),
            "agencyKeys": seal_agency_keys(keys, self.agency, public_part(self.officer.sealing)),
        }
        kid = thumbprint(self.receipt_key.public)
        enrolment.set_up(self.session, self._enrolment(self.officer, token), founding, kid, self.founded)

    def join(self, member: Staff) -> None:
        """Invite, enrol and certify somebody."""
        officer = self.officer.identity(self.agency)
        token = invite(self.session, officer, member.name, member.role, self.founded)["token"]
        enrolment.enrol(self.session, self._enrolment(member, token), self.founded)
        agency = self.session.get_one(Agency, self.agency)
        accept_certificate(self.session, agency, self.certificate(member), self.founded)

    def append(self, author: Staff, items: Sequence[RawItem], at: datetime) -> None:
        """Hand items in as the author's phone would have at that time."""
        who = author.identity(self.agency)
        answers: list[Answer] = append(
            self.session, who, check_items(items, who), self.receipt_key, min(at, self.now)
        )
        if any(answer.status != "stored" for answer in answers):
            raise DemoFailed(f"An item of the demo was not stored: {[answer.code for answer in answers]}.")

    def certificate(self, member: Staff) -> str:
        return issue_certificate(
            self.certifying,
            agency=self.agency,
            member=member.member,
            name=member.name,
            role=member.role,
            sealing=member.sealing,
            signing=member.signing,
            since=write_time(self.founded),
            until=write_time(self.founded + CERTIFIED_FOR),
        )

    def descriptor(self) -> str:
        return issue_descriptor(
            self.certifying,
            agency=self.agency,
            name=self.people["agency"],
            records=self.records,
            receipts=[self.receipt_key.public],
            settings={
                "language": "en",
                "part2": "yes",
                "naming": "first-name",
                "jurisdiction": DemoScript().pack["id"],
                "onCall": [self._on_call(entry) for entry in self.people["onCall"]],
            },
            at=write_time(self.founded),
        )

    def _on_call(self, entry: dict[str, str]) -> dict[str, str]:
        member = next(one for one in self.staff if one.sign_in_name == entry["signInName"])
        return {"member": member.member, "name": member.name, "phone": entry["phone"]}

    def _enrolment(self, member: Staff, token: str) -> enrolment.Enrolment:
        body = member.enrolment(token, self.agency, self.certifying, public_part(self.records))
        return enrolment.read_enrolment(body)
