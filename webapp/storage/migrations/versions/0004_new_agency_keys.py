"""What renewed agency keys leave behind: the successions, and certificates whose place was taken.

Revision 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """One table, and when a certificate's place was taken."""
    op.add_column("certificates", sa.Column("superseded_at", MOMENT, nullable=True))
    op.create_table(
        "successions",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("jws", sa.Text(), nullable=False),
        sa.Column("certifying_kid", sa.String(length=43), nullable=False),
        sa.Column("records_kid", sa.String(length=43), nullable=False),
        sa.Column("renewed_by", sa.String(length=36), nullable=False),
        sa.Column("renewed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_successions_agency")),
        sa.ForeignKeyConstraint(["renewed_by"], ["members.id"], name=op.f("fk_successions_renewed_by")),
        sa.PrimaryKeyConstraint("agency", "number", name=op.f("pk_successions")),
    )


def downgrade() -> None:
    """Back to what was before. An agency that renewed its keys cannot be read by the version before."""
    op.drop_table("successions")
    op.drop_column("certificates", "superseded_at")
