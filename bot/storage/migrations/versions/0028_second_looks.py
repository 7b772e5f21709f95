"""What workers have looked at, hold back, and look at for one another; which worker holds a talk; notes apart."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _of_contribution("looked_at", ("worker",), sa.Column("at", sa.DateTime(timezone=True), nullable=False))
    _of_contribution(
        "hold",
        (),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
    )
    op.create_table(
        "second_look",
        *_texts("organisation", "id", "reference", "neighbourhood", "worker"),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False, server_default=""),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_why", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_second_look"),
    )
    for column in ("verdict", "reference"):
        op.create_index(f"ix_second_look_organisation_{column}", "second_look", ["organisation", column])
    op.add_column("agenda_item", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    for column in ("worker_id", "second_id"):
        op.add_column("talk", sa.Column(column, sa.Text(), nullable=False, server_default=""))
    _drafts("worker", "id")


def downgrade() -> None:
    _drafts("worker")
    with op.batch_alter_table("talk") as batch:
        batch.drop_column("second_id")
        batch.drop_column("worker_id")
    with op.batch_alter_table("agenda_item") as batch:
        batch.drop_column("sealed")
    for table in ("second_look", "hold", "looked_at"):
        op.drop_table(table)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _of_contribution(name: str, keys: tuple[str, ...], *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        *_texts("organisation", "contribution", *keys),
        *columns,
        sa.ForeignKeyConstraint(
            ["organisation", "contribution"],
            ["contribution.organisation", "contribution.id"],
            name=f"fk_{name}_organisation_contribution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "contribution", *keys, name=f"pk_{name}"),
    )


def _drafts(*keys: str) -> None:
    """The table anew: what lies in it lives for a day at most, until its worker says yes or no."""
    op.drop_table("note_draft")
    op.create_table(
        "note_draft",
        *_texts("organisation", *keys),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "worker"],
            ["worker.organisation", "worker.id"],
            name="fk_note_draft_organisation_worker",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", *keys, name="pk_note_draft"),
    )
