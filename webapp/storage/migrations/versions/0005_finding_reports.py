"""What phones found wrong with the server's receipts.

Revision 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLE = "finding_reports"


def upgrade() -> None:
    """One table."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=43), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("vault", sa.String(length=36), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("held", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("restored", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.Column("looked_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_finding_reports_agency")),
        sa.ForeignKeyConstraint(["looked_by"], ["members.id"], name=op.f("fk_finding_reports_looked_by")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_finding_reports_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_reports")),
    )
    digest = ["agency", "member", "digest"]
    op.create_index("uq_finding_reports_agency_member_digest", TABLE, digest, unique=True)
    op.create_index("ix_finding_reports_agency_member_at", TABLE, ["agency", "member", "at"], unique=False)


def downgrade() -> None:
    """Back to 0002: the reports go."""
    op.drop_table(TABLE)
