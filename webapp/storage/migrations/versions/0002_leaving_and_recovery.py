"""What leaving, recovery and decisions about held items are kept in.

Revision 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
DECISION = ("decision", "decided_by", "decided_at")


def upgrade() -> None:
    """Three tables, and who decided what about a held item."""
    op.add_column("held_items", sa.Column("decision", sa.String(length=16), nullable=True))
    op.add_column("held_items", sa.Column("decided_by", sa.String(length=36), nullable=True))
    op.add_column("held_items", sa.Column("decided_at", MOMENT, nullable=True))
    _handed_in()
    _account_events()
    _recovery_requests()


def downgrade() -> None:
    """Back to 0001. What was held stays; decisions, events and requests go."""
    for table in ("recovery_requests", "account_events", "handed_in"):
        op.drop_table(table)
    for column in reversed(DECISION):
        op.drop_column("held_items", column)


def _handed_in() -> None:
    op.create_table(
        "handed_in",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("jwe", sa.Text(), nullable=False),
        sa.Column("sig", sa.Text(), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_handed_in_agency")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_handed_in_device")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_handed_in_member")),
        sa.PrimaryKeyConstraint("agency", "device", "hash", name=op.f("pk_handed_in")),
    )
    op.create_index(op.f("ix_handed_in_member"), "handed_in", ["member"], unique=False)


def _account_events() -> None:
    op.create_table(
        "account_events",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=True),
        sa.Column("device", sa.String(length=36), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_account_events_agency")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_account_events_by")),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_account_events_device")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_account_events_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_events")),
    )
    columns = ["agency", "member", "at"]
    op.create_index("ix_account_events_agency_member_at", "account_events", columns, unique=False)


def _recovery_requests() -> None:
    op.create_table(
        "recovery_requests",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=43), nullable=False),
        sa.Column("requester", sa.JSON(), nullable=False),
        sa.Column("requester_kid", sa.String(length=43), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("recovered", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(length=36), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("declined_at", MOMENT, nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_recovery_requests_agency")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["members.id"], name=op.f("fk_recovery_requests_answered_by")
        ),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_recovery_requests_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_requests")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_recovery_requests_token_hash")),
    )
    columns = ["agency", "member"]
    op.create_index("ix_recovery_requests_agency_member", "recovery_requests", columns, unique=False)
    op.create_index(
        op.f("ix_recovery_requests_expires_at"), "recovery_requests", ["expires_at"], unique=False
    )
