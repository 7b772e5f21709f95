"""Saying what became of it: at once to a grown-up, past a second worker to whoever may be a child."""

from datetime import date

from msgspec import structs

from bot.domain.area import Area, Signpost
from bot.domain.contribution import Progress, Standing
from bot.domain.deed import CANNED, TOGETHER, Deed, Does, canned_for
from bot.domain.in_public import is_far
from bot.domain.item import CLOSED, Item
from bot.errors import NotFound, Refused
from bot.staff.doing import Doing
from bot.storage import directories, inbox, looks, progress

NEEDS_WHY = frozenset({Progress.NOT_POSSIBLE, Progress.NOT_US, Progress.NOT_NOW})
"""A no is never left without a reason (product.md 39)."""
NEEDS_DATE = frozenset({Progress.PLANNED})
"""What is planned has a day (product.md 4): without one nobody would notice that nothing came of it."""
NOT_READ = "read the words first: whoever puts it down as read must have had them on their screen"


async def became(doing: Doing, deed: Deed) -> None:
    """An answer in words that a child may read waits for a second worker; whatever else is said goes at once."""
    check(doing.item, deed, doing.today)
    if deed.became is Progress.READ:
        await _had_the_words(doing)
    if deed.canned == TOGETHER and await inbox.reaches_protected(*doing.which):
        raise Refused(f"{doing.item.reference}: whoever may be a child is never asked to meet others")
    if deed.canned:
        await put_down(doing, await _in_their_language(doing, deed))
    elif deed.words.strip() and await inbox.reaches_protected(*doing.which):
        await doing.second(deed)
    else:
        await put_down(doing, deed)


async def put_down(doing: Doing, deed: Deed) -> None:
    """Write what became of it: its person has news from now on."""
    answered = await progress.find(doing.conn, doing.keys.organisation, doing.item.reference)
    if answered is None:
        raise NotFound(doing.item.reference)
    await progress.add(
        doing.conn,
        doing.keys,
        answered,
        deed.became,
        who=doing.worker.id,
        now=doing.now,
        # What has come to its end owes nobody a date.
        until=None if deed.became in CLOSED else deed.until,
        why=deed.words.strip(),
    )


def check(item: Item, deed: Deed, today: date) -> None:
    """Refused where it may not be said of this item as it stands today."""
    if item.standing is not Standing.HEARD:
        raise Refused(f"{item.reference} is {item.standing}: nothing is said of it until it is not")
    _check_date(deed, today)
    _check_words(item, deed)
    again = deed.became is item.became is Progress.READ
    if again and not _says_why(deed) and deed.until is None:
        raise Refused(f"{item.reference} is put down as read already")


def _check_words(item: Item, deed: Deed) -> None:
    if deed.became in NEEDS_WHY and not _says_why(deed):
        raise Refused("say why: a no without a reason is no answer")
    if deed.canned and CANNED.get(deed.canned) is not deed.became:
        raise Refused(f"{deed.canned}: there is no such reply to say of what is {deed.became.replace('_', ' ')}")
    if deed.canned and deed.canned not in canned_for(item):
        raise Refused(f"{deed.canned}: only a grown-up who told of an interest is asked that")


def _says_why(deed: Deed) -> bool:
    return bool(deed.words.strip() or deed.canned)


def _check_date(deed: Deed, today: date) -> None:
    if deed.until is not None and deed.until <= today:
        raise Refused(f"{deed.until}: the next date must be in the future")
    if deed.until is not None and is_far(deed.until, today):
        raise Refused(f"{deed.until}: that is too far off for anybody to wait")
    if deed.became in NEEDS_DATE and deed.until is None:
        raise Refused("what is planned needs a date: say by when they hear of it again")


async def _had_the_words(doing: Doing) -> None:
    """Nothing is read that was not shown: the look is on record (product.md 28)."""
    if not await looks.had(doing.conn, doing.keys.organisation, doing.worker.id, [doing.item.id]):
        raise Refused(NOT_READ)


async def _in_their_language(doing: Doing, deed: Deed) -> Deed:
    language = await inbox.language_of(doing.conn, doing.keys.organisation, doing.item.id)
    return structs.replace(deed, words=doing.canned(deed.canned, language))


async def signpost(doing: Doing, deed: Deed) -> None:
    """A signpost is an answer in the directory's own words. Those of the pack need no second look; a worker's do.

    Else whatever a worker likes could go to a child unwatched, by way of an entry of their own (product.md 25).
    """
    found = (await directories.whole(doing.conn, doing.keys, doing.area)).signpost(deed.other)
    if found is None:
        raise Refused(f"{deed.other}: there is no such signpost")
    told = (found.name, found.phone, found.link)
    answer = Deed(Does.BECAME, Progress.READ, words=" ".join(one for one in told if one))
    check(doing.item, answer, doing.today)
    await _had_the_words(doing)
    if not _is_the_packs(doing.area, found) and await inbox.reaches_protected(*doing.which):
        await doing.second(answer)
    else:
        await put_down(doing, answer)


def _is_the_packs(area: Area, one: Signpost) -> bool:
    """Whether an entry says what the pack says."""
    return any((one.name, one.phone, one.link) == (own.name, own.phone, own.link) for own in area.signposts)
