"""What a complaint was answered, and when its maker was told."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("complaint", sa.Column("sealed_answer", sa.LargeBinary(), nullable=True))
    op.add_column("complaint", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("complaint") as batch:
        batch.drop_column("told_at")
        batch.drop_column("sealed_answer")
