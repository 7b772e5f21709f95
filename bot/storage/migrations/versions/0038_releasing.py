"""The report on its way out: releases, holds, the archive, contacts of agencies, and mails to them."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "report_release",
        ("period", _whole("revision")),
        sa.Column("checked", sa.Boolean(), nullable=False),
        *_texts("who", "hash", "why"),
        _moment("decided_at"),
        _moment("due_at"),
        _moment("published_at", nullable=True),
    )
    _table("report_edition", ("period", _whole("revision")), _bytes("wrapped_key"), _bytes("sealed"))
    _table("report_file", ("period", "scope", "edition", "language", "kind"), _whole("revision"), _bytes("sealed"))
    _table(
        "report_hold",
        ("id",),
        *_texts("period", "who"),
        _bytes("sealed"),
        _moment("held_at"),
        _moment("let_go_at", nullable=True),
        sa.Column("let_go_by", sa.Text(), nullable=True),
    )
    op.create_index("ix_report_hold_organisation_period", "report_hold", ["organisation", "period"])
    _table(
        "agency_contact",
        ("id",),
        *_texts("agency"),
        _bytes("sealed", nullable=True),
        *_texts("who"),
        _moment("put_at"),
        _moment("gone_at", nullable=True),
    )
    _table(
        "report_delivery",
        ("period", _whole("revision"), "what", "contact"),
        *_texts("agency", "message_id", "state"),
        _whole("tries"),
        *_texts("worker"),
        _moment("put_at"),
        _moment("next_at", nullable=True),
        _moment("claimed_at", nullable=True),
        _moment("sent_at", nullable=True),
        *_texts("fault"),
    )
    op.create_index("ix_report_delivery_organisation_state", "report_delivery", ["organisation", "state"])


def downgrade() -> None:
    for name in ("report_delivery", "agency_contact", "report_hold", "report_file", "report_edition", "report_release"):
        op.drop_table(name)


def _table(name: str, key: tuple[str | sa.Column[int], ...], *columns: sa.Column) -> None:  # type: ignore[type-arg]
    keys = [
        sa.Column(one, sa.Text(), nullable=False) if isinstance(one, str) else one for one in ("organisation", *key)
    ]
    primary = sa.PrimaryKeyConstraint(*(one.name for one in keys), name=f"pk_{name}")
    op.create_table(name, *keys, *columns, primary)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
