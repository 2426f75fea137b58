"""Everything that version 0.1 stores.

Revision 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, those that others point to first."""
    _agencies()
    _attempts()
    _members()
    _agency_keys()
    _certificates()
    _devices()
    _held_items()
    _invitations()
    _vaults()
    _consults()
    _envelopes()
    _grants()
    _push_subscriptions()
    _sign_ins()
    _consult_sights()
    _push_outbox()


def downgrade() -> None:
    """Drop them in the opposite order."""
    for table in (
        "push_outbox",
        "consult_sights",
        "sign_ins",
        "push_subscriptions",
        "grants",
        "envelopes",
        "consults",
        "vaults",
        "invitations",
        "held_items",
        "devices",
        "certificates",
        "agency_keys",
        "members",
        "attempts",
        "agencies",
    ):
        op.drop_table(table)


def _agencies() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("directory", sa.BigInteger(), nullable=False),
        sa.Column("certifying", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("records_kid", sa.String(length=43), nullable=True),
        sa.Column("descriptor", sa.Text(), nullable=True),
        sa.Column("descriptor_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
    )


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=43), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("counted_at", MOMENT, nullable=False),
        sa.Column("blocked_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("scope", "subject", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_counted_at"), "attempts", ["counted_at"], unique=False)


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sign_in_name", sa.String(length=100), nullable=False),
        sa.Column("sign_in_key", sa.String(length=400), nullable=False),
        sa.Column("salt", sa.String(length=100), nullable=False),
        sa.Column("kdf", sa.JSON(), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("recovery", sa.Text(), nullable=False),
        sa.Column("sealing", sa.JSON(), nullable=False),
        sa.Column("sealing_kid", sa.String(length=43), nullable=False),
        sa.Column("signing", sa.JSON(), nullable=False),
        sa.Column("signing_kid", sa.String(length=43), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_members_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("sign_in_key", name=op.f("uq_members_sign_in_key")),
    )
    op.create_index("ix_members_agency_state", "members", ["agency", "state"], unique=False)


def _agency_keys() -> None:
    op.create_table(
        "agency_keys",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("jwe", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_agency_keys_agency")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_agency_keys_member")),
        sa.PrimaryKeyConstraint("agency", "member", name=op.f("pk_agency_keys")),
    )


def _certificates() -> None:
    op.create_table(
        "certificates",
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("jws", sa.Text(), nullable=False),
        sa.Column("from_at", MOMENT, nullable=False),
        sa.Column("until_at", MOMENT, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_certificates_agency")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_certificates_member")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_certificates")),
    )
    op.create_index(op.f("ix_certificates_agency"), "certificates", ["agency"], unique=False)


def _devices() -> None:
    op.create_table(
        "devices",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_devices_agency")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_devices_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
    )
    op.create_index(op.f("ix_devices_member"), "devices", ["member"], unique=False)


