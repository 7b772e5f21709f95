"""A case that was closed begins anew when more is said in it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("safeguarding_case", sa.Column("reopened", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("safeguarding_case", "reopened")
