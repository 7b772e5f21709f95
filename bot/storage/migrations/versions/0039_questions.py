"""What agencies are asked in a month's report, and what came back."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agency_question",
        *(_text(name) for name in ("organisation", "id", "period", "scope", "agency", "theme")),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("register", sa.Boolean(), nullable=False),
        _text("worker"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_from", sa.Text(), nullable=True),
        sa.Column("cleared", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_agency_question"),
    )
    op.create_index("ix_agency_question_organisation_period", "agency_question", ["organisation", "period"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def downgrade() -> None:
    op.drop_table("agency_question")
