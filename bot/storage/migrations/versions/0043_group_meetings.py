"""That a Local Action Group met, who was new, which places are free, who does what by when."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "group_meeting",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("organisation", "id", "neighbourhood")),
        sa.Column("met_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("new_faces", "vacancies")),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_group_meeting"),
    )
    op.create_index("ix_group_meeting_organisation_met_on", "group_meeting", ["organisation", "met_on"])


def downgrade() -> None:
    op.drop_table("group_meeting")
