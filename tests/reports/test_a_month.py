"""A month through every door, by real conversations and a file, as the report counts it: exactly, each thing once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.events import Opened
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.analyse import HELPERS, MESSAGES, NEW, PARTS, PEOPLE, RECEIVED, TALKS, VOICES
from reports.findings import Findings, find
from reports.gather import gather
from reports.model import Edition, Month, Request
from tests.factories_app import NOON, PULL, PUSH, Whole
from tests.factories_exchange import bring, desk
from tests.factories_reports import OCTOBER

QUAYSIDE, MILL_ROW = "q7ays1", "m1llrw"


@pytest.fixture
async def town(database: Database, keys: Keys) -> Whole:
    return Whole(database, keys)


async def tells(
    town: Whole, who: str, words: str, *taps: str, on: str = PUSH, band: str = "adult", door: str = QUAYSIDE
) -> None:
    """Somebody comes by a poster, says how old they are, tells us something and taps."""
    if await town.person(who, on) is None:
        await town.takes(town.update(who, Opened(door), on=on))
        await town.taps(who, band, on)
    await town.says(who, words, on=on)
    for tap in taps:
        await town.taps(who, tap, on)


async def internal(town: Whole, month: Month = OCTOBER, place: str | None = None) -> Findings:
    """What the internal edition counts."""
    request = Request(month, place, Edition.INTERNAL)
    rows = await gather(town.database, town.keys.organisation, [request])
    return find(request, rows, town.area)


def counts(found: Findings, *cells: tuple[str, ...]) -> list[int]:
    return [found[cell].value for cell in cells]


async def test_each_thing_that_happened_is_counted_once_and_where_it_belongs(town: Whole) -> None:
    await tells(town, "ann", "a hoop for the park", "right", "a_bit")
    await tells(town, "ann", "a net for the hoop in the park", "right", "keep_posted")
    await tells(town, "bob", "rubbish in the lane", "right")
    await tells(town, "kim", "more swings please", "right", "no_thanks", on=PULL, band="under_13", door=MILL_ROW)
    found = await internal(town)
    assert counts(found, PEOPLE, MESSAGES, NEW, HELPERS, RECEIVED) == [3, 4, 3, 1, 4]
    assert counts(found, ("kind", "idea"), ("kind", "issue"), ("helpers", "idea")) == [2, 1, 1]
    assert counts(found, ("theme", "idea", "play_things_to_do"), ("theme", "issue", "environment_litter")) == [2, 1]
    assert counts(found, ("door", "telegram"), ("door", "web")) == [2, 1]
    assert counts(await internal(town, place="mill-row"), PEOPLE, MESSAGES) == [1, 1]
    assert counts(await internal(town, place="elsewhere"), PEOPLE, MESSAGES) == [0, 0]


async def test_what_was_received_adds_up_whatever_became_of_it(town: Whole) -> None:
    await tells(town, "ann", "a hoop for the park")
    await tells(town, "bob", "he hits me", "no")
    await tells(town, "cat", "my friend is bullied near the park", "right")
    await takes_back(town, "dan", "a bench by the pond")
    await tells(town, "eve", "a slide")
    await town.says("eve", "delete")
    await town.taps("eve", "delete")
    rows = [{"text": "a talk", "said_it": "12"}, {"text": "red alert"}, {"text": "junk", "standing": "spam"}]
    await bring(desk(town.database, town.keys, now=NOON), rows)
    found = await internal(town)
    assert dict(zip(PARTS, counts(found, *(("received", part) for part in PARTS)), strict=True)) == {
        "included": 2,
        "joined": 0,
        # A row that sounds red, what he does to bob, and cat's worry while it is open: how many of each stands nowhere.
        "held": 3,
        "withdrawn": 1,
        "spam": 1,
    }
    assert counts(found, RECEIVED, PEOPLE, VOICES, TALKS) == [7, 1, 12, 1]


async def takes_back(town: Whole, who: str, words: str) -> None:
    """Somebody says what sort of thing it is, tells it, and goes back."""
    await town.takes(town.update(who, Opened(QUAYSIDE)))
    for tap in ("adult", "idea"):
        await town.taps(who, tap)
    await town.says(who, words, "back")


async def test_words_that_were_changed_added_to_or_moved_are_one_message(town: Whole) -> None:
    await tells(town, "ann", "a hoop for the park")
    await town.says("ann", "and a net")
    for tap in ("change", "place", "mill-row", "right"):
        await town.taps("ann", tap)
    assert counts(await internal(town), PEOPLE, MESSAGES) == [1, 1]
    assert counts(await internal(town, place="quayside"), MESSAGES) == [0]
    assert counts(await internal(town, place="mill-row"), MESSAGES) == [1]


async def test_somebody_is_new_in_the_month_of_their_first_words_and_in_no_other(town: Whole) -> None:
    await tells(town, "ann", "a hoop for the park", "right")
    town.now = datetime(2026, 11, 3, 12, tzinfo=UTC)
    await tells(town, "ann", "a net for the hoop", "right")
    await tells(town, "bob", "rubbish in the lane", "right")
    assert counts(await internal(town), PEOPLE, NEW) == [1, 1]
    assert counts(await internal(town, Month(2026, 11)), PEOPLE, NEW) == [2, 1]


@pytest.mark.parametrize(
    ("now", "month"),
    [
        (datetime(2026, 10, 31, 23, 59, 59, tzinfo=UTC), Month(2026, 10)),
        (datetime(2026, 11, 1, 0, 0, tzinfo=UTC), Month(2026, 11)),
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), Month(2026, 6)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), Month(2026, 7)),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), Month(2026, 12)),
        (datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC), Month(2028, 2)),
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), Month(2026, 3)),
    ],
)
async def test_the_month_is_that_of_the_towns_clocks(town: Whole, now: datetime, month: Month) -> None:
    town.now = now
    await tells(town, "ann", "a hoop for the park", "right")
    assert counts(await internal(town, month), MESSAGES) == [1]
    assert counts(await internal(town, month.after(1)), MESSAGES) == [0]
    assert counts(await internal(town, month.after(-1)), MESSAGES) == [0]


async def test_the_clock_that_wipes_old_words_changes_no_figure(town: Whole) -> None:
    await tells(town, "ann", "a hoop for the park", "right")
    before = await internal(town)
    town.now += timedelta(days=800)
    assert (await internal(town)).now == before.now
