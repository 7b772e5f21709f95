"""That the safeguarding lead lets somebody who was in danger be told what their complaint was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("complaint", sa.Column("let_through_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaint", sa.Column("let_through_by", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("complaint") as batch:
        batch.drop_column("let_through_by")
        batch.drop_column("let_through_at")
