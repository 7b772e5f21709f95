"""A made-up migration of tomorrow: rebuilds tables that others refer to, as SQLite does for any change of a column."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

from bot.storage import migrate

revision = "9999"
down_revision = max(one.name[:4] for one in Path(migrate.__file__).parent.glob("migrations/versions/[0-9]*.py"))
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("participant", "contribution", "safeguarding_case"):
        with op.batch_alter_table(table, recreate="auto") as batch:
            batch.add_column(sa.Column("made_up", sa.Text(), server_default="x", nullable=False))
            batch.alter_column("organisation", type_=sa.String(200), existing_type=sa.Text(), existing_nullable=False)


def downgrade() -> None:
    for table in ("participant", "contribution", "safeguarding_case"):
        with op.batch_alter_table(table, recreate="auto") as batch:
            batch.drop_column("made_up")
