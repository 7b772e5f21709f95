"""Small spends; what was asked for where there is no service, in a worker's words."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spend",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("paid_to", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_spend"),
    )
    op.create_index("ix_spend_organisation_spent_on", "spend", ["organisation", "spent_on"])
    op.add_column("need", sa.Column("what", sa.Text(), nullable=True))
    op.add_column("need", sa.Column("worker", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("need", "worker")
    op.drop_column("need", "what")
    op.drop_table("spend")
