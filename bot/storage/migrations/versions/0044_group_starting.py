"""Groups that are a few grown-ups short of starting."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "group_starting",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("organisation", "id", "neighbourhood")),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("stands_until", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_group_starting"),
    )
    op.create_index("ix_group_starting_organisation_stands_until", "group_starting", ["organisation", "stands_until"])


def downgrade() -> None:
    op.drop_table("group_starting")
