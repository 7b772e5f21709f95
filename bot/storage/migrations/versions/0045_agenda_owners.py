"""Who does what a Local Action Group decided, by role, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agenda_item", sa.Column("owner", sa.Text(), nullable=True))
    op.add_column("agenda_item", sa.Column("due", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("agenda_item") as batch:
        batch.drop_column("due")
        batch.drop_column("owner")
