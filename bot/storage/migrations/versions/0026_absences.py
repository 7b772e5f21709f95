"""Who is away, from when to when, and who reads instead; on which day a worker has their digest."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("worker", sa.Column("digest_day", sa.SmallInteger(), nullable=True))
    op.create_table(
        "absence",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("cover", sa.Text(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "worker"],
            ["worker.organisation", "worker.id"],
            name="fk_absence_organisation_worker",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_absence"),
    )
    op.create_index("ix_absence_organisation_ends_at", "absence", ["organisation", "ends_at"])


def downgrade() -> None:
    op.drop_table("absence")
    with op.batch_alter_table("worker") as batch:
        batch.drop_column("digest_day")
