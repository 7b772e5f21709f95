"""A file comes in: once, row by row, screened, or each row refused with its line and reason."""

import asyncio
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.core import LOCALES, ROOT
from bot.domain import reference
from bot.domain.contribution import Contribution, Kind, Standing
from bot.draws import new_id
from bot.errors import DatabaseBusy, ImportRefused, StorageError
from bot.exchange.bringing_in import AT_ONCE, Desk
from bot.prepared import prepared, spoken
from bot.storage import cases
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.tables import safeguarding_case
from tests.factories_exchange import AREA, bring, desk, draws, file, handed_out
from tests.factories_storage import all_said, carried_out, done, keep, unlocked
from tests.factories_storage import known as made_known

GIVEN = reference.make("LK", lambda _: 5)


@pytest.fixture
def at(database: Database, keys: Keys) -> Desk:
    return desk(database, keys)


async def said(at: Desk) -> list[Contribution]:
    return await all_said(at.database, at.keys)


async def case_ids(at: Desk) -> list[str]:
    async with at.database.read() as conn:
        chosen = select(safeguarding_case.c.id).order_by(safeguarding_case.c.id)
        return list((await conn.execute(chosen)).scalars())


async def test_what_a_row_leaves_open_the_readers_say(at: Desk) -> None:
    outcome = await bring(at, [{}])
    [one] = await said(at)
    assert (outcome.stored, outcome.known, outcome.complete) == (1, 0, True)
    assert (one.words, one.said_on, one.neighbourhood) == ("more buses", date(2026, 10, 1), "quayside")
    assert (one.kind, one.themes, one.language) == (Kind.ISSUE, ("transport_parking", "health"), "en")
    assert (one.said_it, one.written_by, one.standing, one.door) == (1, None, Standing.HEARD, "import")
    assert reference.tidy(one.reference) == one.reference
    assert one.reference.startswith("LK-")


async def test_what_a_row_says_is_kept_as_it_says(at: Desk) -> None:
    row = {"kind": "Good News", "theme": "Play and things to do", "said_it": " 12 ", "written_by": " Sam "}
    await bring(at, [row | {"reference": GIVEN.lower(), "language": "pl", "standing": "held"}])
    [one] = await said(at)
    assert (one.kind, one.themes, one.said_it, one.written_by) == (
        Kind.GOOD_NEWS,
        ("play_things_to_do",),
        12,
        "Sam",
    )
    assert (one.reference, one.language, one.standing) == (GIVEN, "pl", Standing.HELD)


