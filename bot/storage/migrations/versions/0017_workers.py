"""Who works here, how they came in, and where they are signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "worker",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("neighbourhoods", sa.Text(), nullable=False),
        sa.Column("let_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_worker"),
    )
    op.create_table(
        "worker_chat",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        _of_worker("worker_chat"),
        sa.PrimaryKeyConstraint("organisation", "worker", name="pk_worker_chat"),
    )
    op.create_index("ix_worker_chat_organisation_hash", "worker_chat", ["organisation", "hash"])
    op.create_table(
        "worker_link",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        _of_worker("worker_link"),
        sa.PrimaryKeyConstraint("organisation", "token_hash", name="pk_worker_link"),
    )
    op.create_index("ix_worker_link_organisation_worker", "worker_link", ["organisation", "worker"])
    op.create_table(
        "console_session",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        _of_worker("console_session"),
        sa.PrimaryKeyConstraint("organisation", "token_hash", name="pk_console_session"),
    )
    op.create_index("ix_console_session_organisation_worker", "console_session", ["organisation", "worker"])


def downgrade() -> None:
    for name in ("console_session", "worker_link", "worker_chat", "worker"):
        op.drop_table(name)


def _of_worker(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation", "worker"],
        ["worker.organisation", "worker.id"],
        name=f"fk_{table}_organisation_worker",
        ondelete="CASCADE",
    )
