"""Grants of a key that came second.

Revision 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "beaten_grants"


def upgrade() -> None:
    """One table."""
    op.create_table(
        TABLE,
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("vault", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_beaten_grants_agency")),
        sa.PrimaryKeyConstraint("agency", "hash", name=op.f("pk_beaten_grants")),
    )


def downgrade() -> None:
    """Back to 0005: a key that came second is known as such within one batch only."""
    op.drop_table(TABLE)
