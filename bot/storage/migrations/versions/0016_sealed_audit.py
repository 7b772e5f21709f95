"""Each line of the audit is bound to the one before it: what is edited, taken out or moved shows."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit") as batch:
        batch.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("seal", sa.LargeBinary(), nullable=True))
        batch.create_unique_constraint("uq_audit_organisation_number", ["organisation", "number"])
    op.create_table(
        "audit_end",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", name="pk_audit_end"),
    )


def downgrade() -> None:
    op.drop_table("audit_end")
    with op.batch_alter_table("audit") as batch:
        batch.drop_constraint("uq_audit_organisation_number", type_="unique")
        batch.drop_column("seal")
        batch.drop_column("number")
