"""HTTP of the officer's calls."""

from flask import Response, current_app, jsonify

from webapp.access import current, requires
from webapp.admin import service
from webapp.admin.certificates import accept_agency_keys, accept_certificate, accept_descriptor
from webapp.admin.renewal import Renewal, renew
from webapp.admin.schemas import (
    AgencyKeysAnswer,
    CertificateBody,
    DescriptorBody,
    InvitationBody,
    InvitationMade,
    PeopleAnswer,
    RenewalBody,
)
from webapp.api import Empty, IdPath, answers, blueprint, now, storage
from webapp.errors import Conflict, NotFound
from webapp.sealed.keys import thumbprint
from webapp.storage.models import Agency

api = blueprint("admin", __name__)


@api.get("/agency-keys", responses=answers(AgencyKeysAnswer, NotFound))
@requires("officer")
def agency_keys() -> Response:
    """The agency's private keys, sealed to me."""
    with storage().reading() as database:
        return jsonify(agencyKeys=service.agency_keys(database, current()))


@api.post("/agency-keys", responses=answers(Empty, Conflict))
@requires("officer")
def renew_agency_keys(body: RenewalBody) -> Response:
    """New agency keys in place of the old ones, with everything that they sign."""
    sealed = [(each.member, each.jwe) for each in body.agency_keys]
    wanted = Renewal(body.succession, body.descriptor, body.certificates, sealed)
    receipt_kid = thumbprint(current_app.extensions["receipt_key"].public)
    with storage().transaction() as database:
        renew(database, current(), wanted, receipt_kid, now())
    return jsonify({})


@api.post("/descriptor", responses=answers(Empty, Conflict))
@requires("officer")
def descriptor(body: DescriptorBody) -> Response:
    """Replace the agency's descriptor by a newer one."""
    with storage().transaction() as database:
        agency = database.get_one(Agency, current().agency, with_for_update=True)
        accept_descriptor(database, agency, body.descriptor)
    return jsonify({})


@api.get("/people", responses=answers(PeopleAnswer))
@requires("officer")
def people() -> Response:
    """Everybody, and the open invitations."""
    with storage().reading() as database:
        return jsonify(service.people(database, current(), now()))


@api.post("/invitations", responses=answers(InvitationMade))
@requires("officer")
def invite(body: InvitationBody) -> Response:
    """Invite someone."""
    with storage().transaction() as database:
        return jsonify(service.invite(database, current(), body.name.strip(), body.role, now()))


@api.post("/invitations/<string:id>/cancel", responses=answers(Empty, NotFound))
@requires("officer")
def cancel_invitation(path: IdPath) -> Response:
    """Cancel an invitation."""
    with storage().transaction() as database:
        service.cancel_invitation(database, current(), path.id, now())
    return jsonify({})


@api.post("/certificates", responses=answers(Empty, NotFound, Conflict))
@requires("officer")
def certificate(body: CertificateBody) -> Response:
    """Certify a member, who becomes active; an officer gets the agency's keys."""
    with storage().transaction() as database:
        agency = database.get_one(Agency, current().agency, with_for_update=True)
        member = accept_certificate(database, agency, body.certificate, now())
        accept_agency_keys(database, member, body.agency_keys, now())
    return jsonify({})
