"""A mobiliser's fifteen minutes with a month: what gets into its report, and what never does."""

from datetime import timedelta

import pytest

from bot.conversation.effects import AgreeToQuote, Withdraw
from bot.domain.deed import Deed, Does
from bot.domain.review import Reviewed
from bot.errors import NotFound, Refused
from bot.staff.reviewed import reviewed
from bot.staff.reviewing import Reviewing, Wished
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.freeze import freeze
from reports.frozen import WHOLE_AREA, Frozen, LineUse
from reports.model import Month
from tests.factories_app import Whole
from tests.factories_staff import ADA, ASH, CHRIS, MO, SAM, Staff
from tests.stores import ONE_STORE

HOOP = "could the park have a hoop for the older ones"


@pytest.fixture
async def staff(database: Database, keys: Keys) -> Staff:
    made = Staff(Whole(database, keys))
    await made.let_in()
    return made


@pytest.fixture
def desk(staff: Staff) -> Reviewing:
    return Reviewing(staff.triage)


def month(staff: Staff) -> Month:
    return Month.on(staff.house.today)


async def frozen(staff: Staff, desk: Reviewing) -> Frozen:
    """The month as it would go out now."""
    drawn = await freeze(staff.town.database, staff.town.keys, staff.town.area, month(staff))
    async with staff.town.database.read() as conn:
        return await reviewed(conn, desk.triage.keys, desk.triage.area, drawn)


async def agreed(staff: Staff, who: str, words: str, *, band: str = "adult") -> str:
    """Somebody says something and may be quoted; its reference."""
    reference = await staff.heard(who, words, band=band)
    await staff.asked(reference, AgreeToQuote(await staff.id_of(reference), may_quote=True, basis="asked"))
    return reference


async def test_a_quote_that_was_agreed_to_and_let_out_stands_in_the_month(staff: Staff, desk: Reviewing) -> None:
    reference, period = await agreed(staff, "ada", HOOP), str(month(staff))
    [suggested] = await desk.suggestions(SAM, "quayside", period)
    assert (suggested.candidate.words, suggested.use) == (HOOP, LineUse.QUOTE)
    assert (await frozen(staff, desk)).lines == ()
    await desk.let_out(SAM, "quayside", period, Wished(reference, HOOP, quote=True))
    [line] = (await frozen(staff, desk)).lines
    assert (line.text, line.use, line.child, line.neighbourhood) == (HOOP, LineUse.QUOTE, False, "quayside")
    assert await desk.suggestions(SAM, "quayside", period) == ()


async def test_a_look_at_words_and_a_line_let_out_are_on_record(staff: Staff, desk: Reviewing) -> None:
    reference, period = await agreed(staff, "ada", HOOP), str(month(staff))
    await desk.suggestions(SAM, "quayside", period)
    await desk.let_out(SAM, "quayside", period, Wished(reference, HOOP, quote=True))
    record = await staff.on_record()
    assert ("sam", f"looked at {reference}") in record
    assert ("sam", f"{reference} let out for report {period}") in record


async def test_without_a_yes_nobody_is_quoted_not_even_in_part(staff: Staff, desk: Reviewing) -> None:
    reference, period = await staff.heard("ada", HOOP), str(month(staff))
    for wished in (Wished(reference, HOOP, quote=True), Wished(reference, "they said: " + HOOP)):
        with pytest.raises(Refused):
            await desk.let_out(SAM, "quayside", period, wished)
    await desk.let_out(SAM, "quayside", period, Wished(reference, "somewhere to play basketball"))
    [line] = (await frozen(staff, desk)).lines
    assert line.use is LineUse.PARAPHRASE


async def test_a_child_is_never_quoted_alone(staff: Staff, desk: Reviewing) -> None:
    reference, period = await agreed(staff, "ivy", HOOP, band="under_13"), str(month(staff))
    with pytest.raises(Refused, match="children"):
        await desk.let_out(SAM, "quayside", period, Wished(reference, HOOP, quote=True))
    with pytest.raises(Refused, match="children"):
        await desk.let_out(SAM, "quayside", period, Wished(reference, HOOP, quote=True, agreed=True))
    await desk.let_out(SAM, "quayside", period, Wished(reference, "a place to play ball games"))
    assert [one.child for one in (await frozen(staff, desk)).lines] == [True]


@ONE_STORE
@pytest.mark.parametrize(
    "text",
    ["", "a hoop, says Kevin", "a hoop, ring 07700 900123", "tell me your name", "x" * 241, "he hits me", " \n "],
)
async def test_no_line_names_anybody_or_sounds_like_danger(staff: Staff, desk: Reviewing, text: str) -> None:
    reference, period = await staff.heard("ada", HOOP), str(month(staff))
    with pytest.raises(Refused):
        await desk.let_out(SAM, "quayside", period, Wished(reference, text))
    assert (await frozen(staff, desk)).lines == ()


async def test_a_quote_is_word_for_word(staff: Staff, desk: Reviewing) -> None:
    reference, period = await agreed(staff, "ada", HOOP), str(month(staff))
    with pytest.raises(Refused, match="word for word"):
        await desk.let_out(SAM, "quayside", period, Wished(reference, "the park must have a hoop", quote=True))
    await desk.let_out(SAM, "quayside", period, Wished(reference, "a hoop for the older ones", quote=True))