@pytest.mark.parametrize(
    ("written", "neighbourhood", "place"),
    [
        ("quayside", "quayside", None),
        ("  QUAY   side ", "quayside", None),
        ("Mill Row", "mill-row", None),
        ("quay-estate", "quayside", None),
        ("quay", "quayside", "quay"),
        ("DOCK STREET", "quayside", "quay"),
        ("church hill", "elsewhere", "hill"),
        ("elsewhere", "elsewhere", None),
    ],
)
async def test_a_neighbourhood_goes_by_id_name_alias_or_a_place_of_its_own(
    at: Desk, written: str, neighbourhood: str, place: str | None
) -> None:
    await bring(at, [{"neighbourhood": written}])
    [one] = await said(at)
    assert (one.neighbourhood, one.place_about) == (neighbourhood, place)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"text": ""}, "text: is missing"),
        ({"text": " \n\t "}, "text: is missing"),
        ({"text": "x" * 100_001}, "text: longer than 100,000 signs"),
        ({"said_on": ""}, "said_on: is missing"),
        ({"said_on": "01/10/2026"}, "said_on: '01/10/2026' is not a day written as 2026-10-07"),
        ({"said_on": "2026-02-30"}, "said_on: '2026-02-30' is not a day"),
        ({"said_on": "2026-10-08"}, "said_on: 2026-10-08 is to come"),
        ({"said_on": "0206-10-01"}, "said_on: 0206-10-01 is too long ago"),
        ({"neighbourhood": "Atlantis"}, "neighbourhood: 'Atlantis' is not known here"),
        ({"neighbourhood": "---"}, "neighbourhood: '---' is not known here"),
        ({"neighbourhood": "a\x1b[2J\n" + "b" * 99}, "neighbourhood: 'a [2J " + "b" * 34 + "…' is not"),
        ({"kind": "complaint"}, "kind: 'complaint' is not known here"),
        ({"theme": "dragons"}, "theme: 'dragons' is not known here"),
        ({"said_it": "0"}, "said_it: '0' is not a number from 1 to 9999"),
        ({"said_it": "10000"}, "said_it: '10000' is not"),
        ({"said_it": "1" * 5000}, "is not a number from 1 to 9999"),
        ({"said_it": "\u0663"}, "said_it: '\u0663' is not"),
        ({"said_it": "many"}, "said_it: 'many' is not"),
        ({"written_by": "x" * 201}, "written_by: longer than 200 signs"),
        ({"reference": GIVEN[:-1] + ("2" if GIVEN[-1] != "2" else "3")}, "is not a reference of ours"),
        ({"language": "Klingon"}, "language: 'Klingon' is not known here"),
        ({"said_by_hash": "Ada Lovelace"}, "said_by_hash: is not as `earshot export` writes it"),
        ({"standing": "withdrawn"}, "standing: what was withdrawn is not brought in again"),
        ({"standing": "shouted"}, "standing: 'shouted' is not one of heard, held"),
        ({"text": "", "kind": "x", "said_it": "x"}, "text: is missing; kind: 'x' is not known here; said_it: 'x' is"),
    ],
)
async def test_a_row_that_will_not_do_is_refused_with_every_reason_and_the_others_are_kept(
    at: Desk, row: dict[str, str], reason: str
) -> None:
    outcome = await bring(at, [{}, row, {}])
    [refused] = outcome.refused
    assert (refused.line, outcome.stored, outcome.complete) == (3, 2, False)
    assert reason in refused.reason
    assert len(await said(at)) == 2


async def test_today_is_the_towns_own(at: Desk) -> None:
    """Just after midnight in summer, it is still yesterday in UTC."""
    late = desk(at.database, at.keys, now=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert (await bring(late, [{"said_on": "2026-07-02"}, {"said_on": "2026-07-03"}])).stored == 1


async def test_a_reference_that_stands_twice_in_a_file_is_refused_the_second_time(at: Desk) -> None:
    outcome = await bring(at, [{"reference": GIVEN}, {"text": "another", "reference": GIVEN}])
    assert [(one.line, one.reason) for one in outcome.refused] == [(3, f"reference: {GIVEN} stands on line 2 already")]


async def test_what_cannot_be_read_at_all_stores_nothing(at: Desk) -> None:
    with pytest.raises(ImportRefused):
        await bring(at, file({}) + b"\xff")
    assert await said(at) == []


async def test_a_file_that_comes_twice_is_stored_once(at: Desk) -> None:
    rows = [{}, {}, {"text": "more trees"}, {"reference": GIVEN}]
    assert (await bring(at, rows)).stored == 4
    again = await bring(at, rows)
    assert (again.stored, again.known, len(await said(at))) == (0, 4, 4)


async def test_what_is_the_same_but_for_capitals_spaces_and_the_name_of_the_place_is_the_same(at: Desk) -> None:
    await bring(at, [{"text": "Caf\u00e9 for  all", "neighbourhood": "Quayside"}])
    again = await bring(at, [{"text": " cafe\u0301 FOR\nall ", "neighbourhood": "quay estate"}])
    assert (again.stored, again.known) == (0, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "fewer buses"},
        {"said_on": "2026-10-02"},
        {"neighbourhood": "mill-row"},
        {"said_it": "2"},
        {"written_by": "Sam"},
    ],
)
async def test_what_differs_in_one_thing_is_another(at: Desk, change: dict[str, str]) -> None:
    await bring(at, [{}])
    assert (await bring(at, [{}, change])).stored == 1


