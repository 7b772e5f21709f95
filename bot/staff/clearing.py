"""Lets a line of a contribution out for everybody: in a worker's words, of nobody (product.md 13 and 35)."""

from collections.abc import Collection

from bot.domain.cleared import LONGEST_ASKED, LONGEST_TOLD, Cleared, quotes
from bot.domain.contribution import Standing
from bot.domain.deed import Deed
from bot.errors import Refused
from bot.staff.doing import Doing
from bot.storage import cleared, consents, heard

NOT_FOR_CHILDREN = "children read this, and it asks for a name, a number, a photo or to meet, or gives one"


async def clear(doing: Doing, deed: Deed) -> None:
    """Let it out. Raises Refused in words for the worker."""
    asked, told = (" ".join(one.split()) for one in (deed.words, deed.told))
    if doing.item.standing is not Standing.HEARD:
        raise Refused(f"{doing.item.reference} is {doing.item.standing}: nothing is said of it until it is not")
    if not asked:
        raise Refused("say in a few words what was asked: a ramp for skating")
    if len(asked) > LONGEST_ASKED or len(told) > LONGEST_TOLD:
        raise Refused(f"a line of a poster: {LONGEST_ASKED} signs for what was asked, {LONGEST_TOLD} for the rest")
    if doing.asks(f"{asked} {told}"):
        raise Refused(NOT_FOR_CHILDREN)
    await _not_quoted(doing, (asked, told, f"{asked} {told}"))
    await cleared.keep(doing.conn, doing.keys, doing.item.id, Cleared(asked, told, doing.worker.id, doing.now))


async def _not_quoted(doing: Doing, lines: Collection[str]) -> None:
    """Nobody's very words without their yes, and no child's at all (product.md, section 7 of the report)."""
    said = await heard.by_reference(doing.conn, doing.keys, doing.item.reference)
    if said is None or not any(quotes(line, said.words) for line in lines):
        return
    may_be = await consents.quotable(doing.conn, doing.keys.organisation, [doing.item.id])
    if doing.item.protected or not may_be:
        raise Refused("these are their very words, and they have not said yes to being quoted: say it in your own")
