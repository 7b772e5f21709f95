"""What the turns of a batch want done is done, each person's in order, and only to what is theirs."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation import effects
from bot.conversation.effects import (
    AddToCase,
    AddWords,
    AmendContribution,
    AnswerCase,
    CorrectWords,
    ErasePerson,
    KeepOffer,
    KeepReturnWords,
    OpenCase,
    Remember,
    StopMessages,
    Withdraw,
)
from bot.domain.contribution import HelpRole, Kind, Standing
from bot.domain.participant import AgeBand
from bot.domain.reading import DangerLevel
from bot.errors import DatabaseBusy
from bot.storage import cases, heard, people, told
from bot.storage import effects as carrying
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_storage import NOW, all_said, carried_out, done, keep, known

NASTY = [
    "a\0b",
    "\ud800 lone",
    "",
    "\n\n",
    "\u202eright to left",
    "👩‍👩‍👧",
    "x" * 4096,
    "'; DROP TABLE participant; --",
]


@pytest.mark.parametrize("words", NASTY)
async def test_words_of_any_kind_come_back_as_they_were_said(database: Database, keys: Keys, words: str) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep(words=words)))
    [one] = await all_said(database, keys)
    assert one.words == words


async def test_a_contribution_is_kept_with_all_that_was_said_of_it(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(
        database,
        keys,
        done(ada, keep(door="a1", place_about="mk-woughton", prompted_by="july", read_by=date(2026, 10, 9))),
    )
    [one] = await all_said(database, keys)
    assert (one.participant, one.account, one.external_id) == (ada.hash, ada.account, "1")
    assert (one.kind, one.themes, one.neighbourhood) == (Kind.IDEA, ("play_things_to_do",), "lakes-estate")
    assert (one.door, one.place_about, one.prompted_by, one.read_by) == ("a1", "mk-woughton", "july", date(2026, 10, 9))
    assert (one.received_at, one.standing, one.said_it) == (NOW, Standing.HEARD, 1)


async def test_one_update_may_make_several_contributions(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1")), done(ada, keep("c2")), done(ada, keep("c3"), "2"))
    assert [one.id for one in await all_said(database, keys)] == ["c1", "c2", "c3"]


async def test_an_amendment_changes_what_it_names_and_nothing_else(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    change = AmendContribution("c1", kind=Kind.ISSUE, themes=("housing", "health"))
    await carried_out(database, keys, done(ada, keep()), done(ada, change), done(ada, KeepOffer("c1", HelpRole.A_BIT)))
    [one] = await all_said(database, keys)
    assert (one.kind, one.themes, one.neighbourhood) == (Kind.ISSUE, ("housing", "health"), "lakes-estate")
    assert (one.reference, one.help_role) == ("LK-c1", HelpRole.A_BIT)


async def test_further_words_stand_on_lines_of_their_own_and_an_edit_changes_only_its_own_message(
    database: Database, keys: Keys
) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(
        database,
        keys,
        done(ada, keep(words="a hoop"), "1", "m1"),
        done(ada, AddWords("c1", "and a bench"), "2", "m2"),
        done(ada, CorrectWords("m2", "and two benches"), "3", "m2"),
    )
    [one] = await all_said(database, keys)
    assert one.words == "a hoop\nand two benches"


async def test_an_edit_of_a_message_that_is_in_nothing_is_joined_to_what_they_said_last(
    database: Database, keys: Keys
) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(
        database,
        keys,
        done(ada, keep(words="a hoop"), "1", "m1"),
        done(ada, CorrectWords("m0", "a hoop and a bench"), "2", "m0"),
    )
    [one] = await all_said(database, keys)
    assert one.words == "a hoop\na hoop and a bench"


async def test_an_edit_changes_what_stands_for_a_case_only_where_its_message_is_nowhere_else(
    database: Database, keys: Keys
) -> None:
    """A message that was edited into danger stands in two: edited again, it is said once, and the case is untouched."""
    [ada] = await known(database, keys, "ada")
    in_case = keep("c2", words="he hits me", standing=Standing.SAFEGUARDING)
    await carried_out(database, keys, done(ada, keep(words="a hoop"), "1", "m1"), done(ada, in_case, "2", "m1"))
    await carried_out(database, keys, done(ada, CorrectWords("m1", "a bench"), "3", "m1"))
    await carried_out(database, keys, done(ada, CorrectWords("m9", "by the pond"), "4", "m9"))
    assert [one.words for one in await all_said(database, keys)] == ["a bench\nby the pond", "he hits me"]


async def test_what_is_withdrawn_has_no_words_and_gets_none_again(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep()), done(ada, Withdraw("c1")))
    await carried_out(database, keys, done(ada, AddWords("c1", "more")), done(ada, CorrectWords("m1", "other")))
    [one] = await all_said(database, keys)
    assert (one.words, one.standing) == ("", Standing.WITHDRAWN)


OTHERS = [
    AddWords("c1", "not mine"),
    AmendContribution("c1", kind=Kind.ISSUE),
    CorrectWords("m1", "not mine"),
    KeepOffer("c1", HelpRole.A_BIT),
    Withdraw("c1"),
    AddToCase("s1", "not mine"),
    AnswerCase("s1", may_write_back=True),
]


@pytest.mark.parametrize("effect", OTHERS, ids=lambda effect: type(effect).__name__)
async def test_nobody_changes_what_is_not_theirs(database: Database, keys: Keys, effect: effects.Effect) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    opened = OpenCase("s1", DangerLevel.RED, ("harm",), "she hurts me")
    await carried_out(database, keys, done(ada, keep()), done(ada, opened))
    before = await all_said(database, keys)
    await carried_out(database, keys, done(ben, effect, "2"))
    assert await all_said(database, keys) == before
    async with database.read() as conn:
        assert await cases.words(conn, keys, "s1") == ["she hurts me"]


async def test_what_is_remembered_adds_up_and_the_notice_can_be_taken_back(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(
        database,
        keys,
        done(ada, Remember(band=AgeBand.FROM_13, language="pl", noticed=True)),
        done(ada, Remember(neighbourhood="lakes-estate")),
        done(ada, StopMessages()),
    )
    [ada] = await known(database, keys, "ada")
    assert (ada.participant.band, ada.participant.language) == (AgeBand.FROM_13, "pl")
    assert (ada.participant.neighbourhood, ada.participant.noticed, ada.stopped) == ("lakes-estate", True, True)
    await carried_out(database, keys, done(ada, Remember(noticed=False)))
    [ada] = await known(database, keys, "ada")
    assert (ada.participant.noticed, ada.participant.language) == (False, "pl")


async def test_who_told_us_something_is_returning(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    assert not ada.participant.returning
    await carried_out(database, keys, done(ada, keep()))
    [ada] = await known(database, keys, "ada")
    assert ada.participant.returning


async def test_return_words_find_their_person_however_typed_and_nobody_where_two_have_them(
    database: Database, keys: Keys
) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    await carried_out(database, keys, done(ada, KeepReturnWords("plum fox kite")))
    async with database.read() as conn:
        assert await people.by_return_words(conn, keys, " Plum  FOX kite ") == ada.hash
        assert await people.by_return_words(conn, keys, "plum fox") is None
    await carried_out(database, keys, done(ben, KeepReturnWords("plum fox kite")))
    async with database.read() as conn:
        assert await people.by_return_words(conn, keys, "plum fox kite") is None


async def test_a_case_keeps_all_that_was_said_in_order(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(
        database,
        keys,
        done(ada, OpenCase("s1", DangerLevel.RED, ("harm", "home"), "first \ud800")),
        done(ada, AddToCase("s1", "second"), "2"),
        done(ada, AddToCase("s1", "third"), "3"),
        done(ada, AnswerCase("s1", may_write_back=True), "4"),
    )
    async with database.read() as conn:
        assert await cases.words(conn, keys, "s1") == ["first \ud800", "second", "third"]


async def test_a_reference_drawn_twice_is_to_be_drawn_again(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1", reference="LK-2222X")))
    with pytest.raises(DatabaseBusy):
        await carried_out(database, keys, done(ada, keep("c2", reference="LK-2222X"), "2"))


async def test_status_shows_the_newest_first(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    await carried_out(
        database,
        keys,
        done(ada, keep("c1")),
        done(ben, keep("c2"), "2"),
        done(ada, keep("c3"), "3"),
        done(ada, Withdraw("c1"), "4"),
    )
    async with database.read() as conn:
        mine = await told.mine(conn, keys, ada)
    assert [(one.reference, one.standing) for one in mine] == [
        ("LK-c3", Standing.HEARD),
        ("LK-c1", Standing.WITHDRAWN),
    ]


async def test_a_span_chooses_by_day_and_neighbourhood(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)]
    kept = [done(ada, keep(f"c{number}", said_on=day), str(number)) for number, day in enumerate(days)]
    await carried_out(database, keys, *kept, done(ada, keep("c9", neighbourhood="greenleys", said_on=days[1]), "9"))
    october = {"first": date(2026, 10, 1), "last": date(2026, 10, 31)}
    assert [one.id for one in await all_said(database, keys, **october)] == ["c1", "c9", "c2"]
    assert [one.id for one in await all_said(database, keys, **october, neighbourhood="greenleys")] == ["c9"]


async def test_a_contribution_is_found_by_its_reference(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1", words="found")))
    async with database.read() as conn:
        found = await heard.by_reference(conn, keys, "LK-c1")
        assert found is not None
        assert found.words == "found"
        assert await heard.by_reference(conn, keys, "LK-none") is None


async def test_who_is_erased_and_goes_on_in_the_same_batch_is_a_stranger_with_new_words(
    database: Database, keys: Keys
) -> None:
    [ada] = await known(database, keys, "ada")
    again = people.fresh(keys, ada)
    await carried_out(
        database,
        keys,
        done(ada, keep("c1", words="before")),
        done(ada, ErasePerson(), "2"),
        done(again, keep("c2", words="after"), "3"),
        done(again, Remember(language="ro"), "4"),
    )
    assert [one.words for one in await all_said(database, keys)] == ["after"]
    [ada] = await known(database, keys, "ada")
    assert (ada.participant.language, ada.participant.band) == ("ro", None)


KINDS = st.sampled_from(
    [Remember(language="pl"), keep(), AddWords("c1", "x"), Withdraw("c1"), ErasePerson(), StopMessages()]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["ada", "ben", "cy"]), KINDS), max_size=30))
async def test_waves_lose_nothing_and_keep_each_persons_order(steps: list[tuple[str, effects.Effect]]) -> None:
    asked = [(name, number) for number, (name, _) in enumerate(steps)]
    people_of = {name: _Named(name) for name in ("ada", "ben", "cy")}
    batch = [done(people_of[name], effect, str(number)) for number, (name, effect) in enumerate(steps)]
    waves = carrying._waves(batch)
    ordered = [one for wave in waves for one in sorted(wave, key=lambda one: carrying._RANK[type(one.effect)])]
    assert sorted(int(one.external_id) for one in ordered) == [number for _, number in asked]
    for name, person in people_of.items():
        theirs = [int(one.external_id) for one in ordered if one.person is person]
        assert theirs == [number for whose, number in asked if whose == name]


class _Named:
    """As much of a person as waves look at."""

    def __init__(self, name: str) -> None:
        self.hash = name
        self.account = "telegram:1"
        self.fresh = False