async def test_a_file_that_was_reordered_and_added_to_brings_only_what_is_new(at: Desk) -> None:
    rows = [{"text": f"text {number % 7}"} for number in range(20)]
    await bring(at, rows)
    more = [{"text": "text 3"}, {"text": "new"}, *rows[5:], {"text": "other", "reference": GIVEN}, *rows[:5]]
    outcome = await bring(at, more)
    assert (outcome.stored, outcome.known, len(await said(at))) == (3, 20, 23)


async def test_a_file_that_was_handed_out_is_known_alone_and_beside_the_file_it_came_from(at: Desk) -> None:
    first = file({}, {}, {"text": "more trees"})
    await bring(at, first)
    exported = await handed_out(at)
    assert (await bring(at, exported)).stored == 0
    assert (await bring(at, first)).stored == 0
    paper = b"".join(b"%s,,,,,,,,\r\n" % line for line in first.splitlines()[1:])
    both = await bring(at, exported + paper)
    assert (both.stored, both.known, both.refused) == (0, 6, ())


async def test_a_dry_run_says_what_would_happen_and_stores_nothing(at: Desk) -> None:
    await bring(at, [{}])
    outcome = await bring(at, [{}, {"text": "new"}, {"text": "red alert"}, {"kind": "x"}], dry_run=True)
    assert (outcome.stored, outcome.known, len(outcome.refused), len(outcome.alarms)) == (2, 1, 1, 1)
    assert (len(await said(at)), await case_ids(at)) == (1, [])
    assert "This was a dry run: nothing was stored." in list(outcome.lines())


async def test_each_row_is_its_own_participant_whom_nobody_can_write_to(at: Desk) -> None:
    await bring(at, [{}, {}, {"text": "x", "written_by": "Sam"}])
    assert len({one.participant for one in await said(at)}) == 3


async def test_rows_with_the_same_hash_share_a_participant_also_when_they_come_apart(at: Desk) -> None:
    who = "ab" * 16
    await bring(at, [{"text": "one", "said_by_hash": who}, {"text": "two", "said_by_hash": who}])
    await bring(at, [{"text": "three", "said_by_hash": who}, {"text": "four"}])
    speakers = {one.words: one.participant for one in await said(at)}
    assert speakers["one"] == speakers["two"] == speakers["three"] == who
    assert speakers["four"] != who


async def test_nothing_is_put_into_the_mouth_of_somebody_we_talk_with(at: Desk) -> None:
    [ada] = await made_known(at.database, at.keys, "ada")
    await carried_out(at.database, at.keys, done(ada, keep("c1", "my own words")))
    await bring(at, [{"text": "not hers", "said_by_hash": ada.hash}])
    speakers = {one.words: one.participant for one in await said(at)}
    assert speakers["my own words"] == ada.hash
    assert speakers["not hers"] != ada.hash


async def test_a_participant_who_is_here_already_keeps_their_key(database: Database, keys: Keys) -> None:
    """The same row may come first with a reference and the hash it was exported with, and then as it was on paper."""
    paper = desk(database, keys)
    await bring(paper, [{}])
    [one] = await said(paper)
    row = {"reference": GIVEN, "said_by_hash": one.participant or "", "text": "again"}
    await bring(paper, [row])
    assert {one.words for one in await said(paper)} == {"more buses", "again"}


