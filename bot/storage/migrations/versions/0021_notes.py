"""What workers jot down, until they say that it is to be kept; how many were present when a group said something."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contribution", sa.Column("present", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "note_draft",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "worker"],
            ["worker.organisation", "worker.id"],
            name="fk_note_draft_organisation_worker",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "worker", name="pk_note_draft"),
    )


def downgrade() -> None:
    op.drop_table("note_draft")
    with op.batch_alter_table("contribution") as batch:
        batch.drop_column("present")
