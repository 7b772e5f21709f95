"""What workers say of where help is and of what is on, beside the pack."""

from sqlalchemy import Column, Date, Table, Text

from bot.storage.columns import Code, code, instant, key, sealed
from bot.storage.tables.naming import metadata

# `sort` is signpost or whats_on; `id` the pack's own, or a new one. `sealed` is the entry as they wrote it, empty where
# the pack's words stand; `retired_at`: it is shown to nobody.
directory_entry = Table(
    "directory_entry",
    metadata,
    key("organisation"),
    key("sort"),
    key("id", Code),
    Column("neighbourhood", Text),
    sealed(nullable=True),
    Column("checked_on", Date),
    instant("retired_at", nullable=True),
    code("worker", Code),
    instant("changed_at"),
)