@pytest.mark.parametrize(("level", "standing"), [("red", Standing.SAFEGUARDING), ("amber", Standing.HEARD)])
async def test_dangerous_words_become_a_case_and_one_list(at: Desk, level: str, standing: Standing) -> None:
    outcome = await bring(at, [{}, {"text": f"{level} alert"}, {"text": f"\u202e{level} alert again\0"}])
    assert [(one.line, one.level) for one in outcome.alarms] == [(3, level), (4, level)]
    stored = {one.reference: one for one in await said(at)}
    assert all(stored[one.reference].standing is standing for one in outcome.alarms)
    async with at.database.read() as conn:
        words = [await cases.words(conn, at.keys, id_) for id_ in await case_ids(at)]
    assert words == [[f"{level} alert"], [f"\u202e{level} alert again\0"]]
    told = "\n".join(outcome.lines("Kim"))
    assert "Ring Kim today" in told
    assert "alert" not in told


async def test_dangerous_words_that_come_twice_are_one_case(at: Desk) -> None:
    await bring(at, [{"text": "red alert"}])
    again = await bring(at, [{"text": "red alert"}])
    assert (again.alarms, len(await case_ids(at))) == ((), 1)


@pytest.mark.parametrize(
    ("text", "given", "standing", "alarms"),
    [
        ("amber alert", "", Standing.HEARD, 1),
        ("amber alert", "heard", Standing.HEARD, 1),
        ("amber alert", "spam", Standing.SPAM, 1),
        ("red alert", "heard", Standing.SAFEGUARDING, 1),
        ("red alert", "spam", Standing.SAFEGUARDING, 1),
        ("all is well", "safeguarding", Standing.SAFEGUARDING, 1),
        ("all is well", "", Standing.HEARD, 0),
    ],
)
async def test_what_sounds_red_is_never_heard_and_a_given_standing_is_kept_otherwise(
    at: Desk, text: str, given: str, standing: Standing, alarms: int
) -> None:
    outcome = await bring(at, [{"text": text, "standing": given}])
    [one] = await said(at)
    assert (one.standing, len(outcome.alarms), len(await case_ids(at))) == (standing, alarms, alarms)


async def test_a_kill_leaves_whole_chunks_and_the_next_run_completes(at: Desk) -> None:
    rows = [{"text": f"text {number // 2}"} for number in range(2 * AT_ONCE + 10)]

    class KilledError(BaseException):
        pass

    def kill(behind: int, _of: int) -> None:
        if behind == AT_ONCE:
            raise KilledError

    with pytest.raises(KilledError):
        await bring(at, rows, progress=kill)
    assert len(await said(at)) == AT_ONCE
    outcome = await bring(at, rows)
    assert (outcome.stored, outcome.known, len(await said(at))) == (AT_ONCE + 10, AT_ONCE, len(rows))


async def test_the_real_readers_fit_the_desk(database: Database, keys: Keys) -> None:
    at = desk(database, keys, reads=prepared(spoken(AREA), LOCALES).readers)
    outcome = await bring(at, [{"text": "the park needs a basketball hoop"}, {"text": "i want to kill myself"}])
    assert [(one.line, one.level) for one in outcome.alarms] == [(3, "red")]
    assert [one.themes[0] for one in await said(at) if one.standing is Standing.HEARD] == ["play_things_to_do"]


async def test_a_file_brought_in_by_three_at_once_is_stored_once(at: Desk) -> None:
    rows = [{"text": f"text {number}"} for number in range(AT_ONCE + 50)]
    desks = [desk(at.database, at.keys, seed=seed, new_id=new_id) for seed in range(3)]
    outcomes = await asyncio.gather(*(bring(one, rows) for one in desks))
    assert sum(one.stored for one in outcomes) == len(await said(at)) == len(rows)


async def test_a_database_that_is_busy_for_a_while_is_waited_for(url: str, at: Desk) -> None:
    """Somebody else writes for longer than the import's own database waits, then lets go."""
    if at.database.dialect != "sqlite":
        pytest.skip("on PostgreSQL writers do not wait for one another")
    impatient = await Database.open(url, wait=0.1)
    async with at.database.write():
        bringing = asyncio.create_task(bring(desk(impatient, at.keys), [{}]))
        await asyncio.sleep(0.25)
    assert (await bringing).stored == 1
    async with at.database.write():
        with pytest.raises(DatabaseBusy):
            await bring(desk(impatient, at.keys), [{"text": "later"}])
    await impatient.close()


