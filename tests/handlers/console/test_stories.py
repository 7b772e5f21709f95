"""Stories of change: written with their teller, checked by them, cleared by a person, out for what they agreed to."""

import re

from bot.conversation.effects import KeepStory, WithdrawStories
from bot.conversation.events import Pressed
from bot.domain.story import Story, Use
from bot.storage import stories, told_stories
from tests.factories_staff import ASH, MO, SAM
from tests.handlers.console.desk import Browser, Desk

TOLD = {"before": "the path was dark", "happened": "we asked, and lamps came", "now": "my girl walks home"}
FORM = {**TOLD, "place": "quayside", "use": ["report", "poster"]}


async def written(browser: Browser, **form: object) -> str:
    await browser.looks("/console/stories")
    return await browser.sends("/console/stories", **{**FORM, **form})


async def out(desk: Desk, use: str = "report") -> list[str]:
    """What may go out for a use, by its first part."""
    async with desk.staff.town.database.read() as conn:
        return [words.before for _, words in await told_stories.cleared(conn, desk.staff.town.keys, use)]


async def the_one(desk: Desk) -> str:
    [one] = await desk.staff.notebook.stories.listed(SAM)
    return one.id


async def answers(desk: Desk, teller: str, answer: str, *, by: str = "") -> str:
    """The button under a teller's story is tapped, by them or by somebody else; what that one is told then."""
    town, who = desk.staff.town, by or teller
    tokens = [one.token for said in await town.answers(teller) for one in said.buttons]
    [token] = {one for one in tokens if one.startswith("~story_check.") and one.endswith(f".{answer}")}
    await town.takes(town.update(who, Pressed(token)))
    return "\n".join(one.text for one in (await town.answers(who))[-2:])


async def test_its_teller_checks_in_the_chat_what_a_worker_wrote_and_only_then_it_can_be_cleared(desk: Desk) -> None:
    reference, town = await desk.staff.heard("ada", "the path is dark"), desk.staff.town
    sam = await desk.signed_in(SAM)
    await written(sam, reference=reference)
    assert "its teller has not checked it" in sam.page
    id_ = await the_one(desk)
    await sam.looks(f"/console/stories/{id_}")
    await sam.sends(f"/console/stories/{id_}", does="clear")
    assert sam.status == 422
    async with town.database.read() as conn:
        assert await stories.usable(conn, town.keys.organisation) == []
        assert await stories.look(conn, town.keys, id_) is None
    await town.says("ada", "status")
    shown = "\n".join(one.text for one in await town.answers("ada"))
    assert "wrote down your story" in shown
    assert "we asked, and lamps came" in shown
    assert "in the report" in shown
    assert "A person looks at it once more" in await answers(desk, "ada", "right")
    await sam.looks(f"/console/stories/{id_}")
    await sam.sends(f"/console/stories/{id_}", does="clear")
    assert "cleared by Sam" in sam.page
    assert [await out(desk, use) for use in Use] == [[TOLD["before"]], [TOLD["before"]], []]


async def test_a_teller_who_says_it_is_not_right_sends_it_back_and_is_shown_it_once_it_is_corrected(desk: Desk) -> None:
    reference, town = await desk.staff.heard("ada", "the path is dark"), desk.staff.town
    sam = await desk.signed_in(SAM)
    await written(sam, reference=reference)
    id_ = await the_one(desk)
    await town.says("ada", "status")
    assert "It is not used like this" in await answers(desk, "ada", "wrong")
    assert "its teller says it is not right" in await sam.looks("/console/stories")
    assert "Stories whose tellers say" in await sam.looks("/console")
    await sam.looks(f"/console/stories/{id_}")
    await sam.sends(f"/console/stories/{id_}", does="correct", **{**TOLD, "now": "we all walk home"})
    await town.says("ada", "status")
    assert "we all walk home" in "\n".join(one.text for one in await town.answers("ada"))
    await town.says("ada", "status")
    told = [one.text for one in await town.answers("ada") if "we all walk home" in one.text]
    assert len(told) == 1, "shown once"


