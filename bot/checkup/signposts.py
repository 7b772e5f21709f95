"""Where help is, as workers keep it in the console: what nobody has checked for a season."""

from datetime import date, datetime

from msgspec.structs import replace

from bot.checkup.asking import ask
from bot.checkup.finding import Finding, warning
from bot.domain.area import Area
from bot.domain.directory import FRESH
from bot.settings import Settings
from bot.storage import directories


async def signposts(settings: Settings, area: Area, now: datetime, *, looks: bool) -> tuple[Area, list[Finding]]:
    """The area with its signposts as workers checked them or took them off, and what is to be said of their own.

    `looks`: the database may be opened.
    """
    said = await ask(settings, lambda conn: directories.checked(conn, area.organisation), looks=looks)
    if not said:
        return area, []
    theirs = {one.id for one in area.signposts}
    kept = (
        replace(one, last_checked=max(one.last_checked, said.get(one.id) or date.min))
        for one in area.signposts
        if said.get(one.id, one.last_checked) is not None
    )
    today = now.astimezone(area.zone).date()
    old = [day for id_, day in said.items() if id_ not in theirs and day is not None and today - day > FRESH]
    told = (
        f"{len(old)} that workers added: not checked for {FRESH.days} days; the console's Signposts lists them first."
    )
    return replace(area, signposts=tuple(kept)), [warning("signposts", told)] if old else []