KILLED_HALF_WAY = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.storage.database import Database
from bot.storage.keys import MasterKey
from tests.factories_exchange import bring, desk
from tests.factories_storage import unlocked

async def main():
    database = await Database.open(sys.argv[1])
    keys = await unlocked(database, MasterKey.load_or_make(Path(sys.argv[2]), may_make=False))
    rows = [{"text": f"text {number}"} for number in range(int(sys.argv[3]))]
    kill = lambda behind, of: behind and os.kill(os.getpid(), signal.SIGKILL)
    await bring(desk(database, keys), rows, progress=kill)

asyncio.run(main())
"""


async def test_a_process_killed_between_two_lots_loses_nothing_of_the_first(url: str, at: Desk, tmp_path: Path) -> None:
    more = 2 * AT_ONCE
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED_HALF_WAY, url, str(tmp_path / "keys" / "master.key"), str(more), cwd=ROOT
    )
    assert await killed.wait() == -signal.SIGKILL
    assert len(await said(at)) == AT_ONCE
    outcome = await bring(
        desk(at.database, at.keys, seed=2, new_id=new_id), [{"text": f"text {n}"} for n in range(more)]
    )
    assert (outcome.stored, outcome.known, len({one.words for one in await said(at)})) == (AT_ONCE, AT_ONCE, more)


async def test_progress_ends_where_the_file_ends(at: Desk) -> None:
    heard: list[tuple[int, int]] = []
    await bring(at, [{}] * (AT_ONCE + 1), progress=lambda behind, of: heard.append((behind, of)))
    assert heard == [(0, AT_ONCE + 1), (AT_ONCE, AT_ONCE + 1), (AT_ONCE + 1, AT_ONCE + 1)]


async def test_a_drawn_reference_is_free_in_the_database_and_in_the_file(at: Desk) -> None:
    """The first references drawn here are taken: one by what is stored, one by a later row of the file."""

    def first_ones() -> list[str]:
        draw = draws(9)
        return [reference.make("LK", draw) for _ in range(2)]

    stored, later = first_ones()
    await bring(at, [{"text": "stored", "reference": stored}])
    again = desk(at.database, at.keys, draw=draws(9), new_id=at.new_id)
    outcome = await bring(again, [{"text": "first"}, {"text": "second"}, {"text": "later", "reference": later}])
    assert (outcome.stored, outcome.known, len({one.reference for one in await said(at)})) == (3, 0, 4)


async def test_where_no_reference_is_free_any_more_nothing_is_stored_and_that_is_said(at: Desk) -> None:
    stuck = desk(at.database, at.keys, draw=lambda _below: 0)
    with pytest.raises(StorageError, match="hardly any reference that begins with LK- is free"):
        await bring(stuck, [{}, {"text": "another"}])
    assert await said(at) == []


async def test_nothing_a_text_can_hold_stops_it(at: Desk) -> None:
    texts = [
        "\0",
        "a\0b",
        "\ud800",
        "\u202ereversed",
        "z\u0300\u0301\u0302\u0489" * 200,
        "x" * 5000,
        "\ufeff",
        "'",
        '"',
    ]
    hold = file(*({"text": text} for text in texts if "\ud800" not in text)) + b"\\ud800,2026-10-01,quayside\r\n"
    outcome = await bring(at, hold)
    assert (outcome.refused, {one.words for one in await said(at)}) == ((), set(texts))


async def test_two_organisations_in_one_database_do_not_know_each_others_rows(database: Database, keys: Keys) -> None:
    other = await unlocked(database, keys.master, "elsewhere")
    assert (await bring(desk(database, keys), [{"reference": GIVEN}, {}])).stored == 2
    assert (await bring(desk(database, other), [{"reference": GIVEN}, {}])).stored == 2
