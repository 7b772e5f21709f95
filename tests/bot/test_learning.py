"""The readers learn from what adults confirmed and still stand by, refuse to get worse, and unlearn what is erased."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from structlog.testing import capture_logs

from bot import weights
from bot.conversation.effects import AmendContribution, ErasePerson, Remember, SetAside, Withdraw
from bot.domain.contribution import Kind
from bot.domain.participant import AgeBand
from bot.errors import ReportError
from bot.jobs.kit import Kit
from bot.jobs.learning import last_night
from bot.jobs.learning import learning as night
from bot.learning import FEWEST, Desk, Learning, Outcome, learn
from bot.prepared import built
from bot.readers_now import ReadersNow
from bot.reading.lexicons import Example, Lexicon
from bot.storage.confirmed import MOST_EACH, confirmed
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.people import Person
from tests.bot.reading.test_trial import SHIPPED
from tests.factories_pack import make_area
from tests.factories_storage import carried_out, done, keep, known

THEMES = {"transport": "transport_parking", "housing": "housing"}
LEXICONS = {"en": Lexicon(examples=tuple(Example(text, kind, THEMES[theme]) for text, kind, theme in SHIPPED))}
WRONG = [text for text, _, theme in SHIPPED if theme == "transport"]
NOW = datetime(2026, 10, 8, 2, 45, tzinfo=UTC)


@pytest.fixture
def desk(database: Database, keys: Keys, tmp_path: Path) -> Desk:
    from_pack = make_area()
    themes = tuple(one for one in make_area().themes) + tuple(
        type(from_pack.themes[0])(code, {"en": code}, {})
        for code in THEMES.values()
        if code not in {one.code for one in from_pack.themes}
    )
    area = make_area(themes=themes, languages=from_pack.languages[:1])
    return Desk(database, keys, area, lambda: LEXICONS, tmp_path)


async def told(
    desk: Desk, texts: Sequence[str], theme: str = "", *, band: AgeBand = AgeBand.ADULT, start: int = 0
) -> list[Person]:
    """Each text said and confirmed as an issue of this theme (else its slang's), by a person of its own."""
    people = await known(desk.database, desk.keys, *(f"person {start + number}" for number in range(len(texts))))
    for number, (person, text) in enumerate(zip(people, texts, strict=True), start=start):
        await carried_out(
            desk.database,
            desk.keys,
            done(person, Remember(band=band)),
            done(person, keep(f"c{number}", text), f"{number}"),
            done(
                person,
                AmendContribution(f"c{number}", kind=Kind.ISSUE, themes=(theme or _means(text),), confirmed=True),
            ),
        )
    return people


def _means(text: str) -> str:
    return "housing" if "gaff" in text else "transport_parking"


def slang(count: int = FEWEST) -> list[str]:
    return [f"fed up with the {number} {'gaff' if number % 2 else 'moggie'}" for number in range(count)]


def kept(desk: Desk) -> weights.Weights | None:
    return weights.load(weights.path_of(desk.data_dir, "en"))


def theme_of(desk: Desk, text: str) -> str:
    return ReadersNow(built(desk.area, LEXICONS), desk.data_dir).read(text).themes[0].theme


async def found(desk: Desk) -> set[str]:
    async with desk.database.read() as conn:
        return {one.id for one in await confirmed(conn, desk.keys, "en")}


async def test_what_residents_confirmed_is_learned_and_read_from_then_on(desk: Desk) -> None:
    await told(desk, slang())
    [outcome] = await learn(desk)
    assert not outcome.refused
    assert outcome.trial is not None
    assert outcome.trial.after.theme >= outcome.trial.before.theme
    assert theme_of(desk, "the moggie") == "transport_parking"
    assert "Learned." in outcome.lines()[-1]


async def test_of_few_messages_nothing_is_learned(desk: Desk) -> None:
    await told(desk, slang(FEWEST - 1))
    [outcome] = await learn(desk)
    assert outcome == Outcome("en", FEWEST - 1)
    assert kept(desk) is None


async def test_what_would_make_reading_worse_is_refused_and_shipped_examples_stay(desk: Desk) -> None:
    await told(desk, WRONG * 3, "housing")
    [outcome] = await learn(desk)
    assert outcome.refused
    assert kept(desk) is None
    assert "Refused" in outcome.lines()[-1]


async def test_refusing_keeps_what_was_learned_before_while_all_who_taught_it_are_there(desk: Desk) -> None:
    people = await told(desk, slang())
    await learn(desk)
    before = kept(desk)
    await told(desk, WRONG * 6, "housing", start=FEWEST)
    [outcome] = await learn(desk)
    assert (outcome.refused, outcome.kept_old) == (True, True)
    assert before is not None
    after = kept(desk)
    assert after is not None
    assert np.array_equal(after.learned.weights, before.learned.weights)
    await carried_out(desk.database, desk.keys, done(people[0], Withdraw("c0")))
    [outcome] = await learn(desk)
    assert (outcome.refused, outcome.kept_old, kept(desk)) == (True, False, None)


async def test_what_is_withdrawn_or_erased_is_unlearned_without_a_trace(desk: Desk) -> None:
    """The weights are those of somebody who never heard of it, to the last bit."""
    await told(desk, slang())
    await learn(desk)
    before = kept(desk)
    people = await told(desk, slang(2), start=FEWEST)
    [outcome] = await learn(desk)
    assert not outcome.refused, outcome
    with_them = kept(desk)
    await carried_out(desk.database, desk.keys, done(people[0], Withdraw(f"c{FEWEST}")))
    await carried_out(desk.database, desk.keys, done(people[1], ErasePerson()))
    await learn(desk)
    after = kept(desk)
    assert before is not None
    assert with_them is not None
    assert after is not None
    assert not np.array_equal(with_them.learned.weights, before.learned.weights)
    assert np.array_equal(after.learned.weights, before.learned.weights)
    assert after.taught_by == before.taught_by


async def test_when_too_few_are_left_the_file_goes(desk: Desk) -> None:
    people = await told(desk, slang())
    await learn(desk)
    await carried_out(desk.database, desk.keys, done(people[0], Withdraw("c0")))
    [outcome] = await learn(desk)
    assert (outcome.changed, kept(desk)) == (True, None)


async def test_learning_twice_gives_the_same_file_to_the_last_bit(desk: Desk) -> None:
    await told(desk, slang())
    await learn(desk)
    first = weights.path_of(desk.data_dir, "en").read_bytes()
    await learn(desk)
    assert weights.path_of(desk.data_dir, "en").read_bytes() == first


async def test_no_word_is_in_the_file(desk: Desk) -> None:
    await told(desk, slang())
    await learn(desk)
    path = weights.path_of(desk.data_dir, "en")
    with np.load(path) as file:
        assert b"moggie" not in b"".join(file[name].tobytes() for name in file.files)
        assert "moggie" not in str(file["told"])
    assert path.stat().st_mode & 0o077 == 0


async def test_only_adults_own_words_that_are_heard_and_confirmed_teach(desk: Desk) -> None:
    people = await told(desk, ["one", "two", "three", "four"])
    await told(desk, ["a child's"], band=AgeBand.UNDER_13, start=4)
    await told(desk, ["did not say"], band=AgeBand.SKIPPED, start=5)
    await carried_out(desk.database, desk.keys, done(people[1], Withdraw("c1")))
    await carried_out(desk.database, desk.keys, done(people[2], SetAside("c2")))
    await carried_out(desk.database, desk.keys, done(people[3], keep("c9", "never confirmed"), "9"))
    assert await found(desk) == {"c0", "c3"}


async def test_what_tells_two_things_teaches_neither(desk: Desk) -> None:
    [ada] = await told(desk, ["a hoop, and the bins smell"])
    both = AmendContribution("c0", kind=Kind.ISSUE, themes=("housing", "health"), confirmed=True)
    await carried_out(desk.database, desk.keys, done(ada, both))
    assert await found(desk) == set()


async def test_nobody_teaches_alone(desk: Desk) -> None:
    [ada] = await told(desk, ["first"])
    for number in range(1, MOST_EACH + 3):
        await carried_out(
            desk.database,
            desk.keys,
            done(ada, keep(f"c{number:02}", "again"), f"{number}"),
            done(ada, AmendContribution(f"c{number:02}", kind=Kind.ISSUE, themes=("housing",), confirmed=True)),
        )
    assert len(await found(desk)) == MOST_EACH


async def test_weights_of_other_word_lists_are_not_used_and_named(desk: Desk) -> None:
    await told(desk, slang())
    await learn(desk)
    prints = built(desk.area, LEXICONS).beside
    assert list(weights.load_fitting(desk.data_dir, prints)) == ["en"]
    assert not weights.unfit(desk.data_dir, prints)
    assert weights.load_fitting(desk.data_dir, {"en": "other"}) == {}
    assert weights.unfit(desk.data_dir, {"en": "other"}) == ["en"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x93NUMPY", b'{"labels": []}'])
def test_a_broken_file_is_as_none(desk: Desk, content: bytes) -> None:
    path = weights.path_of(desk.data_dir, "en")
    path.parent.mkdir()
    path.write_bytes(content)
    assert weights.load(path) is None
    assert weights.unfit(desk.data_dir, {"en": "x"}) == ["en"]


async def test_the_night_teaches_the_running_readers_once(desk: Desk) -> None:
    await told(desk, slang())
    readers = ReadersNow(built(desk.area, LEXICONS), desk.data_dir)
    taken: list[int] = []

    def take_up() -> None:
        taken.append(1)
        readers.take_up()

    unused: Any = None
    kit = Kit(desk.database, desk.keys, desk.area, unused, Path(), "here", learning=Learning(desk, take_up))
    now = datetime.now(UTC)  # noqa: TID251 - the file's own time is the machine's
    await night(kit, now)
    await night(kit, now)
    assert len(taken) == 1
    assert readers.read("the moggie").themes[0].theme == "transport_parking"
    await night(kit, now + timedelta(days=1))
    assert len(taken) == 2


async def test_it_is_learned_apart_once_a_night_whatever_came_of_it_and_taken_up_where_something_is_new(
    desk: Desk,
) -> None:
    """What was refused was tried again at each start, in our own process: chats waited for minutes."""
    await told(desk, slang())
    asked: list[str] = []
    taken: list[int] = []
    path = weights.path_of(desk.data_dir, "en")

    async def apart(name: str, _now: datetime) -> None:
        asked.append(name)
        if len(asked) == 1:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"new")

    unused: Any = None
    where = Learning(desk, lambda: taken.append(1))
    kit = Kit(desk.database, desk.keys, desk.area, unused, Path(), "here", learning=where, apart=apart)
    now = datetime.now(UTC)  # noqa: TID251 - the file's own time is the machine's
    for days in (0, 0, 1):
        await night(kit, now + timedelta(days=days))
    assert asked == ["learning", "learning"]
    assert taken == [1]


async def test_where_too_few_teach_no_process_is_started_and_what_was_learned_goes(desk: Desk) -> None:
    """Each start of a new Earshot paid for a second program, which found nothing to learn."""
    people = await told(desk, slang())
    await learn(desk)
    await carried_out(desk.database, desk.keys, done(people[0], Withdraw("c0")))

    async def apart(_name: str, _now: datetime) -> None:
        pytest.fail("a process was started")

    unused: Any = None
    where = Learning(desk, lambda: None)
    kit = Kit(desk.database, desk.keys, desk.area, unused, Path(), "here", learning=where, apart=apart)
    await night(kit, datetime.now(UTC))  # noqa: TID251 - the file's own time is the machine's
    assert kept(desk) is None
    assert not weights.broke_last(desk.data_dir)


async def test_a_process_that_breaks_is_told_of_once_and_tried_again_the_next_night(desk: Desk) -> None:
    await told(desk, slang())
    asked: list[str] = []

    async def breaks(name: str, _now: datetime) -> None:
        asked.append(name)
        if len(asked) == 1:
            raise ReportError("killed")

    unused: Any = None
    where = Learning(desk, lambda: None)
    kit = Kit(desk.database, desk.keys, desk.area, unused, Path(), "here", learning=where, apart=breaks)
    now = datetime.now(UTC)  # noqa: TID251 - the file's own time is the machine's
    with capture_logs() as logged:
        await night(kit, now)
        await night(kit, now)
    assert [(one["log_level"], one["fault"]) for one in logged] == [("error", "killed")]
    assert len(asked) == 1
    assert weights.broke_last(desk.data_dir)
    await night(kit, now + timedelta(days=1))
    assert len(asked) == 2
    assert not weights.broke_last(desk.data_dir)


def test_the_night_is_by_local_time(desk: Desk) -> None:
    assert last_night(NOW, desk.area.zone) == datetime(2026, 10, 8, 2, 30, tzinfo=UTC)
    assert last_night(NOW - timedelta(hours=1), desk.area.zone) == datetime(2026, 10, 7, 2, 30, tzinfo=UTC)
