"""The mobiliser's fifteen minutes in the chat: line by line by taps, masked, on record; the same deeds as elsewhere."""

import pytest
from msgspec.structs import replace

from bot.conversation.effects import AgreeToQuote
from bot.conversation.events import Pressed, Said
from bot.domain.reading import Danger, DangerLevel, PrivateSpan, PrivateType, Reading
from bot.staff.reviewed import reviewed
from bot.storage import drafts
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports import dataset
from reports.freeze import freeze
from reports.frozen import WHOLE_AREA, Frozen, LineUse, Review
from reports.model import Month
from tests.bot.staff.test_door import Chat, chat, invited
from tests.factories_app import Whole
from tests.factories_staff import MO, Staff

__all__ = ["chat"]
pytestmark = pytest.mark.parametrize("store", ["sqlite"])
"""What is done to the store is tried on both with the desk: test_reviewing."""
HOOP = "could the park have a hoop for the older ones"
BENCH = "Zorro next door says a bench by the water would be lovely for him"
HARD = "the shortcut is grim and someone always waits there"
LAMP = "the lamp by the shops is broken again this winter"


async def said(chat: Chat, who: str, words: str, *, yes: bool = True, band: str = "adult") -> str:
    reference = await chat.staff.heard(who, words, band=band)
    if yes:
        effect = AgreeToQuote(await chat.staff.id_of(reference), may_quote=True, basis="asked")
        await chat.staff.asked(reference, effect)
    return reference


def month(chat: Chat) -> Month:
    return Month.on(chat.staff.house.today)


async def frozen(chat: Chat) -> Frozen:
    """The month as it would go out now."""
    town = chat.staff.town
    drawn = await freeze(town.database, town.keys, town.area, month(chat))
    async with town.database.read() as conn:
        return await reviewed(conn, town.keys, town.area, drawn)


async def drafted(chat: Chat, *lines: str) -> None:
    """The month was frozen with these lines for Quayside to begin with."""
    town = chat.staff.town
    kept = dataset.pack(Frozen(month(chat), drafted=(Review("quayside", lines=lines),)))
    async with town.database.write() as conn:
        await drafts.keep(conn, town.keys, WHOLE_AREA, str(month(chat)), dataset=kept.content, now=town.now)


def labels(chat: Chat) -> list[str]:
    return [one.label for one in chat.box.sent[-1][1].buttons]


async def begun(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(Said(f"/review {month(chat)}"))


async def test_a_month_of_eight_lines_is_reviewed_in_twelve_taps_from_the_reminder_to_done(chat: Chat) -> None:
    for number in range(8):
        await said(chat, f"person{number}", f"could we have thing number {number} for the older ones in the park")
    await drafted(chat, "We heard from about 30 people.", "Next month: football.")
    await chat.does(await invited(chat))
    taps = [f"work.rv.begin.quayside.{month(chat)}"]
    await chat.does(Pressed(taps[0]))
    for label in (*["As a quote"] * 8, "Take these lines", "Leave it so", "Done: it may go out"):
        await chat.taps(label)
        taps.append(label)
    assert len(taps) == 12
    assert "Thank you, Sam" in chat.last()
    month_now = await frozen(chat)
    assert len(month_now.lines) == 8
    [review] = month_now.reviews
    assert (review.lines, review.checked_by) == (("We heard from about 30 people.", "Next month: football."), "Sam")
    assert len([what for who, what in await chat.staff.on_record() if who == "sam" and what.startswith("looked")]) == 8


async def test_each_line_may_stand_four_ways_and_each_is_undone_by_a_tap(chat: Chat) -> None:
    reference = await said(chat, "ada", HOOP)
    await begun(chat)
    assert HOOP in chat.last()
    assert labels(chat) == ["As a quote", 'As "also heard"', "In other words", "Leave out", "What is left"]
    for label, use, theme in (("As a quote", LineUse.QUOTE, True), ('As "also heard"', LineUse.QUOTE, False)):
        await chat.taps(label)
        [line] = (await frozen(chat)).lines
        assert (line.text, line.use, bool(line.theme)) == (HOOP, use, theme)
        await chat.does(Pressed(f"work.rv.undo.quayside.{month(chat)}.{reference}"))
        assert (await frozen(chat)).lines == ()
    await chat.taps("Leave out")
    assert HOOP not in chat.last()
    await chat.does(Pressed(f"work.rv.undo.quayside.{month(chat)}.{reference}"))
    assert HOOP in chat.last()
    await chat.taps("In other words")
    await chat.does(Said("somewhere to play basketball"))
    [line] = (await frozen(chat)).lines
    assert (line.text, line.use) == ("somewhere to play basketball", LineUse.PARAPHRASE)


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("As a quote", "quotes 1, also heard 0, in your words 0,"),
        ('As "also heard"', "quotes 0, also heard 1, in your words 0,"),
    ],
)
async def test_what_stands_is_counted_as_it_was_tapped(chat: Chat, label: str, told: str) -> None:
    await said(chat, "ada", HOOP)
    await begun(chat)
    await chat.taps(label)
    await chat.taps("What is left")
    assert told in chat.last()


async def test_where_no_line_was_drafted_there_is_none_to_take_and_the_ask_is_next(chat: Chat) -> None:
    await said(chat, "ada", HOOP)
    await begun(chat)
    await chat.taps("Leave out")
    assert "Take these lines" not in labels(chat)
    await chat.taps("Leave it so")
    assert "Write the ask" in labels(chat)


