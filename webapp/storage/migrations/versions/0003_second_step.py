"""What a second step at sign-in is kept in, whether the agency requires one, and the door the officer opens.

Revision 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Three tables and two columns."""
    op.add_column("agencies", sa.Column("second_step", sa.String(length=16), nullable=True))
    op.add_column("members", sa.Column("second_step_door", MOMENT, nullable=True))
    _second_steps()
    _recovery_codes()
    _challenges()


def downgrade() -> None:
    """Back to 0002: nobody is asked for a second step any more."""
    for table in ("second_step_challenges", "recovery_codes", "second_steps"):
        op.drop_table(table)
    op.drop_column("members", "second_step_door")
    op.drop_column("agencies", "second_step")


def _second_steps() -> None:
    op.create_table(
        "second_steps",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("credential", sa.String(length=1400), nullable=True),
        sa.Column("public_key", sa.Text(), nullable=True),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_second_steps_agency")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_second_steps_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_steps")),
    )
    op.create_index(op.f("ix_second_steps_member"), "second_steps", ["member"], unique=False)


def _recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f("fk_recovery_codes_agency")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f("fk_recovery_codes_member")),
        sa.PrimaryKeyConstraint("member", "hash", name=op.f("pk_recovery_codes")),
    )


def _challenges() -> None:
    table = "second_step_challenges"
    op.create_table(
        table,
        sa.Column("hash", sa.String(length=43), nullable=False),
        sa.Column("agency", sa.String(length=36), nullable=False),
        sa.Column("member", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.id"], name=op.f(f"fk_{table}_agency")),
        sa.ForeignKeyConstraint(["member"], ["members.id"], name=op.f(f"fk_{table}_member")),
        sa.PrimaryKeyConstraint("hash", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_member"), table, ["member"], unique=False)
    op.create_index(op.f(f"ix_{table}_expires_at"), table, ["expires_at"], unique=False)
