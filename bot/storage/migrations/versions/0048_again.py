"""How many of those who came to an activity had come to another one before, in its month and its year."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None
COLUMNS = ("again_month", "again_year")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("gathering", sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("gathering") as batch:
        for name in reversed(COLUMNS):
            batch.drop_column(name)
