"""What contacts of agencies say of a month's report."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_pulse",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("organisation", "period", "contact")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("useful", "acted", "trusted")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "period", "contact", name="pk_report_pulse"),
    )


def downgrade() -> None:
    op.drop_table("report_pulse")
