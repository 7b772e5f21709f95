"""Safeguarding: whom we tell, until when they have it, what they decide, and what they write beside the words."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENTS = ("looked_at", "read_at", "acknowledged_at", "decided_at", "answered_at", "closed_at")


def upgrade() -> None:
    _case()
    op.add_column("case_line", sa.Column("hash", sa.LargeBinary(), nullable=True))
    _case_note()
    _alert()
    _staff()


def downgrade() -> None:
    for table in ("staff_invite", "staff_chat", "alert", "case_note"):
        op.drop_table(table)
    op.drop_column("case_line", "hash")
    op.drop_index("ix_safeguarding_case_organisation_state", "safeguarding_case")
    for name in ("neighbourhood", "source", "hash", "about", "screened", "waited", "acknowledged_by", "decision"):
        op.drop_column("safeguarding_case", name)
    for name in _MOMENTS:
        op.drop_column("safeguarding_case", name)


def _case() -> None:
    columns: tuple[sa.Column[Any], ...] = (
        sa.Column("neighbourhood", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), server_default="chat", nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=True),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("screened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("waited", sa.Integer(), server_default="0", nullable=False),
        sa.Column("acknowledged_by", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in _MOMENTS),
    )
    for column in columns:
        op.add_column("safeguarding_case", column)
    op.create_index("ix_safeguarding_case_organisation_state", "safeguarding_case", ["organisation", "state"])


def _case_note() -> None:
    op.create_table(
        "case_note",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "case_id"],
            ["safeguarding_case.organisation", "safeguarding_case.id"],
            name="fk_case_note_organisation_case_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "case_id", "id", name="pk_case_note"),
    )


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "case_id", "step", "recipient", "channel", name="pk_alert"),
    )
    op.create_index(
        "ix_alert_waiting",
        "alert",
        ["organisation", "channel"],
        sqlite_where=sa.text("sent_at IS NULL AND dropped_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL AND dropped_at IS NULL"),
    )


def _staff() -> None:
    op.create_table(
        "staff_chat",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "recipient", name="pk_staff_chat"),
    )
    op.create_table(
        "staff_invite",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "token_hash", name="pk_staff_invite"),
    )
