"""What mobilisers make of a month before its report goes out: lines let out, and their own words."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_line",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("quote", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "contribution", name="pk_report_line"),
        sa.ForeignKeyConstraint(
            ["organisation", "contribution"],
            ["contribution.organisation", "contribution.id"],
            name="fk_report_line_organisation_contribution",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_report_line_organisation_period", "report_line", ["organisation", "period"])
    op.create_table(
        "report_review",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "period", "scope", name="pk_report_review"),
    )


def downgrade() -> None:
    op.drop_table("report_review")
    op.drop_table("report_line")
