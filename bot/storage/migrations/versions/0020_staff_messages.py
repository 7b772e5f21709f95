"""What workers are told in their chats, until it is taken away there; what a worker was asked last."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_message",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.Text(), nullable=False, server_default=""),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "worker"],
            ["worker.organisation", "worker.id"],
            name="fk_staff_message_organisation_worker",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_staff_message"),
    )
    op.create_index("ix_staff_message_organisation_worker", "staff_message", ["organisation", "worker"])
    op.create_index("ix_staff_message_organisation_gone_at", "staff_message", ["organisation", "gone_at"])
    op.add_column("worker_chat", sa.Column("asked", sa.Text(), nullable=False, server_default=""))
    op.add_column("worker_chat", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("worker_chat") as batch:
        batch.drop_column("asked_at")
        batch.drop_column("asked")
    op.drop_table("staff_message")
