"""A month on the estate, in two chats: heard on Monday, told on Monday, answered on Friday, asked in December."""

from pathlib import Path

from tests.days.estate import DOOR, Estate, estate
from tests.fakes.telegram.person import Person

HOOP = "could the park in Fishermead have a basketball hoop, kids have nowhere after school"


async def test_from_the_poster_to_has_anything_changed(own_url: str, tmp_path: Path) -> None:
    async with estate(tmp_path, own_url) as here:
        robin, ada = await here.let_in("Robin"), here.person("Ada")
        reference = await monday_morning_at_the_poster(ada)
        await monday_at_four_the_digest(here, robin, reference)
        await two_taps_and_a_sentence(robin)
        await monday_afternoon_ada_is_told(here, ada, reference)
        await tuesday_nothing_of_it_stands_in_robin_s_chat(here, robin, reference)
        await friday_the_answer_to_everyone(here, robin)
        await the_day_passes_and_robin_is_told_before_ada_has_to_ask(here, robin, ada, reference)
        await in_december_she_is_asked_once(here, ada, reference)


async def monday_morning_at_the_poster(ada: Person) -> str:
    """Ada scans the poster by the shops. Four questions, one of them typed; the number she is given."""
    await ada.opens(DOOR)
    await ada.hears("I'm a computer. I pass messages to Robin and the team")
    await ada.presses("18+")
    await ada.hears("What would you like to tell us?")
    await ada.says(HOOP)
    await ada.hears("Play and things to do, Fishermead, as an idea")
    await ada.presses("That's right")
    await ada.hears("Would you like to help make it happen?")
    await ada.presses("Yes, a bit")
    thanks = await ada.hears("Robin or a teammate will read it by Wednesday 4 November")
    return thanks.text.split("Your number is ")[1].split(".")[0]


async def monday_at_four_the_digest(here: Estate, robin: Person, reference: str) -> None:
    """At four, and not before, Robin has a line of it, and no word of Ada's."""
    await here.at(0, "15:55")
    await robin.hears_nothing()
    await here.at(0, "16:00")
    told = await robin.hears("Fishermead: 1 new, 0 late.")
    assert reference in told.text
    assert "new voice" in told.text
    assert "would help" in told.text
    assert "hoop" not in told.text


async def two_taps_and_a_sentence(robin: Person) -> None:
    """Robin opens it, answers in words, and sets the day on which Ada hears again."""
    await robin.presses("1")
    await robin.hears(HOOP)
    await robin.presses("Answer in words")
    await robin.hears("Write")
    await robin.says("Thank you. The parks team meets us on the 12th and we ask them.")
    await robin.hears("The parks team meets us")
    await robin.presses("Back in a week")
    await robin.hears("by Monday 9 November")


async def monday_afternoon_ada_is_told(here: Estate, ada: Person, reference: str) -> None:
    """The same afternoon, in Robin's words, once; neither has seen the other's account."""
    await here.at(0, "16:20")
    news = await ada.hears("News of what you told us.")
    assert reference in news.text
    assert "The parks team meets us on the 12th" in news.text
    assert "Monday 9 November" in news.text
    await here.at(0, "16:35")
    await ada.hears_nothing()


async def tuesday_nothing_of_it_stands_in_robin_s_chat(here: Estate, robin: Person, reference: str) -> None:
    """What the bot told a worker is taken away within a day."""
    assert [one for one in robin.chat() if reference in one.text]
    await here.at(1, "15:30")
    assert [one for one in robin.chat() if reference in one.text] == []


async def friday_the_answer_to_everyone(here: Estate, robin: Person) -> None:
    """Drafted from what moved, of nobody; one tap sends it, and a child without a cookie reads it at the poster."""
    await here.at(4, "15:00")
    await robin.says("/friday")
    draft = await robin.hears("Play and things to do")
    assert "hoop" not in draft.text
    await robin.presses("Send it")
    await robin.hears("It stands on the page of Fishermead")
    page = await here.page(f"/p/{DOOR}")
    assert "Play and things to do" in page
    assert "Robin here" in page
    await here.at(4, "15:10")


async def the_day_passes_and_robin_is_told_before_ada_has_to_ask(
    here: Estate, robin: Person, ada: Person, reference: str
) -> None:
    """Nobody wrote by Monday the 9th. On Tuesday morning the alarm rings, and Ada hears from Robin once more."""
    await here.at(8, "09:30")
    alarm = await robin.hears("the day has passed on these")
    assert reference in alarm.text
    await robin.presses("1")
    await robin.hears(HOOP)
    await robin.presses("Answer in words")
    await robin.hears("Write")
    await robin.says("The parks team will walk round the place by the shops with us.")
    await robin.hears("will walk round the place")
    await here.at(8, "10:20")
    await ada.hears("will walk round the place")


async def in_december_she_is_asked_once(here: Estate, ada: Person, reference: str) -> None:
    """Four weeks after the last she heard; her answer is kept with what it is about."""
    await here.at(8 + 27, "10:20")
    await ada.hears_nothing()
    await here.at(8 + 28, "10:20")
    asked = await ada.hears("Has anything changed?")
    assert reference in asked.text
    await ada.presses("A bit")
    await ada.hears("Thanks for telling us.")
    assert await here.answers_kept() == ["a_bit"]
    for days in (37, 44, 60):
        await here.at(days, "10:20")
    await ada.hears_nothing()
