"""What a Local Action Group decided of what was on its agenda, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agenda_item", sa.Column("outcome", sa.Text(), nullable=True))
    op.add_column("agenda_item", sa.Column("sealed_why", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("agenda_item") as batch:
        batch.drop_column("sealed_why")
        batch.drop_column("outcome")
