"""How far a holiday suggestion had come when each of its supporters last heard of it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("holiday_support", sa.Column("told_stage", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("holiday_support") as batch:
        batch.drop_column("told_stage")
