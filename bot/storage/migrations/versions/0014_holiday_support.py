"""Who supports a holiday suggestion."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holiday_support",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "participant"],
            ["participant.organisation", "participant.hash"],
            name="fk_holiday_support_organisation_participant",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "suggestion", "participant", name="pk_holiday_support"),
    )
    op.create_index("ix_holiday_support_organisation_participant", "holiday_support", ["organisation", "participant"])


def downgrade() -> None:
    op.drop_table("holiday_support")
