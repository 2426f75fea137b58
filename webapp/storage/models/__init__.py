"""The tables, one file a feature. Importing this package makes `Base.metadata` complete."""

from webapp.storage.models.agencies import Agency, AgencyKeys, Succession
from webapp.storage.models.consults import Consult, ConsultSight
from webapp.storage.models.leaving import AccountEvent, HandedIn
from webapp.storage.models.members import Attempt, Certificate, Device, Invitation, Member, SignIn
from webapp.storage.models.push import PushOutbox, PushSubscription
from webapp.storage.models.recovery import RecoveryRequest
from webapp.storage.models.reports import FindingReport
from webapp.storage.models.second import RecoveryCode, SecondStep, SecondStepChallenge
from webapp.storage.models.vaults import BeatenGrant, Envelope, Grant, HeldItem, Vault

__all__ = [
    "AccountEvent",
    "Agency",
    "AgencyKeys",
    "Attempt",
    "BeatenGrant",
    "Certificate",
    "Consult",
    "ConsultSight",
    "Device",
    "Envelope",
    "FindingReport",
    "Grant",
    "HandedIn",
    "HeldItem",
    "Invitation",
    "Member",
    "PushOutbox",
    "PushSubscription",
    "RecoveryCode",
    "RecoveryRequest",
    "SecondStep",
    "SecondStepChallenge",
    "SignIn",
    "Succession",
    "Vault",
]
