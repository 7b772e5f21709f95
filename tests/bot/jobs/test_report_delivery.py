"""Each contact is sent each edition at least once, always with the same Message-ID, whatever the mail server does."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Agency
from bot.domain.contribution import Progress
from bot.domain.question import AnswerLink, AskedOf, Reply
from bot.domain.release import MAIL_SERVER, State
from bot.errors import NotFound, Refused
from bot.exchange.bounce import Bounce, read_bounce
from bot.staff.agency_answers import AgencyAnswers
from bot.staff.answer_links import make_link
from bot.storage import agency_questions, archive, audit, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.asked import asked
from reports.frozen import Frozen
from reports.model import SCHOOLS
from tests.factories_app import Whole
from tests.factories_pack import make_area
from tests.factories_releasing import COUNCIL, DRAFTED, OCTOBER, SENDS, Going, make_question
from tests.factories_staff import ADA, MO, SAM, Staff
from tests.fakes.mail import Letterbox, letterbox, text_of
from tests.notifications import postfix
from tests.stores import ONE_STORE

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CATH, HAL = "cath@council.example", "hal@homes.example"


@pytest.fixture
async def box() -> AsyncIterator[Letterbox]:
    async with letterbox() as box:
        yield box


@pytest.fixture
async def going(database: Database, keys: Keys, tmp_path: Path, box: Letterbox) -> Going:
    going = Going(database, keys, tmp_path, port=box.port)
    await going.staffed()
    await going.said("c1", "c2")
    council, homes, *_ = (one.id for one in going.area.agencies)
    await going.sendings.put(MO, council, "Cath", CATH)
    await going.sendings.put(MO, homes, "Hal", HAL)
    await going.looks()
    return going


async def approved(going: Going, at: datetime = DRAFTED + DAY) -> None:
    going.now = at
    await going.desk.approve(MO, "2026-10")
    await going.looks(at)


async def states(going: Going) -> dict[str, State]:
    names = {one.id: one.mail for one in await going.sendings.contacts()}
    return {names.get(one.contact, "gone"): one.state for one in reversed(await going.sendings.of("2026-10"))}


def ids(box: Letterbox, address: str) -> list[str]:
    return [str(one["Message-ID"]) for one in box.to(address)]


# -- what is sent ----------------------------------------------------------------------------------------------------


async def test_each_contact_is_sent_the_edition_with_their_own_themes_first(going: Going, box: Letterbox) -> None:
    await approved(going)
    await going.looks(SENDS + DAY, times=3)
    assert Counter(str(one["To"]) for one in box.mails) == {CATH: 1, HAL: 1}
    [mail] = box.to(CATH)
    text = text_of(mail)
    mine = next(one for one in going.area.agencies)
    assert text.index(mine.name) < text.index("https://voices.example/reports/2026-10")
    assert ("Play. idea: about 20" in text) is ("play_things_to_do" in mine.themes)
    assert ("Housing" in text) is ("housing" in mine.themes)
    assert "A person has checked it" in text
    files = {str(one.get_filename()): one.get_content() for one in mail.iter_attachments()}
    assert files["dialogue-report-2026-10-r1.pdf"] == await going.archived(kind="pdf")
    assert str(files["dialogue-report-2026-10-r1.html"]).encode().strip() == (await going.archived() or b"").strip()


async def test_whoever_answers_for_schools_is_sent_the_school_s_side_as_well(
    database: Database, keys: Keys, tmp_path: Path, box: Letterbox
) -> None:
    """A head teacher reads one page (product.md 44); nobody else is sent it."""
    heads = Agency("heads", "The schools", (SCHOOLS,))
    going = Going(database, keys, tmp_path, port=box.port, area=make_area(agencies=(COUNCIL, heads)))
    await going.staffed()
    await going.said("c1")
    for agency, mail in (("council", CATH), ("heads", HAL)):
        await going.sendings.put(MO, agency, "Hal", mail)
    await going.looks()
    await approved(going)
    async with database.read() as conn:
        name = {"scope": "all", "edition": "school", "language": "en", "kind": "pdf"}
        side = await archive.file(conn, keys, "2026-10", **name)
    for address, sent in ((CATH, False), (HAL, True)):
        [mail] = box.to(address)
        files = {str(one.get_filename()): one.get_content() for one in mail.iter_attachments()}
        assert (files.get("school-side-2026-10-r1.pdf") == side) is sent
        assert ("For a head teacher" in text_of(mail)) is sent


async def test_an_unchecked_edition_says_so_in_its_mail(going: Going, box: Letterbox) -> None:
    await going.looks(SENDS)
    assert all("Not yet checked by a person" in text_of(one) for one in box.mails)
    assert len(box.mails) == 2


async def test_nothing_is_sent_before_somebody_approves_it(going: Going, box: Letterbox) -> None:
    await going.looks(SENDS - HOUR, times=2)
    assert box.mails == []


async def test_a_month_held_back_is_sent_to_nobody_until_it_is_let_go(going: Going, box: Letterbox) -> None:
    """Held after it was published, and before the mails went out."""
    box.refuses = {CATH: ["451 later"], HAL: ["451 later"]}
    await approved(going)
    await going.desk.hold(ADA, "2026-10", "wrong figure")
    await going.looks(DRAFTED + 2 * DAY, times=2)
    assert box.mails == []
    await going.desk.let_go(ADA, "2026-10")
    await going.looks(DRAFTED + 2 * DAY + HOUR)
    assert len(box.mails) == 2


# -- what the mail server does ---------------------------------------------------------------------------------------


async def test_mail_down_for_three_days_is_delivered_once_it_is_back(
    database: Database, keys: Keys, tmp_path: Path, going: Going, box: Letterbox
) -> None:
    """F39."""
    del database, keys, tmp_path
    right, going.port = going.port, 1
    await approved(going)
    for hour in range(0, 72, 3):
        await going.looks(DRAFTED + DAY + hour * HOUR)
    assert (box.mails, set((await states(going)).values())) == ([], {State.WAITING})
    going.port = right
    for hour in range(72, 96, 3):
        await going.looks(DRAFTED + DAY + hour * HOUR)
    assert Counter(str(one["To"]) for one in box.mails) == {CATH: 1, HAL: 1}
    assert set((await states(going)).values()) == {State.SENT}


async def test_a_connection_lost_after_the_mail_was_taken_sends_it_again_with_the_same_id(
    going: Going, box: Letterbox
) -> None:
    """F40."""
    box.cut_after_taking = 1
    await approved(going)
    await going.looks(DRAFTED + DAY + HOUR, times=2)
    assert sorted([len(ids(box, CATH)), len(ids(box, HAL))]) == [1, 2]
    assert len(set(ids(box, CATH))) == len(set(ids(box, HAL))) == 1
    assert set(ids(box, CATH)) != set(ids(box, HAL))


async def test_one_bad_address_holds_up_nobody_and_is_shown(going: Going, box: Letterbox) -> None:
    box.refuses = {CATH: ["550 no such user"]}
    await approved(going)
    assert await states(going) == {CATH: State.REFUSED, HAL: State.SENT}
    await going.looks(SENDS, times=2)
    assert box.to(CATH) == []
    [refused] = [one for one in await going.sendings.of("2026-10") if one.state is State.REFUSED]
    assert refused.fault == "SMTP 550"


async def test_what_was_refused_can_be_tried_again_by_a_person_with_the_same_id(going: Going, box: Letterbox) -> None:
    box.refuses = {CATH: ["550 no such user"]}
    await approved(going)
    [refused] = [one for one in await going.sendings.of("2026-10") if one.state is State.REFUSED]
    this = refused.period, refused.revision, refused.what, refused.contact
    with pytest.raises(NotFound):
        await going.sendings.again(SAM, this)
    await going.sendings.again(MO, this)
    await going.looks(DRAFTED + 2 * DAY)
    assert ids(box, CATH) == [f"<{refused.message_id}>"]
    with pytest.raises(Refused):
        await going.sendings.again(MO, this)


async def test_a_mail_that_came_back_is_marked_by_a_person(going: Going) -> None:
    await approved(going)
    one = (await going.sendings.of("2026-10"))[0]
    await going.sendings.came_back(MO, (one.period, one.revision, one.what, one.contact))
    assert sorted((await states(going)).values()) == [State.RETURNED, State.SENT]


async def test_a_mail_server_s_word_that_one_came_back_marks_that_one_with_its_code_on_record(going: Going) -> None:
    """Product.md 42: "no reply" is printed only where a mail arrived."""
    await approved(going)
    mails = await going.sendings.of("2026-10")
    bounce = read_bounce(postfix(mails[0].message_id))
    assert await going.sendings.bounced(bounce) == (mails[0], True)
    found = {one.contact: (one.state, one.fault) for one in await going.sendings.of("2026-10")}
    assert found == {mails[0].contact: (State.RETURNED, "5.1.1"), mails[1].contact: (State.SENT, "")}
    async with going.database.read() as conn:
        before = await audit.lines(conn, going.keys.organisation)
    assert before[-1][1:] == (MAIL_SERVER, f"mail {mails[0].message_id} came back 5.1.1")
    again = await going.sendings.bounced(bounce)
    assert (again[0].state, again[1]) == (State.RETURNED, False)
    async with going.database.read() as conn:
        assert await audit.lines(conn, going.keys.organisation) == before, "said twice, it is on record once"


async def test_a_forged_message_id_or_one_of_a_mail_not_sent_changes_nothing(going: Going, box: Letterbox) -> None:
    box.refuses = {CATH: ["550 no"]}
    await approved(going)
    before = await going.sendings.of("2026-10")
    sent, refused = sorted(before, key=lambda one: one.state is State.REFUSED)
    forged = sent.message_id.replace(sent.message_id[18:22], "0000")
    for id_ in (forged, sent.message_id.upper(), "%", sent.message_id + "x"):
        with pytest.raises(NotFound, match="no mail of ours"):
            await going.sendings.bounced(Bounce(id_, "5.1.1"))
    with pytest.raises(Refused, match="not sent"):
        await going.sendings.bounced(Bounce(refused.message_id, "5.1.1"))
    assert await going.sendings.of("2026-10") == before


async def test_after_a_week_nobody_tries_it_any_more(going: Going, box: Letterbox) -> None:
    box.refuses = {CATH: ["451 later"] * 100}
    await approved(going)
    tried = set[int]()
    for hour in range(0, 24 * 9, 4):
        await going.looks(DRAFTED + DAY + hour * HOUR)
        tried.add(len(box.refuses[CATH]))
    assert (await states(going))[CATH] is State.GIVEN_UP
    assert 100 - len(box.refuses[CATH]) >= 12, "it was tried for all of the week"
    given_up = len(box.refuses[CATH])
    await going.looks(DRAFTED + 12 * DAY)
    assert len(box.refuses[CATH]) == given_up


async def test_a_machine_that_was_off_for_that_week_has_not_tried_for_it(going: Going, box: Letterbox) -> None:
    """Switched on again before its network is up, it had given up at once."""
    box.refuses = {CATH: ["451 later"] * 2}
    await approved(going)
    assert (await states(going))[CATH] is State.WAITING
    await going.looks(DRAFTED + 12 * DAY)
    assert (await states(going))[CATH] is State.WAITING, "tried twice"
    await going.looks(DRAFTED + 12 * DAY + HOUR)
    assert (await states(going))[CATH] is State.SENT


async def test_the_waits_grow(going: Going, box: Letterbox) -> None:
    box.refuses = {CATH: ["451 later"] * 100}
    await approved(going)
    waits = []
    for _ in range(8):
        [one] = [each for each in await going.sendings.of("2026-10") if each.state is State.WAITING]
        assert one.next_at is not None
        waits.append(one.next_at - going.now)
        await going.looks(one.next_at)
    assert waits == sorted(waits)
    assert waits[-1] >= 11 * HOUR


# -- who sends it ----------------------------------------------------------------------------------------------------


async def test_two_processes_send_each_mail_once(going: Going, box: Letterbox) -> None:
    await going.desk.approve(MO, "2026-10")
    there = going.another()
    await asyncio.gather(*(one.looks(DRAFTED + DAY) for one in (going, there) for _ in range(2)))
    await going.looks(DRAFTED + DAY + HOUR)
    assert Counter(str(one["To"]) for one in box.mails) == {CATH: 1, HAL: 1}


async def test_who_crashes_between_the_claim_and_the_mail_is_taken_over_from_with_the_same_id(
    going: Going, box: Letterbox
) -> None:
    await going.desk.approve(MO, "2026-10")
    port, going.port = going.port, 0
    going.__post_init__()
    await going.looks(DRAFTED + DAY)
    table = tables.report_delivery
    async with going.database.write() as conn:
        claimed = {"state": "claimed", "worker": "dead", "claimed_at": DRAFTED + DAY, "tries": 1}
        await conn.execute(table.update().values(claimed))
    expected = {f"<{one.message_id}>" for one in await going.sendings.of("2026-10")}
    going.port = port
    going.__post_init__()
    await going.looks(DRAFTED + DAY + timedelta(minutes=5))
    assert box.mails == []
    await going.looks(DRAFTED + DAY + timedelta(minutes=15))
    assert {str(one["Message-ID"]) for one in box.mails} == expected
    assert len(box.mails) == 2


async def test_who_is_no_contact_any_more_is_sent_nothing(going: Going, box: Letterbox) -> None:
    box.refuses = {CATH: ["451 later"]}
    await approved(going)
    cath = next(one for one in await going.sendings.contacts() if one.mail == CATH)
    await going.sendings.take_off(MO, cath.id)
    await going.looks(DRAFTED + 2 * DAY)
    assert (box.to(CATH), (await states(going))["gone"]) == ([], State.GONE)


# -- before and after ------------------------------------------------------------------------------------------------


async def test_a_body_sees_its_questions_two_working_days_before_they_are_published(
    going: Going, box: Letterbox
) -> None:
    """Frozen on Sunday the 1st, shown that day: published on Tuesday the 3rd at the earliest."""
    council = going.area.agencies[0].id
    await going.with_words(questions=[make_question(council)])
    await going.looks(DRAFTED + 2 * HOUR + DAY)
    shown = box.to(CATH)
    assert (len(shown), box.to(HAL)) == (1, [])
    assert "Who mends the lamps?" in text_of(shown[0])
    assert "Wednesday 4 November" in text_of(shown[0])
    await going.desk.approve(MO, "2026-10")
    await going.looks(datetime(2026, 11, 4, 8, 55, tzinfo=UTC))
    assert await going.archived() is None
    await going.looks(datetime(2026, 11, 4, 9, 0, tzinfo=UTC))
    assert await going.archived() is not None
    assert [len(ids(box, CATH)), len(set(ids(box, CATH))), len(ids(box, HAL))] == [2, 2, 1]


async def test_approved_at_once_the_questions_are_shown_first(going: Going, box: Letterbox) -> None:
    await going.with_words(questions=[make_question(going.area.agencies[0].id)])
    going.now = DRAFTED + HOUR
    decided = await going.desk.approve(MO, "2026-10")
    assert decided.due_at == datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    await going.looks(DRAFTED + HOUR)
    assert [one["To"] for one in box.mails] == [CATH]


def asked_in_october(going: Going, id_: str, text: str, at: datetime) -> AskedOf:
    council, day = going.area.agencies[0].id, at.date() + 14 * DAY
    return AskedOf(id_, "2026-10", "quayside", council, going.area.themes[0].code, text, day, "sam", at)


async def put(going: Going, one: AskedOf) -> None:
    async with going.database.write() as conn:
        await agency_questions.put(conn, going.keys, one)


async def test_what_a_body_is_asked_later_is_shown_to_it_before_it_is_published_too(
    going: Going, box: Letterbox
) -> None:
    """It had a first look on the 2nd: what was asked on the 3rd has its own two working days."""
    first = asked_in_october(going, "q1", "Who mends the lamps?", DRAFTED - DAY)
    await put(going, first)
    await going.with_words(questions=asked(going.area, OCTOBER, [(first, None)]))
    await going.looks(DRAFTED + DAY)
    await put(going, asked_in_october(going, "q2", "Who cuts the hedge?", DRAFTED + 2 * DAY))
    going.now = DRAFTED + 2 * DAY + HOUR
    going.desk = replace(going.desk, reviewed=partial(as_asked_now, going))
    decided = await going.desk.approve(MO, "2026-10")
    assert decided.due_at == datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    await going.looks(DRAFTED + 2 * DAY + HOUR, times=2)
    early = [text_of(one) for one in box.to(CATH)]
    assert [("lamps" in text, "hedge" in text) for text in early] == [(True, False), (True, True)]
    assert len(set(ids(box, CATH))) == 2
    again = await going.desk.show_early("2026-10")
    assert (again, len(box.to(CATH))) == (None, 2)


async def as_asked_now(going: Going, conn: AsyncConnection, frozen: Frozen) -> Frozen:
    """As bot.release_parts has it: a month asks what stands when it is approved."""
    found = await agency_questions.printed(conn, going.keys, ("2026-10",))
    return replace(frozen, questions=asked(going.area, frozen.month, found))


async def test_a_question_is_proved_to_have_come_by_what_had_it_and_was_sent_after_it_was_asked(
    going: Going, box: Letterbox
) -> None:
    """An edition of counts only has none, an earlier mail not that one."""
    await put(going, asked_in_october(going, "q1", "Who mends the lamps?", DRAFTED))
    await going.looks(SENDS)
    assert await proved(going) == [None], "counts only"
    going.now = SENDS + DAY
    going.desk = replace(going.desk, reviewed=partial(as_asked_now, going))
    going.kit = replace(going.kit, releasing=going.desk)
    await going.desk.approve(MO, "2026-10")
    await put(going, asked_in_october(going, "q2", "Who cuts the hedge?", SENDS + 5 * DAY))
    await going.looks(SENDS + DAY)
    assert "Who mends the lamps?" in text_of(box.to(CATH)[-1])
    assert [at and at.date() for at in await proved(going)] == [(SENDS + DAY).date(), None]


async def test_an_answer_by_a_link_is_confirmed_to_whose_link_it_is_and_without_its_words(
    going: Going, box: Letterbox
) -> None:
    """Product.md 42: whoever passed the link on learns that it was used. A worker's typing in confirms nothing."""
    await put(going, asked_in_october(going, "q1", "Who mends the lamps?", DRAFTED))
    staff = Staff(Whole(going.database, going.keys, area=going.area, now=DRAFTED))
    desk = AgencyAnswers(staff.triage, "voices.example")
    cath = next(one for one in await going.sendings.contacts() if one.mail == CATH)
    token = make_link(going.keys, AnswerLink(cath.id, cath.agency, "2026-10"), DRAFTED + 30 * DAY)
    await desk.type_in(MO, "q1", Reply("By telephone: not yet."))
    await going.looks(DRAFTED + HOUR)
    assert box.mails == []
    for words in ("Kevin will.", "Kevin will, on Monday."):
        await desk.answer(token, "q1", Reply(words))
    await going.looks(DRAFTED + 2 * HOUR, times=2)
    [mail] = box.mails
    assert (mail["To"], "Who mends the lamps?" in text_of(mail), "Kevin" in mail.as_string()) == (CATH, True, False)
    await desk.answer(token, "q1", Reply("Kevin will, on Tuesday.", Progress.PLANNED, date(2026, 12, 1)))
    await going.looks(DRAFTED + 3 * HOUR)
    assert len(set(ids(box, CATH))) == 2
    said = "- Who mends the lamps? It means: planned. By when: 1 December 2026."
    assert [said in text_of(one) for one in box.mails] == [False, True], "as whose link it is said it"
    assert await proved(going) == [None], "that something came back proves no delivery of what was asked"


