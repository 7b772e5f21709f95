"""What workers say was looked for is sealed; what stands in the clear is sealed at the next start, with the keys."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("need", sa.Column("sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("need") as batch:
        batch.drop_column("sealed")
