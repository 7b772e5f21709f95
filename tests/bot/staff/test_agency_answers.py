"""What agencies are asked and answer: by a link of one contact, and to nobody before a worker has cleared it."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs
from sqlalchemy import update

from bot.domain.contribution import Progress
from bot.domain.question import AnswerLink, Felt, Reply
from bot.domain.release import Release
from bot.errors import NotFound, Refused
from bot.staff.agency_answers import AgencyAnswers, Asking
from bot.staff.answer_links import make_link, read_link
from bot.storage import agency_questions, progress, pulses, releases, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.asked import asked, periods, pulse
from reports.frozen import Pulse, Question
from reports.model import Month
from tests.factories_app import Whole
from tests.factories_staff import ASH, CHRIS, MO, SAM, Staff

LAMP = "could the path by the pond have a lamp"


@pytest.fixture
async def staff(database: Database, keys: Keys) -> Staff:
    made = Staff(Whole(database, keys))
    await made.let_in()
    return made


@pytest.fixture
def desk(staff: Staff) -> AgencyAnswers:
    return AgencyAnswers(staff.triage)


def asking(staff: Staff, *about: str, **changes: Any) -> Asking:
    area = staff.town.area
    given = {
        "scope": "quayside",
        "period": str(Month.on(staff.house.today)),
        "agency": area.agencies[0].id,
        "theme": area.themes[0].code,
        "text": "Could the path by the pond be lit?",
        "reply_by": staff.house.today + timedelta(days=28),
        "about": about,
    }
    return Asking(**{**given, **changes})  # type: ignore[arg-type]


def link(staff: Staff, **changes: Any) -> str:
    """A contact's link to this month's questions, for a month from now."""
    one = AnswerLink("contact", staff.town.area.agencies[0].id, str(Month.on(staff.house.today)))
    return make_link(staff.town.keys, structs.replace(one, **changes), staff.town.now + timedelta(days=30))


async def printed(staff: Staff, month: Month) -> tuple[Question, ...]:
    async with staff.town.database.read() as conn:
        found = await agency_questions.printed(conn, staff.town.keys, periods(month))
    return asked(staff.town.area, month, found)


async def test_an_answer_reaches_nobody_before_it_is_cleared_and_then_whoever_asked(
    staff: Staff, desk: AgencyAnswers
) -> None:
    reference, month = await staff.heard("ada", LAMP), Month.on(staff.house.today)
    id_ = await desk.ask(SAM, asking(staff, reference))
    await desk.answer(link(staff), id_, Reply("We will light it, ask for Kevin."))
    assert [one.received for one in await desk.waiting(SAM)] == ["We will light it, ask for Kevin."]
    [question] = await printed(staff, month.after(1))
    assert (question.answer, question.status) == ("", None)
    with pytest.raises(Refused, match="Kevin"):
        await desk.clear(SAM, id_, "We will light it, ask for Kevin.", Progress.UNDER_WAY)
    assert await desk.clear(SAM, id_, "The council is looking at the cost.", Progress.UNDER_WAY) == ()
    [question] = await printed(staff, month.after(1))
    assert (question.answer, question.status) == ("The council is looking at the cost.", Progress.UNDER_WAY)
    assert (question.asked, question.neighbourhood) == (month, "quayside")
    [item] = await staff.inbox()
    assert item.became is Progress.UNDER_WAY
    async with staff.town.database.read() as conn:
        [*_, told] = await progress.history(conn, staff.town.keys, item.id)
    assert told.why == f"{staff.town.area.agencies[0].name}: The council is looking at the cost."  # whose word it is
    assert await desk.waiting(SAM) == []


async def test_a_question_is_in_its_month_and_the_next_one_s_report_only(staff: Staff, desk: AgencyAnswers) -> None:
    await desk.ask(SAM, asking(staff))
    month = Month.on(staff.house.today)
    found = [len(await printed(staff, month.after(later))) for later in (-1, 0, 1, 2)]
    assert found == [0, 1, 1, 0]


async def test_a_link_opens_one_agency_s_questions_of_one_month_until_it_is_over(
    staff: Staff, desk: AgencyAnswers
) -> None:
    id_ = await desk.ask(SAM, asking(staff))
    opened = await desk.opened(link(staff))
    assert opened is not None
    assert [one.id for one in opened[1]] == [id_]
    for other in (link(staff, agency="another"), link(staff, period="2020-01")):
        with pytest.raises(NotFound):
            await desk.answer(other, id_, Reply("An answer."))
    token = link(staff)
    other_sign = "B" if token[-2] == "A" else "A"  # not the last: part of what that one says is left unread
    for made_up in ("", "x", token[:-2] + other_sign + token[-1], token.replace(".", ".x", 1)):
        assert await desk.opened(made_up) is None
    staff.town.now += timedelta(days=31)
    assert read_link(staff.town.keys, token, staff.town.now) is None
    with pytest.raises(NotFound):
        await desk.answer(token, id_, Reply("Too late."))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"agency": "nobody"}, "which agency"),
        ({"theme": "nothing"}, "about"),
        ({"text": " "}, "no words"),
        ({"text": "Could Kevin light it?"}, "Kevin"),
        ({"text": "x" * 241}, "241"),
    ],
)
async def test_what_is_asked_is_plain_and_names_nobody(
    staff: Staff, desk: AgencyAnswers, changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        await desk.ask(SAM, asking(staff, **changes))
    with pytest.raises(Refused, match="fortnight"):
        await desk.ask(SAM, asking(staff, reply_by=staff.house.today + timedelta(days=13)))


async def test_nothing_is_asked_in_a_month_whose_report_was_approved_without_it(
    staff: Staff, desk: AgencyAnswers
) -> None:
    """It would stand in the next one as asked before, with no reply, and nobody had been asked."""
    month, town = str(Month.on(staff.house.today)), staff.town
    for revision, checked in ((1, False), (2, True)):
        await desk.ask(SAM, asking(staff))
        one = Release(month, revision, checked, "mo", "0" * 64, town.now, town.now)
        async with town.database.write() as conn:
            assert await releases.decide(conn, town.keys, one, b"a month")
    with pytest.raises(Refused, match="next month"):
        await desk.ask(SAM, asking(staff))


async def test_the_fence_holds(staff: Staff, desk: AgencyAnswers) -> None:
    id_ = await desk.ask(SAM, asking(staff))
    beyond = await staff.heard("ada", LAMP)
    for worker in (ASH, CHRIS):
        for step in (
            desk.ask(worker, asking(staff)),
            desk.take_back(worker, id_),
            desk.type_in(worker, id_, Reply("An answer.")),
            desk.clear(worker, id_, "An answer.", Progress.DONE),
        ):
            with pytest.raises(NotFound):
                await step
    with pytest.raises(NotFound):
        await desk.ask(ASH, asking(staff, beyond, scope="mill-row"))
    assert await desk.listed(ASH) == []


async def test_what_was_answered_is_not_taken_back(staff: Staff, desk: AgencyAnswers) -> None:
    kept, gone = await desk.ask(SAM, asking(staff)), await desk.ask(SAM, asking(staff))
    await desk.type_in(SAM, kept, Reply("By telephone: not before spring."))
    with pytest.raises(Refused):
        await desk.take_back(SAM, kept)
    await desk.take_back(SAM, gone)
    assert [one.id for one in await desk.listed(SAM)] == [kept]


async def test_a_child_hears_the_answer_past_a_second_worker(staff: Staff, desk: AgencyAnswers) -> None:
    reference = await staff.heard("ivy", LAMP, band="under_13")
    id_ = await desk.ask(SAM, asking(staff, reference))
    await desk.clear(SAM, id_, "The council is looking at the cost.", Progress.UNDER_WAY)
    [item] = await staff.inbox()
    assert (item.waits, item.became) == (True, None)


async def test_whoever_took_their_words_back_is_named_to_the_worker_and_not_told(
    staff: Staff, desk: AgencyAnswers
) -> None:
    from_ada = await staff.heard("ada", LAMP)
    id_ = await desk.ask(SAM, asking(staff, from_ada))
    await staff.town.says("ada", "he hits me")
    assert await desk.clear(SAM, id_, "The council is looking at the cost.", Progress.UNDER_WAY) == (from_ada,)


async def test_what_a_contact_says_of_the_report_counts_once_and_the_last_time(
    staff: Staff, desk: AgencyAnswers
) -> None:
    month = Month.on(staff.house.today)
    for felt in (Felt(useful=True, acted=True, trusted=True), Felt(useful=True, acted=False, trusted=True)):
        await desk.feel(link(staff), felt)
    await desk.feel(link(staff, contact="another"), Felt(useful=False, acted=False, trusted=True))
    assert await desk.felt(link(staff)) == Felt(useful=True, acted=False, trusted=True)
    with pytest.raises(NotFound):
        await desk.feel("made up", Felt(useful=True, acted=True, trusted=True))
    async with staff.town.database.read() as conn:
        reached, all_felt = await pulses.all_of(conn, staff.town.keys.organisation, str(month))
    assert pulse(month, reached, all_felt) == Pulse(month, 2, 2, 1, 0, 2)
    assert pulse(month, 0, []) is None


async def test_what_an_agency_works_on_by_itself_is_printed_once_a_person_has_cleared_it(
    staff: Staff, desk: AgencyAnswers
) -> None:
    month, theme = Month.on(staff.house.today), staff.town.area.themes[0].code
    await desk.register(link(staff), theme, "We mend the swings, says Kevin.")
    with pytest.raises(Refused):
        await desk.register(link(staff), "nothing", "We mend the swings.")
    with pytest.raises(Refused):
        await desk.register(link(staff), theme, " ")
    assert await printed(staff, month) == ()
    [waiting] = await desk.waiting(MO)
    await desk.clear(MO, waiting.id, "The swings are being mended.", Progress.UNDER_WAY)
    [told] = await printed(staff, month)
    assert (told.text, told.register) == ("The swings are being mended.", True)


async def test_what_an_agency_says_it_means_and_by_when_waits_beside_its_words(
    staff: Staff, desk: AgencyAnswers
) -> None:
    """Product.md 42: answer, status, date; the last one counts, and a day that has passed is no "by when"."""
    id_, spring = await desk.ask(SAM, asking(staff)), staff.house.today + timedelta(days=100)
    await desk.answer(link(staff), id_, Reply("In spring.", Progress.PLANNED, spring))
    [waiting] = await desk.waiting(SAM)
    said = (waiting.received, waiting.received_status, waiting.received_until)
    assert (said, waiting.status) == (("In spring.", Progress.PLANNED, spring), None)
    with pytest.raises(Refused, match="passed"):
        await desk.answer(link(staff), id_, Reply("Soon.", Progress.PLANNED, staff.house.today - timedelta(days=1)))
    await desk.type_in(SAM, id_, Reply("Not this year after all."))
    [waiting] = await desk.waiting(SAM)
    said = (waiting.received, waiting.received_status, waiting.received_until)
    assert said == ("Not this year after all.", None, None)


@pytest.mark.parametrize("words", ["In spring.", '["In spring.","planned",null]', "Lone \ud83d sign", "\x00"])
async def test_words_are_kept_as_they_came_also_of_an_older_earshot(
    staff: Staff, desk: AgencyAnswers, words: str
) -> None:
    id_, keys = await desk.ask(SAM, asking(staff)), staff.town.keys
    await desk.answer(link(staff), id_, Reply(words))
    assert [one.received for one in await desk.waiting(SAM)] == [words]
    alone = {"received": keys.installation.seal(f"question received {id_}", words)}
    async with staff.town.database.write() as conn:
        await conn.execute(update(tables.agency_question).values(alone))
    [waiting] = await desk.waiting(SAM)
    assert (waiting.received, waiting.received_status) == (words, None)
