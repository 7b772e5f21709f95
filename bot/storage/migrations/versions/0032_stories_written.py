"""Stories that workers write with their tellers: checked by them, cleared by a person."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("story", sa.Column("written_by", sa.Text(), nullable=True))
    op.add_column("story", sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("story", sa.Column("checked_how", sa.Text(), nullable=True))
    op.add_column("story", sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("story", sa.Column("wrong_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("story", sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("story", sa.Column("cleared_by", sa.Text(), nullable=True))
    # Those that were told in the chat were read back to their tellers there.
    op.execute("UPDATE story SET checked_at = told_at, checked_how = 'chat'")


def downgrade() -> None:
    for name in ("cleared_by", "cleared_at", "wrong_at", "shown_at", "checked_how", "checked_at", "written_by"):
        op.drop_column("story", name)