@pytest.mark.parametrize("does", [Does.HOLD, Does.SPAM])
async def test_what_is_held_after_it_was_let_out_is_out_of_the_month(staff: Staff, desk: Reviewing, does: Does) -> None:
    reference, period = await agreed(staff, "ada", HOOP), str(month(staff))
    await desk.let_out(SAM, "quayside", period, Wished(reference, HOOP, quote=True))
    await staff.triage.does(SAM, reference, Deed(does))
    assert (await frozen(staff, desk)).lines == ()


async def test_what_its_speaker_takes_back_is_out_of_the_month(staff: Staff, desk: Reviewing) -> None:
    kept, gone, period = await agreed(staff, "ada", HOOP), await agreed(staff, "bo", HOOP), str(month(staff))
    for reference in (kept, gone):
        await desk.let_out(SAM, "quayside", period, Wished(reference, HOOP, quote=True))
    await staff.asked(kept, AgreeToQuote(await staff.id_of(kept), may_quote=False, basis="asked"))
    await staff.asked(gone, Withdraw(await staff.id_of(gone)))
    assert (await frozen(staff, desk)).lines == ()


async def test_whoever_was_in_danger_is_in_no_list_and_no_line_of_theirs_stays(staff: Staff, desk: Reviewing) -> None:
    reference, period = await agreed(staff, "ada", HOOP), str(month(staff))
    await desk.let_out(SAM, "quayside", period, Wished(reference, HOOP, quote=True))
    await staff.town.says("ada", "he hits me")
    assert await desk.suggestions(SAM, "quayside", period) == ()
    assert (await frozen(staff, desk)).lines == ()


async def test_the_fence_holds_for_each_step(staff: Staff, desk: Reviewing) -> None:
    reference, period = await agreed(staff, "ada", HOOP), str(month(staff))
    wished, review = Wished(reference, HOOP, quote=True), Reviewed(period, "quayside", "", "", ("A line.",))
    for worker in (ASH, ADA, CHRIS):
        for step in (
            desk.desk(worker, "quayside", period),
            desk.suggestions(worker, "quayside", period),
            desk.let_out(worker, "quayside", period, wished),
            desk.take_back(worker, "quayside", period, reference),
            desk.write(worker, review, done=True),
        ):
            with pytest.raises(NotFound):
                await step
    for scope, when in ((WHOLE_AREA, period), ("nowhere", period), ("quayside", "2026-13"), ("quayside", "never")):
        with pytest.raises(NotFound):
            await desk.desk(SAM, scope, when)
    with pytest.raises(NotFound):
        await desk.let_out(SAM, "quayside", str(month(staff).after(-1)), wished)
    assert (await desk.desk(MO, WHOLE_AREA, period)).waiting == 1


async def test_a_worker_s_own_words_go_out_once_they_say_so(staff: Staff, desk: Reviewing) -> None:
    period = str(month(staff))
    wanted = Reviewed(
        period, "quayside", "", "", ("People spoke of the park.", " "), "Could the council light the path?"
    )
    await desk.write(SAM, wanted)
    assert (await frozen(staff, desk)).reviews == ()
    assert await desk.waiting(SAM, [period]) == [(period, "quayside")]
    await desk.write(SAM, wanted, done=True)
    [review] = (await frozen(staff, desk)).reviews
    assert (review.lines, review.ask) == (("People spoke of the park.",), "Could the council light the path?")
    assert (review.checked_by, review.checked_on) == ("Sam", staff.house.today)
    assert await desk.waiting(SAM, [period]) == []


@pytest.mark.parametrize("line", ["We will fix the lights.", "Kevin says so.", "y" * 241])
async def test_a_worker_s_own_words_promise_nothing_and_name_nobody(staff: Staff, desk: Reviewing, line: str) -> None:
    with pytest.raises(Refused):
        await desk.write(SAM, Reviewed(str(month(staff)), "quayside", "", "", (line,)), done=True)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Litter rose because the collection was cut.", "why: .because"),
        ("Fewer came, due to the rain.", "why: .due to"),
        ("The cut led to fewer clubs.", "why: .led to"),
        ("Most of it is what you hear on a rough estate.", "like: .rough estate"),
        ("It is the worst street for parking.", "like: .worst street"),
    ],
)
async def test_a_worker_s_own_words_say_not_why_nor_what_a_place_is_like(
    staff: Staff, desk: Reviewing, line: str, why: str
) -> None:
    """Requirement 43: the report's own voice describes, also in the five lines and the ask."""
    for wanted in ({"lines": (line,)}, {"ask": line}):
        with pytest.raises(Refused, match=why):
            await desk.write(SAM, Reviewed(str(month(staff)), "quayside", "", "", **wanted))


@pytest.mark.parametrize(
    "line",
    [
        "The repair is due to start in May.",
        "The bread group is the best news.",
        "Poor light by the steps, people told us.",
    ],
)
async def test_plain_words_that_only_look_like_a_cause_stay(staff: Staff, desk: Reviewing, line: str) -> None:
    await desk.write(SAM, Reviewed(str(month(staff)), "quayside", "", "", (line,)))


async def test_more_than_five_lines_are_refused(staff: Staff, desk: Reviewing) -> None:
    with pytest.raises(Refused, match="five"):
        await desk.write(SAM, Reviewed(str(month(staff)), "quayside", "", "", ("A line.",) * 6))


async def test_only_what_was_said_in_the_month_waits_for_its_review(staff: Staff, desk: Reviewing) -> None:
    await agreed(staff, "ada", HOOP)
    period = str(month(staff))
    staff.town.now += timedelta(days=40)
    await agreed(staff, "bo", "a warm place to sit in winter")
    assert [one.candidate.words for one in await desk.suggestions(SAM, "quayside", period)] == [HOOP]
