"""What was written of somebody, kept apart for 30 days."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_words",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "participant"],
            ["participant.organisation", "participant.hash"],
            name="fk_held_words_organisation_participant",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_held_words"),
    )
    op.create_index("ix_held_words_organisation_participant", "held_words", ["organisation", "participant"])
    op.create_index("ix_held_words_organisation_until", "held_words", ["organisation", "until"])


def downgrade() -> None:
    op.drop_table("held_words")
