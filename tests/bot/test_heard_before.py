"""That others have said this too is told as the last published report has it: of ten people or more, rounded."""

from msgspec.structs import replace
from sqlalchemy import update

from bot.domain.release import Release
from bot.heard_before import HeardBefore, figures, newest_published
from bot.storage import releases, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports import dataset
from reports.figures import HIDDEN, Rounding
from reports.frozen import Frozen
from reports.model import Month
from reports.printed import Printed, Table
from tests.factories_app import NOON
from tests.stores import ONE_STORE

OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)
RULE, FEWER_BY_AGREEMENT = Rounding(), Rounding(5, 5)
PLAY, HOMES, CRIME = (("theme", "idea", one) for one in ("play", "housing", "crime"))
PRINTED = Printed(
    RULE,
    (
        Table("quayside", OCTOBER, ((PLAY, RULE.figure(21)), (HOMES, RULE.figure(9)), (CRIME, HIDDEN)), RULE.few),
        Table("mill-row", OCTOBER, ((PLAY, FEWER_BY_AGREEMENT.figure(6)),), RULE.few),
        Table("all", OCTOBER, ((PLAY, RULE.figure(60)),), RULE.few),
        Table("quayside", SEPTEMBER, ((HOMES, RULE.figure(40)),), RULE.few),
    ),
    "salt",
)
RELEASE = Release("2026-10", 1, checked=True, who="mo", hash="h", decided_at=NOON, due_at=NOON)


def test_only_what_stands_there_as_a_number_of_ten_or_more_is_said() -> None:
    assert figures(PRINTED, OCTOBER) == {"quayside idea play": "20"}


async def put(database: Database, keys: Keys, one: Release) -> None:
    month = Frozen(Month.of(one.period), printed=PRINTED, revision=one.revision)
    async with database.write() as conn:
        assert await releases.decide(conn, keys, one, dataset.pack(month).content)
        await conn.execute(update(tables.report_release).values(published_at=one.published_at))


@ONE_STORE
async def test_nothing_is_said_before_the_report_is_out(database: Database, keys: Keys) -> None:
    before = HeardBefore(database, keys)
    await put(database, keys, RELEASE)
    await before.look()
    assert before("quayside idea play") == ""
    async with database.write() as conn:
        await conn.execute(update(tables.report_release).values(published_at=NOON))
    await before.look()
    assert before("quayside idea play") == "20"
    assert before("mill-row idea play") == before("quayside issue play") == before("all idea play") == ""


def test_the_newest_month_that_is_out_counts_with_its_last_revision() -> None:
    out = replace(RELEASE, published_at=NOON)
    second = replace(out, revision=2)
    assert newest_published([out, second, replace(RELEASE, period="2026-11")]) == ("2026-10", 2)
    assert newest_published([RELEASE]) is None
