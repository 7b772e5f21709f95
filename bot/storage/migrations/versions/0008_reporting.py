"""Help to report, and introductions to agencies."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_help",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _of_person("report_help"),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_report_help"),
    )
    op.create_index("ix_report_help_organisation_participant", "report_help", ["organisation", "participant"])
    op.create_table(
        "introduction",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _of_person("introduction"),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_introduction"),
    )
    op.create_index("ix_introduction_organisation_participant", "introduction", ["organisation", "participant"])


def downgrade() -> None:
    op.drop_table("introduction")
    op.drop_table("report_help")


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation", "participant"],
        ["participant.organisation", "participant.hash"],
        name=f"fk_{table}_organisation_participant",
        ondelete="CASCADE",
    )
