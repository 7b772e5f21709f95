"""What became of it is told back: progress with its next date, follow-up, quote consent, unasked messages."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("progress") as progress:
        progress.drop_column("why")
        progress.add_column(sa.Column("until", sa.Date(), nullable=True))
        progress.add_column(sa.Column("sealed", sa.LargeBinary(), nullable=True))
        progress.add_column(sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    _of_contribution(
        "follow_up",
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
    )
    _of_contribution(
        "quote_consent",
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column(
        "participant", sa.Column("news_waiting", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("participant", sa.Column("unasked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("chat_line", sa.Column("apart", sa.Boolean(), server_default=sa.text("false"), nullable=False))


def downgrade() -> None:
    op.drop_column("chat_line", "apart")
    op.drop_column("participant", "unasked_at")
    op.drop_column("participant", "news_waiting")
    op.drop_table("quote_consent")
    op.drop_table("follow_up")
    with op.batch_alter_table("progress") as progress:
        progress.drop_column("told_at")
        progress.drop_column("sealed")
        progress.drop_column("until")
        progress.add_column(sa.Column("why", sa.Text(), nullable=True))


def _of_contribution(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["organisation", "contribution"],
            ["contribution.organisation", "contribution.id"],
            name=f"fk_{name}_organisation_contribution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "contribution", "step", name=f"pk_{name}"),
    )
