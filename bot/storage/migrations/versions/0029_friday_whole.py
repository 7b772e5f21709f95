"""Lines cleared for everybody, the Friday answer's draft and voice note, and where posters hang."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("friday_answer", sa.Column("out_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "cleared_line",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "contribution", name="pk_cleared_line"),
        sa.ForeignKeyConstraint(
            ["organisation", "contribution"],
            ["contribution.organisation", "contribution.id"],
            name="fk_cleared_line_organisation_contribution",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "friday_draft",
        *_week(),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "neighbourhood", "week", name="pk_friday_draft"),
    )
    op.create_table(
        "friday_voice",
        *_week(),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "neighbourhood", "week", name="pk_friday_voice"),
    )
    op.create_table(
        "poster",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "code", name="pk_poster"),
    )


def _week() -> tuple[sa.Column[str], sa.Column[str], sa.Column[date]]:
    return (
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
    )


def downgrade() -> None:
    for table in ("poster", "friday_voice", "friday_draft", "cleared_line"):
        op.drop_table(table)
    op.drop_column("friday_answer", "out_at")