def _held_items() -> None:
    op.create_table(
        "held_items",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("vault", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("jwe", sa.Text(), nullable=False),
        sa.Column("sig", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_held_items_agency")),
        sa.ForeignKeyConstraint(["author"], ["members.id"], name=op.f("fk_held_items_author")),
        sa.PrimaryKeyConstraint("agency", "id", "hash", name=op.f("pk_held_items")),
    )
    op.create_index(op.f("ix_held_items_author"), "held_items", ["author"], unique=False)


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=43), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("invited_by", sa.String(length=36), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_by", sa.String(length=36), nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_invitations_agency")),
        sa.ForeignKeyConstraint(["invited_by"], ["members.id"], name=op.f("fk_invitations_invited_by")),
        sa.ForeignKeyConstraint(["used_by"], ["members.id"], name=op.f("fk_invitations_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_index(op.f("ix_invitations_agency"), "invitations", ["agency"], unique=False)


def _vaults() -> None:
    op.create_table(
        "vaults",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("founder", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("last_receipt", sa.String(length=43), nullable=True),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_vaults_agency")),
        sa.ForeignKeyConstraint(["founder"], ["members.id"], name=op.f("fk_vaults_founder")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_vaults")),
    )
    op.create_index("ix_vaults_agency_change", "vaults", ["agency", "change"], unique=False)


def _consults() -> None:
    op.create_table(
        "consults",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("vault", sa.String(length=36), nullable=False),
        sa.Column("asked_by", sa.String(length=36), nullable=False),
        sa.Column("urgency", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=True),
        sa.Column("taken_by", sa.String(length=36), nullable=True),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["agency", "vault"], ["vaults.agency", "vaults.id"], name=op.f("fk_consults_agency_vault")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_consults_asked_by")),
        sa.ForeignKeyConstraint(["taken_by"], ["members.id"], name=op.f("fk_consults_taken_by")),
        sa.PrimaryKeyConstraint("agency", "vault", name=op.f("pk_consults")),
    )
    op.create_index(
        "ix_consults_agency_state_asked_at", "consults", ["agency", "state", "asked_at"], unique=False
    )


def _envelopes() -> None:
    op.create_table(
        "envelopes",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("vault", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("jwe", sa.Text(), nullable=False),
        sa.Column("sig", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency", "vault"], ["vaults.agency", "vaults.id"], name=op.f("fk_envelopes_agency_vault")
        ),
        sa.ForeignKeyConstraint(["author"], ["members.id"], name=op.f("fk_envelopes_author")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_envelopes")),
        sa.UniqueConstraint("agency", "vault", "number", name=op.f("uq_envelopes_agency_vault_number")),
    )


def _grants() -> None:
    op.create_table(
        "grants",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("vault", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(length=36), nullable=False),
        sa.Column("kid", sa.String(length=43), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("jwe", sa.Text(), nullable=False),
        sa.Column("sig", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency", "vault"], ["vaults.agency", "vaults.id"], name=op.f("fk_grants_agency_vault")
        ),
        sa.ForeignKeyConstraint(["author"], ["members.id"], name=op.f("fk_grants_author")),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_grants")),
    )
    op.create_index(
        "ix_grants_agency_to_vault_change", "grants", ["agency", "to", "vault", "change"], unique=False
    )
    op.create_index("ix_grants_agency_vault", "grants", ["agency", "vault"], unique=False)


def _push_subscriptions() -> None:
    op.create_table(
        "push_subscriptions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.String(length=100), nullable=False),
        sa.Column("auth", sa.String(length=32), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("last_ok", MOMENT, nullable=True),
        sa.Column("last_error", sa.String(length=64), nullable=True),
        sa.Column("gone_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_push_subscriptions_agency")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_push_subscriptions_device")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_push_subscriptions_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscriptions")),
        sa.UniqueConstraint("device", name=op.f("uq_push_subscriptions_device")),
    )
    op.create_index(
        "ix_push_subscriptions_agency_member", "push_subscriptions", ["agency", "member"], unique=False
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("cookie_hash", sa.String(length=43), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=True),
        sa.Column("member", sa.String(length=36), nullable=True),
        sa.Column("device", sa.String(length=36), nullable=True),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_sign_ins_agency")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_sign_ins_device")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_sign_ins_member")),
        sa.PrimaryKeyConstraint("cookie_hash", name=op.f("pk_sign_ins")),
    )
    op.create_index(op.f("ix_sign_ins_device"), "sign_ins", ["device"], unique=False)
    op.create_index(op.f("ix_sign_ins_expires_at"), "sign_ins", ["expires_at"], unique=False)
    op.create_index(op.f("ix_sign_ins_member"), "sign_ins", ["member"], unique=False)


def _consult_sights() -> None:
    op.create_table(
        "consult_sights",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("vault", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["agency", "vault"],
            ["consults.agency", "consults.vault"],
            name=op.f("fk_consult_sights_agency_vault"),
        ),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_consult_sights_member")),
        sa.PrimaryKeyConstraint("agency", "vault", "member", name=op.f("pk_consult_sights")),
    )


def _push_outbox() -> None:
    op.create_table(
        "push_outbox",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("subscription", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=36), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_push_outbox_agency")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_push_outbox_member")),
        sa.ForeignKeyConstraint(
            ["subscription"], ["push_subscriptions.id"], name=op.f("fk_push_outbox_subscription")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_outbox")),
    )
    op.create_index("ix_push_outbox_done_at_due", "push_outbox", ["done_at", "due"], unique=False)
    op.create_index(op.f("ix_push_outbox_subscription"), "push_outbox", ["subscription"], unique=False)
