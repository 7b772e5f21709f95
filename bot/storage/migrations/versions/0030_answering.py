"""Who has a complaint, and who was put in touch."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("complaint", sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaint", sa.Column("acknowledged_by", sa.Text(), nullable=True))
    op.add_column("complaint", sa.Column("answered_by", sa.Text(), nullable=True))
    for table in ("introduction", "report_help"):
        op.add_column(table, sa.Column("outcome", sa.Text(), nullable=True))
        op.add_column(table, sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True))
        op.add_column(table, sa.Column("outcome_by", sa.Text(), nullable=True))


def downgrade() -> None:
    for table in ("report_help", "introduction"):
        for name in ("outcome_by", "outcome_at", "outcome"):
            op.drop_column(table, name)
    for name in ("answered_by", "acknowledged_by", "acknowledged_at"):
        op.drop_column("complaint", name)
