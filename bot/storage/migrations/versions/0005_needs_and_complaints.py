"""Needs with no service, and complaints."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "need",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_need"),
    )
    op.create_index("ix_need_organisation_noted_on", "need", ["organisation", "noted_on"])
    op.create_table(
        "complaint",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "participant"],
            ["participant.organisation", "participant.hash"],
            name="fk_complaint_organisation_participant",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_complaint"),
    )
    op.create_index("ix_complaint_organisation_participant", "complaint", ["organisation", "participant"])


def downgrade() -> None:
    op.drop_table("complaint")
    op.drop_table("need")
