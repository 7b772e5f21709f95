"""Who has a contribution, what is on a group's agenda, and what is talked over with the manager."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contribution", sa.Column("owner", sa.Text(), nullable=False, server_default=""))
    for name in ("agenda_item", "talked_over"):
        op.create_table(
            name,
            sa.Column("organisation", sa.Text(), nullable=False),
            sa.Column("contribution", sa.Text(), nullable=False),
            sa.Column("who", sa.Text(), nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
            sa.ForeignKeyConstraint(
                ["organisation", "contribution"],
                ["contribution.organisation", "contribution.id"],
                name=f"fk_{name}_organisation_contribution",
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("organisation", "contribution", name=f"pk_{name}"),
        )


def downgrade() -> None:
    op.drop_table("talked_over")
    op.drop_table("agenda_item")
    with op.batch_alter_table("contribution") as batch:
        batch.drop_column("owner")
