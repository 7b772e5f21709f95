"""Which contributions belong to a case: what there is, by who said it and when, this once."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_DAY = timedelta(days=1)
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_CASES = sa.table(
    "safeguarding_case",
    *(sa.column(name) for name in ("organisation", "id", "participant", "contribution")),
    sa.column("opened_at", sa.DateTime(timezone=True)),
    sa.column("closed_at", sa.DateTime(timezone=True)),
)
_SAID = sa.table(
    "contribution",
    *(sa.column(name) for name in ("organisation", "id", "participant")),
    sa.column("received_at", sa.DateTime(timezone=True)),
)
_LINK = sa.table(
    "said_in_case",
    *(sa.column(name) for name in ("organisation", "case_id", "contribution")),
    sa.column("own", sa.Boolean()),
)


def upgrade() -> None:
    op.create_table(
        "said_in_case",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "case_id"],
            ["safeguarding_case.organisation", "safeguarding_case.id"],
            name="fk_said_in_case_organisation_case_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "contribution"],
            ["contribution.organisation", "contribution.id"],
            name="fk_said_in_case_organisation_contribution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "case_id", "contribution", name="pk_said_in_case"),
    )
    op.create_index("ix_said_in_case_organisation_contribution", "said_in_case", ["organisation", "contribution"])
    conn = op.get_bind()
    for case in conn.execute(sa.select(_CASES)).all():
        conn.execute(_LINK.insert().from_select(["organisation", "case_id", "contribution", "own"], _round(case)))


def _round(case: sa.Row[tuple[object, ...]]) -> sa.Select[tuple[object, ...]]:
    """What was said from a day before a case until it was closed; its own are kept in the turn that opened it."""
    opened = case.opened_at.replace(tzinfo=case.opened_at.tzinfo or UTC)
    until = case.closed_at.replace(tzinfo=case.closed_at.tzinfo or UTC) if case.closed_at else _NEVER
    own = sa.or_(_SAID.c.id == (case.contribution or ""), _SAID.c.received_at == opened)
    near = (_SAID.c.participant == case.participant) & _SAID.c.received_at.between(opened - _DAY, until)
    return sa.select(_SAID.c.organisation, sa.literal(case.id), _SAID.c.id, own).where(
        _SAID.c.organisation == case.organisation, sa.or_(near, _SAID.c.id == (case.contribution or ""))
    )


def downgrade() -> None:
    op.drop_index("ix_said_in_case_organisation_contribution", table_name="said_in_case")
    op.drop_table("said_in_case")