async def proved(going: Going) -> list[datetime | None]:
    async with going.database.read() as conn:
        return [at for _, at in await agency_questions.printed(conn, going.keys, ("2026-10",))]


@pytest.mark.parametrize(
    ("reached", "long_enough"),
    [(None, False), (date(2026, 11, 2), True), (date(2026, 11, 16), True), (date(2026, 11, 17), False)],
)
def test_nobody_is_said_not_to_have_replied_within_ten_working_days_of_having_been_asked(
    going: Going, reached: date | None, *, long_enough: bool
) -> None:
    """Of what came on Tuesday the 17th the ten have not passed by the 30th, the last day of the month that tells it."""
    one = asked_in_october(going, "q1", "Who mends the lamps?", DRAFTED)
    at = datetime.combine(reached, time(12), UTC) if reached else None
    [question] = asked(going.area, OCTOBER.after(1), [(one, at)])
    assert question.delivered is long_enough


async def test_whoever_has_a_copy_of_words_taken_back_is_sent_the_next_revision(going: Going, box: Letterbox) -> None:
    ann = await going.said()
    await going.quoted(ann, "c1")
    await going.with_words("c1")
    await approved(going)
    await going.withdrawn(ann, "c1")
    await going.looks(DRAFTED + 2 * DAY, times=2)
    first, second = box.to(CATH)
    assert "revision 2" in str(second["Subject"])
    assert "please delete that" in text_of(second)
    assert first["Message-ID"] != second["Message-ID"]
    assert [one.revision for one in await going.sendings.of("2026-10") if one.state is State.SENT] == [2, 1] * 2


async def test_what_waits_of_a_revision_that_was_replaced_is_not_sent(going: Going, box: Letterbox) -> None:
    """Whoever had none yet gets the one that stands, and no mail has words that were taken back."""
    ann = await going.said()
    await going.quoted(ann, "c1")
    await going.with_words("c1")
    right, going.port = going.port, 1
    await approved(going)
    await going.withdrawn(ann, "c1")
    going.port = right
    await going.looks(DRAFTED + 2 * DAY, times=2)
    assert [len(box.to(CATH)), len(box.to(HAL))] == [1, 1]
    assert all("(revision 2)" in str(one["Subject"]) for one in box.mails)
    assert all("quote c1" not in one.as_string() for one in box.mails)


@ONE_STORE
@pytest.mark.parametrize("mail", ["", "cath", "a b@x.example", "cath@x", "cath@x.example\nBcc: all@x.example"])
async def test_an_address_that_is_none_is_refused(going: Going, mail: str) -> None:
    with pytest.raises(Refused):
        await going.sendings.put(MO, going.area.agencies[0].id, "Cath", mail)
