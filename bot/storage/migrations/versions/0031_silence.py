"""Of which promises it was told that their day has passed."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "silence_alarm",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "contribution"],
            ["contribution.organisation", "contribution.id"],
            name="fk_silence_alarm_organisation_contribution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "contribution", "due", "level", name="pk_silence_alarm"),
    )


def downgrade() -> None:
    op.drop_table("silence_alarm")
