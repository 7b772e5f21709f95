"""What sort of interest a contribution tells of."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contribution", sa.Column("interest", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("contribution", "interest")
