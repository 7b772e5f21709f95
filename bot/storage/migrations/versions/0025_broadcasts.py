"""Messages to many, to whom each was brought, and who agreed to be sent them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("may_ask_since", "friday_since"):
        op.add_column("participant", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "broadcast",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("neighbourhoods", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False, server_default=""),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_broadcast"),
    )
    op.create_index("ix_broadcast_organisation_until", "broadcast", ["organisation", "until"])
    op.create_table(
        "brought",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("broadcast", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "participant"],
            ["participant.organisation", "participant.hash"],
            name="fk_brought_organisation_participant",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "broadcast"],
            ["broadcast.organisation", "broadcast.id"],
            name="fk_brought_organisation_broadcast",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "broadcast", "participant", name="pk_brought"),
    )
    op.create_index("ix_brought_organisation_participant", "brought", ["organisation", "participant"])


def downgrade() -> None:
    op.drop_table("brought")
    op.drop_table("broadcast")
    with op.batch_alter_table("participant") as batch:
        batch.drop_column("friday_since")
        batch.drop_column("may_ask_since")
