"""The tables, one file a feature. Importing this package makes `Base.metadata` complete."""

from webapp.storage.models.agencies import Agency, AgencyKeys
from webapp.storage.models.consults import Consult, ConsultSight
from webapp.storage.models.members import Attempt, Certificate, Device, Invitation, Member, SignIn
from webapp.storage.models.push import PushOutbox, PushSubscription
from webapp.storage.models.vaults import Envelope, Grant, HeldItem, Vault

__all__ = [
    "Agency",
    "AgencyKeys",
    "Attempt",
    "Certificate",
    "Consult",
    "ConsultSight",
    "Device",
    "Envelope",
    "Grant",
    "HeldItem",
    "Invitation",
    "Member",
    "PushOutbox",
    "PushSubscription",
    "SignIn",
    "Vault",
]
