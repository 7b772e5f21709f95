"""Someone is named in what is wrong: the name is nowhere but in the hold, nothing is promised, nobody is repeated."""

import pytest

from bot.domain.area import Area
from bot.domain.contribution import Standing
from bot.reading.readers import Readers
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.chat import TELEGRAM, WEB, Chat, known
from tests.factories_app import PULL, Whole

ANGRY = "My neighbour Kevin Walsh is a drug dealing scumbag, get him out"


@pytest.mark.parametrize("surface", [WEB, TELEGRAM])
def test_the_name_is_not_said_back_and_nothing_is_promised(
    milton_keynes: Area, readers: Readers, surface: object
) -> None:
    chat = Chat(area=milton_keynes, readers=readers, surface=surface, participant=known(neighbourhood="lakes-estate"))  # type: ignore[arg-type]
    chat.says(ANGRY)
    assert chat.keys == ["about_someone.named"]
    assert chat.hears("That sounds hard. I've left the name out: this isn't the place to report a person.")
    assert chat.hears("A crime: 101, or Crimestoppers 0800 555 111, no name needed.")
    assert chat.hears("What would make things better where you live?")
    chat.presses("Leave it there")
    [row] = chat.ledger.contributions.values()
    assert row.kept.standing is Standing.HELD
    assert not any(one in text for one in ("Kevin", "Walsh") for text in (*chat.said, *row.words))
    assert not chat.hears(row.kept.reference)


async def test_the_name_is_in_no_row_but_the_hold(database: Database, keys: Keys, readers: Readers) -> None:
    """Over the whole stack, with words that came before the notice too."""
    town = Whole(database, keys, readers=readers)
    await town.says("ann", ANGRY, on=PULL)
    await town.taps("ann", "adult", PULL)
    assert all("Kevin" not in words for words in await town.stored())
    person = await town.person("ann", PULL)
    assert person is not None
    lines = [person.key.open("line", row.sealed) for row in await town.rows(tables.chat_line)]
    assert lines
    assert not any(b"Kevin" in one for one in lines)
    [held] = await town.rows(tables.held_words)
    assert person.key.read("held", held.sealed) == ANGRY


def test_an_idea_or_thanks_that_names_someone_goes_on_without_the_name() -> None:
    chat = Chat(participant=known()).says("thank you to Mrs Lane for the club").presses("That's right")
    [row] = chat.ledger.contributions.values()
    assert row.words == ["thank you to […] for the club"]
    assert row.kept.standing is Standing.HEARD
    assert "share.thanks" in chat.keys


def test_who_changes_the_kind_to_wrong_hears_the_same() -> None:
    chat = Chat(participant=known()).says("Kevin lives by the park").presses("Change")
    chat.presses("What sort of thing it is").presses("Something that's wrong").presses("That's right")
    assert chat.keys == ["about_someone.named"]
    [row] = chat.ledger.contributions.values()
    assert row.kept.standing is Standing.HELD


def test_ones_own_name_is_on_record_as_a_grown_up_said_it() -> None:
    chat = Chat(participant=known()).says("my name is Priya and there is damp in my flat")
    [row] = chat.ledger.contributions.values()
    assert row.words == ["my name is Priya and there is damp in my flat"]
    assert chat.hears("my name is … and")


@pytest.mark.parametrize(
    "words",
    ["he should be evicted", "get them out of here", "should be locked up", "she needs to learn", "kick him out"],
)
def test_what_should_be_done_with_them_is_no_idea(words: str) -> None:
    chat = Chat(participant=known()).says("Kevin plays music all night").says(words)
    assert chat.keys == ["about_someone.again"]
    assert chat.ledger.standing[-1].kept.standing is Standing.HELD


def test_who_is_wanted_gone_is_held_for_a_person_though_nobody_was_named_before() -> None:
    assert Chat(participant=known()).says("they should be evicted").keys == ["about_someone.told"]


def test_what_would_make_things_better_is_still_an_idea_after_that() -> None:
    chat = Chat(participant=known()).says("Kevin plays music all night").says("a quiet hour after ten")
    assert chat.keys == ["share.heard"]


@pytest.mark.parametrize("words", ["rats everywhere, get rid of them", "the park should be locked up at night"])
def test_what_is_no_person_is_no_one_wanted_gone(words: str) -> None:
    assert Chat(participant=known()).says(words).keys == ["share.heard"]


@pytest.mark.parametrize(
    "words",
    [
        "hi sam the lift stinks of wee",
        "Hello Sam, the lift is broken",
        "sam told me to write here, the hall heating is broken",
        "Sam said to tell you the bins are full of rats",
    ],
)
def test_who_greets_a_worker_of_ours_or_was_sent_by_one_tells_of_nobody(
    milton_keynes: Area, readers: Readers, words: str
) -> None:
    chat = at_the_lakes(milton_keynes, readers).says(words)
    assert chat.keys == ["share.heard"]
    [row] = chat.ledger.contributions.values()
    assert (row.words, row.kept.standing) == ([words], Standing.HEARD)


@pytest.mark.parametrize(
    "words",
    [
        "hi sam keeps shouting at the kids",
        "Sam shouts at the kids",
        "sam next door has his music on all night",
        "my neighbour Sam deals drugs",
        "sam said to tell you Kevin deals drugs",
        "hi sam my neighbour shouts at everyone",
    ],
)
def test_a_worker_of_ours_or_anybody_else_who_is_told_of_is_for_a_person_all_the_same(
    milton_keynes: Area, readers: Readers, words: str
) -> None:
    chat = at_the_lakes(milton_keynes, readers).says(words)
    assert chat.keys[0].startswith("about_someone.")
    assert chat.ledger.standing[-1].kept.standing is Standing.HELD


def test_who_asks_who_a_worker_of_ours_is_hears_who_we_are_and_nothing_is_kept(
    milton_keynes: Area, readers: Readers
) -> None:
    chat = at_the_lakes(milton_keynes, readers).says("who is sam?")
    assert chat.keys == ["about.text"]
    assert chat.hears("Sam")
    assert not chat.ledger.contributions


def test_an_edit_that_greets_a_worker_of_ours_is_put_on_record_whole(milton_keynes: Area, readers: Readers) -> None:
    chat = at_the_lakes(milton_keynes, readers).says("the lift stinks").edits("hi sam the lift stinks of wee")
    assert chat.keys == ["conversation.corrected_to"]
    [row] = chat.ledger.contributions.values()
    assert row.kept.standing is Standing.HEARD


def at_the_lakes(area: Area, readers: Readers) -> Chat:
    """A grown-up of the Lakes Estate, where Sam works."""
    return Chat(area=area, readers=readers, surface=WEB, participant=known(neighbourhood="lakes-estate"))
