"""Small spends: what workers paid for; that groups met, or would start."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table

from bot.storage.columns import Code, code, instant, key, sealed
from bot.storage.tables.naming import metadata

# A worker's own words, of nobody; `paid_to` is a role. `state` says how it stands with the month's limit, `decided_by`
# the manager who said so.
spend = Table(
    "spend",
    metadata,
    key("organisation"),
    key("id"),
    code("neighbourhood"),
    Column("spent_on", Date, nullable=False),
    code("what", Code),
    Column("pence", Integer, nullable=False),
    code("paid_to", Code),
    Column("receipt", Boolean(create_constraint=False), nullable=False),
    code("state"),
    code("worker", Code),
    instant("noted_at"),
    Column("decided_by", Code),
    instant("decided_at", nullable=True),
    Index(None, "organisation", "spent_on"),
)

# That a Local Action Group met: who does what by when is sealed, a worker's own words of roles.
group_meeting = Table(
    "group_meeting",
    metadata,
    key("organisation"),
    key("id"),
    code("neighbourhood"),
    Column("met_on", Date, nullable=False),
    Column("new_faces", Integer, nullable=False),
    Column("vacancies", Integer, nullable=False),
    sealed(),
    code("worker", Code),
    instant("noted_at"),
    Index(None, "organisation", "met_on"),
)

# That a group would start if a few more grown-ups came: what, where and when are sealed, a worker's own words.
group_starting = Table(
    "group_starting",
    metadata,
    key("organisation"),
    key("id"),
    code("neighbourhood"),
    Column("missing", Integer, nullable=False),
    Column("stands_until", Date, nullable=False),
    sealed(),
    code("worker", Code),
    instant("noted_at"),
    Index(None, "organisation", "stands_until"),
)