async def test_private_details_are_masked_and_such_words_never_let_out_whole(database: Database, keys: Keys) -> None:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    reference = await said(Chat(staff), "bo", BENCH)
    read = staff.triage.read

    def reads_more(text: str, language: str) -> Reading:
        """The readers have learnt since that Zorro is somebody."""
        at = text.find("Zorro")
        found = (PrivateSpan(PrivateType.NAME, at, at + 5),) if at >= 0 else ()
        return replace(read(text, language), private=found)

    staff.triage = replace(staff.triage, read=reads_more)
    chat = Chat(staff)
    await begun(chat)
    assert "[name] next door says a bench" in chat.last()
    assert "Zorro" not in await chat.told()
    assert "As a quote" not in labels(chat)
    await chat.does(Pressed(f"work.rv.quote.quayside.{month(chat)}.{reference}"))
    assert "Not let out" in chat.last()
    await chat.taps("In other words")
    await chat.does(Said("Zorro wants a bench"))
    assert "may say who somebody is" in chat.last()
    await chat.taps("In other words")
    await chat.does(Said("a bench by the water would be lovely for him"))
    assert "stands as a quote" in chat.last(), "a part, word for word, of what was said with a yes"


async def test_without_a_yes_there_is_no_button_to_quote_and_no_way_round_it(chat: Chat) -> None:
    reference = await said(chat, "cy", LAMP, yes=False)
    await begun(chat)
    assert labels(chat) == ["In other words", "Leave out", "What is left"]
    for name in ("quote", "also", "group"):
        await chat.does(Pressed(f"work.rv.{name}.quayside.{month(chat)}.{reference}"))
        assert "Not let out" in chat.last()
    await chat.taps("In other words")
    await chat.does(Said(LAMP))
    assert "Not let out" in chat.last()
    assert (await frozen(chat)).lines == ()


async def test_children_s_words_stand_in_no_chat_and_the_way_to_the_console_is_told(chat: Chat) -> None:
    await said(chat, "ivy", HOOP, band="under_13")
    await begun(chat)
    assert HOOP not in await chat.told()
    assert f"https://earshot.example/console/reports/quayside/{month(chat)}/review" in chat.last()
    assert ("sam", "looked") not in [(who, what[:6]) for who, what in await chat.staff.on_record()]


async def test_how_many_of_children_s_and_of_hard_words_wait_in_the_console_is_said_first_last_and_between(
    database: Database, keys: Keys
) -> None:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    await said(Chat(staff), "ada", HOOP)
    read = staff.triage.read

    def hears_more(text: str, language: str) -> Reading:
        """The readers have learnt since that this is about danger."""
        return replace(read(text, language), danger=Danger(DangerLevel.AMBER)) if text == HARD else read(text, language)

    staff.triage = replace(staff.triage, read=hears_more)
    chat = Chat(staff)
    for who in ("ivy", "joe"):
        await said(chat, who, f"{LAMP} says {who}", band="under_13")
    await said(chat, "kit", HARD)
    children, hard = "Children's words to look at: 2.", "Words that may be hard to read: 1."
    await begun(chat)
    assert HOOP in chat.last(), "what may stand in a chat does"
    for told in (children, hard, f"/console/reports/quayside/{month(chat)}/review", "/console/inbox?place=quayside"):
        assert told in chat.last()
    await chat.taps("What is left")
    assert "not looked at 1" in chat.last(), "what can be looked at here"
    assert children in chat.last()
    await chat.taps("Look at lines")
    await chat.taps("As a quote")
    assert children in chat.last()
    assert hard in chat.last()
    assert "Look at more lines" not in labels(chat), "nothing is left that this leads to"
    await chat.taps("What is left")
    assert "not looked at 0" in chat.last()
    assert HARD not in await chat.told()
    assert LAMP not in await chat.told()


async def test_one_line_of_five_is_changed_and_what_may_not_stand_is_said(chat: Chat) -> None:
    await drafted(chat, "We heard from about 30 people.", "Kevin was here.", "Next month: football.")
    await begun(chat)
    assert "Kevin" not in chat.last(), "what could not go out is not offered"
    await chat.taps("Change 2")
    await chat.does(Said("We will fix the lamp."))
    assert "Not let out" in chat.last()
    await chat.taps("Write it again")
    await chat.does(Said("Next month: a film night."))
    await chat.taps("Change 1")
    await chat.does(Said("-"))
    await chat.taps("Take these lines")
    await chat.taps("Write the ask")
    await chat.does(Said("Could the council light the path?"))
    assert "not looked at 0" in chat.last()
    await chat.taps("Done: it may go out")
    [review] = (await frozen(chat)).reviews
    assert (review.lines, review.ask) == (("Next month: a film night.",), "Could the council light the path?")


@pytest.mark.parametrize(
    "rest",
    [
        *(
            "",
            "begin",
            "begin.mill-row.{month}",
            "begin.all.{month}",
            "begin.quayside.never",
            "nothing.quayside.{month}",
        ),
        *("quote.quayside.{month}.QS-2222X", "words.quayside.{month}.nobody", "line.quayside.{month}.9"),
        "story.quayside.{month}.ffff",
    ],
)
async def test_a_made_up_button_does_nothing(chat: Chat, rest: str) -> None:
    await said(chat, "ada", HOOP)
    await chat.does(await invited(chat))
    before = len(chat.box.sent)
    await chat.does(Pressed(f"work.rv.{rest.format(month=month(chat))}"))
    assert len(chat.box.sent) == before
    assert (await frozen(chat)).lines == ()


async def test_whoever_has_several_is_asked_which(chat: Chat) -> None:
    await chat.staff.let_in(replace(MO, id="mo2"))
    shown = await chat.door.taps.reports.reviewing.begun(replace(MO, id="mo2"))  # type: ignore[union-attr]
    assert shown is not None
    assert len(shown.buttons) > 1
    assert shown.buttons[-1].token.startswith("work.rv.begin.all.")