async def test_a_story_written_anew_is_read_to_its_teller_who_can_take_it_back_by_three_words(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    page = await written(sam, adult="yes")
    assert re.search(r"plum fox kite\d", page)
    id_ = await the_one(desk)
    await sam.looks(f"/console/stories/{id_}")
    await sam.sends(f"/console/stories/{id_}", does="check", on="2026-10-08")
    assert sam.status == 422, "a day to come"
    await sam.sends(f"/console/stories/{id_}", does="check", on="2026-10-06")
    assert "read to them on 2026-10-06" in sam.page
    await sam.sends(f"/console/stories/{id_}", does="clear")
    assert await out(desk) == [TOLD["before"]]
    await sam.sends(f"/console/stories/{id_}", does="unclear")
    assert await out(desk) == []
    await sam.sends(f"/console/stories/{id_}", does="withdraw")
    assert "There is no story yet." in sam.page
    assert ("sam", f"story {id_} taken back for its teller") in await desk.staff.on_record()


async def test_what_a_teller_takes_back_is_out_of_every_list(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", "the path is dark")
    await desk.staff.asked(reference, KeepStory("y1", "quayside", Story(**TOLD), (Use.REPORT, Use.WEB)))
    await desk.staff.notebook.stories.clear(SAM, "y1")
    assert await out(desk) == [TOLD["before"]], "told in the chat, it is checked there"
    await desk.staff.asked(reference, WithdrawStories(Use.REPORT))
    assert (await out(desk), await out(desk, "web")) == ([], [TOLD["before"]])
    await desk.staff.asked(reference, WithdrawStories())
    assert await desk.staff.notebook.stories.listed(MO) == []


async def test_what_is_no_story_of_an_adult_s_without_names_is_refused_and_what_was_typed_stays(desk: Desk) -> None:
    child = await desk.staff.heard("kim", "a den", band="13_15")
    sam = await desk.signed_in(SAM)
    for form, why in (
        ({"reference": child}, "18 or over"),
        ({}, "18 or over"),
        ({"adult": "yes", "now": " "}, "how it was before, what happened"),
        ({"adult": "yes", "use": []}, "without a use it is not kept"),
        ({"adult": "yes", "now": "ring me on 07700 900123"}, "leave out who somebody is"),
        ({"adult": "yes", "before": "he hits me"}, "this sounds like danger"),
        ({"reference": "LK-NEVER"}, "there is no such contribution"),
        ({"adult": "yes", "place": "mill-row"}, "Choose a neighbourhood of yours"),
    ):
        page = await written(sam, **form)
        assert sam.status == 422, form
        assert why in page
        assert "we asked, and lamps came" in page
    assert await desk.staff.notebook.stories.listed(MO) == []


async def test_a_story_is_begun_from_what_a_grown_up_told_us(desk: Desk) -> None:
    grown_up = await desk.staff.heard("ada", "the path is dark")
    child = await desk.staff.heard("kim", "a den", band="13_15")
    sam = await desk.signed_in(SAM)
    assert f"/console/stories?reference={grown_up}" in await sam.looks(f"/console/item/{grown_up}")
    assert "/console/stories?" not in await sam.looks(f"/console/item/{child}")
    assert f'name="reference" value="{grown_up}"' in await sam.looks(f"/console/stories?reference={grown_up}")


async def test_words_of_a_story_are_behind_a_button_on_record_and_within_the_fence(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", "the path is dark")
    await desk.staff.asked(reference, KeepStory("y1", "quayside", Story(**TOLD), (Use.REPORT,)))
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    assert TOLD["now"] not in await sam.looks("/console/stories/y1")
    assert TOLD["now"] in await sam.sends("/console/stories/y1/words")
    assert ("sam", "looked at story y1") in await desk.staff.on_record()
    await ash.looks("/console/stories/y1")
    assert ash.status == 404


async def test_an_old_or_made_up_button_checks_nothing(desk: Desk) -> None:
    reference, town = await desk.staff.heard("ada", "the path is dark"), desk.staff.town
    sam = await desk.signed_in(SAM)
    await written(sam, reference=reference)
    await desk.staff.heard("bo", "a bench")
    await town.says("ada", "status")
    assert "A person looks at it once more" not in await answers(desk, "ada", "right", by="bo")
    [one] = await desk.staff.notebook.stories.listed(SAM)
    assert one.state == "to_check"
