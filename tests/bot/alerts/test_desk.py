"""Workers are told of danger by two channels, each by itself, without the words, until one has it (S5, S6, S11)."""

from datetime import timedelta

import pytest
import structlog
from msgspec.structs import replace

from bot.alerts.answering import Outcome, acknowledge
from bot.checkup.safeguarding import _nobodys
from bot.domain.case import number_of
from bot.storage import alerts, tables, watch
from bot.storage.alerts import By
from tests.bot.alerts.town import DEPUTY, LEAD, MANAGER, NIGHT, ON_CALL, ROSTER, Town
from tests.fakes.mail import text_of
from tests.fakes.telegram.faults import Drop
from tests.stores import ONE_STORE

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def has_it(town: Town, case: str, who: str) -> Outcome:
    return (await acknowledge(town.database, town.keys, case, who, town.now)).outcome


# -- by two channels, without the words ------------------------------------------------------------------------------


async def test_the_lead_is_told_at_once_by_mail_and_telegram(town: Town) -> None:
    await town.staff_chats()
    case = await town.case()
    number = number_of(case)
    await town.looks()
    assert town.mailed(LEAD) == [f"Earshot: case {number}. Someone may be in danger"]
    [told] = town.told(LEAD)
    assert f"Case {number}, red." in told
    assert "Quayside" in told
    assert "Tuesday 2 June, 10:00" in told
    assert [town.mailed(one) for one in (DEPUTY, MANAGER, ON_CALL)] == [[], [], []]


async def test_no_alert_ever_says_what_was_said_nor_which_rule_heard_it(town: Town) -> None:
    await town.staff_chats()
    await town.case()
    await town.case("my mum forgets to feed us", level="amber")
    await town.passes(timedelta(hours=26), timedelta(minutes=10))
    told = [text_of(one) + str(one["Subject"]) for one in town.box.mails]
    told += [text for one in ROSTER for text in town.told(one.id)]
    assert len(told) > 20
    assert not [one for one in told if any(word in one for word in ("hits", "belt", "beaten", "feed", "mum"))]


async def test_with_mail_down_telegram_goes_at_once_and_mail_follows_when_it_is_back(town: Town) -> None:
    await town.staff_chats()
    town.box.refuses["anna@voices.example"] = ["451 later"] * 3
    await town.case()
    await town.looks()
    assert (len(town.told(LEAD)), town.mailed(LEAD)) == (1, [])
    await town.passes(3 * MINUTE)
    assert (len(town.told(LEAD)), len(town.mailed(LEAD))) == (1, 1)


async def test_with_telegram_down_mail_goes_at_once_and_telegram_follows(town: Town) -> None:
    await town.staff_chats()
    town.api.faults.add(method="sendMessage", status=502, times=3)
    await town.case()
    await town.looks()
    assert (town.told(LEAD), len(town.mailed(LEAD))) == ([], 1)
    await town.passes(3 * MINUTE)
    assert (len(town.told(LEAD)), len(town.mailed(LEAD))) == (1, 1)


async def test_a_mail_server_that_hangs_holds_up_nothing_on_telegram(town: Town) -> None:
    await town.staff_chats()
    town.box.hangs = True
    await town.case()
    await town.desk.look()
    mail, telegram = town.desk.pagers
    await town.desk.tell(telegram)
    assert len(town.told(LEAD)) == 1
    await town.desk.tell(mail)
    town.box.hangs = False
    await town.passes(2 * MINUTE)
    assert len(town.mailed(LEAD)) == 1


async def test_what_was_never_marked_goes_out_again_with_the_same_id(town: Town) -> None:
    """The one thing that can double: sent, and killed before that was on record."""
    await town.case()
    await town.desk.look()
    town.box.cut_after_taking = 1
    await town.looks()
    await town.dies()
    await town.looks()
    assert len(town.mailed(LEAD)) == 2
    assert len({one["Message-ID"] for one in town.box.mails}) == 1


async def test_killed_at_any_point_it_goes_on_where_it_was(town: Town) -> None:
    await town.staff_chats()
    await town.case()
    await town.dies()
    await town.desk.look()
    await town.dies()
    await town.desk.tell(town.desk.pagers[0])
    await town.dies()
    await town.looks()
    await town.dies()
    await town.passes(14 * MINUTE)
    assert (len(town.mailed(LEAD)), len(town.told(LEAD)), town.mailed(DEPUTY)) == (1, 1, [])


# -- until somebody has it ---------------------------------------------------------------------------------------------


@ONE_STORE
@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, [LEAD]),
        (14, [LEAD]),
        (15, [LEAD, DEPUTY]),
        (29, [LEAD, DEPUTY]),
        (30, [LEAD, DEPUTY, MANAGER]),
        (59, [LEAD, DEPUTY, MANAGER]),
        (60, [LEAD, DEPUTY, MANAGER, ON_CALL]),
    ],
)
async def test_in_staffed_hours_one_after_the_other_is_told(town: Town, minutes: int, told: list[str]) -> None:
    await town.case()
    await town.looks()
    await town.passes(minutes * MINUTE)
    assert [one.id for one in ROSTER if town.mailed(one.id)] == told


async def test_outside_staffed_hours_the_on_call_list_is_told_at_once_with_the_emergency_teams_number(
    town: Town,
) -> None:
    town.now = NIGHT
    await town.case()
    await town.looks()
    assert [one.id for one in ROSTER if town.mailed(one.id)] == [LEAD, ON_CALL]
    assert "Emergency social work team: 01632 960100" in town.box.texts("cleo@voices.example")[0]
    await town.passes(30 * MINUTE)
    assert [one.id for one in ROSTER if town.mailed(one.id)] == [LEAD, DEPUTY, MANAGER, ON_CALL]


async def test_in_staffed_hours_the_emergency_teams_number_is_not_in_the_way(town: Town) -> None:
    await town.case()
    await town.looks()
    assert "01632 960100" not in town.box.texts("anna@voices.example")[0]


async def test_once_somebody_has_it_nobody_else_is_called_and_the_others_hear_who(town: Town) -> None:
    await town.staff_chats()
    case = await town.case()
    await town.looks()
    await town.passes(15 * MINUTE)
    assert await has_it(town, case, DEPUTY) is Outcome.THANKS
    assert await has_it(town, case, LEAD) is Outcome.HAD
    await town.passes(2 * HOUR, 5 * MINUTE)
    assert town.mailed(MANAGER) == town.mailed(ON_CALL) == []
    assert "Ben Holt has case" in town.told(LEAD)[-1]
    assert (await town.stands(case)).acknowledged_by == DEPUTY


async def test_nobody_answers_everyone_is_told_again_every_hour(town: Town) -> None:
    await town.case()
    await town.looks()
    await town.passes(3 * HOUR, 5 * MINUTE)
    assert sum("Still nobody has it" in one for one in town.mailed(ON_CALL)) == 2


@ONE_STORE
@pytest.mark.parametrize("jump", [-DAY, -HOUR, timedelta(days=-400), HOUR, DAY])
async def test_a_clock_that_jumps_makes_nobody_wait_longer(town: Town, jump: timedelta) -> None:
    await town.case()
    await town.looks()
    await town.passes(5 * MINUTE)
    town.now += jump
    await town.passes(62 * MINUTE, 2 * MINUTE)
    assert [one.id for one in ROSTER if town.mailed(one.id)] == [LEAD, DEPUTY, MANAGER, ON_CALL]


async def test_a_machine_that_was_off_catches_up_at_its_start(town: Town) -> None:
    await town.case()
    await town.looks()
    town.now += 40 * MINUTE
    await town.dies()
    await town.looks()
    assert [one.id for one in ROSTER if town.mailed(one.id)] == [LEAD, DEPUTY, MANAGER]


async def test_who_has_no_telegram_is_told_by_mail_and_by_telegram_once_they_have(town: Town) -> None:
    await town.case()
    await town.looks()
    assert len(town.mailed(LEAD)) == 1
    await town.staff_chats(LEAD)
    await town.looks()
    assert len(town.told(LEAD)) == 1


async def test_a_broken_case_holds_up_no_other(town: Town) -> None:
    """An alert whose recipient has left the roster is dropped; the rest goes on."""
    await town.case()
    await town.desk.look()
    town.roster = ROSTER[1:]
    await town.dies()
    await town.passes(16 * MINUTE)
    assert town.mailed(LEAD) == []
    assert len(town.mailed(DEPUTY)) == 1


# -- amber waits for the morning -------------------------------------------------------------------------------------


async def test_amber_pages_nobody_and_stands_on_one_morning_list(town: Town) -> None:
    await town.staff_chats(LEAD)
    first = await town.case("worried", level="amber")
    await town.passes(HOUR, 10 * MINUTE)
    second = await town.case("more worry", level="amber")
    await town.passes(8 * HOUR, 10 * MINUTE)
    assert town.box.mails == []
    await town.passes(16 * HOUR, 10 * MINUTE)
    assert town.mailed(LEAD) == ["Earshot: cases to read today"]
    [text] = town.told(LEAD)
    assert number_of(first) in text
    assert number_of(second) in text
    assert town.mailed(DEPUTY) == []


async def test_what_was_read_is_not_listed_and_what_is_late_is_said_to_be(town: Town) -> None:
    seen = await town.case("worried", level="amber")
    late = await town.case("more worry", level="amber")
    async with town.database.write() as conn:
        await watch.read(conn, town.keys.organisation, seen, town.now)
    await town.passes(2 * DAY, 30 * MINUTE)
    lists = [text for text in town.box.texts("anna@voices.example") if text.startswith("To read today")]
    assert len(lists) == 2
    assert number_of(seen) not in "".join(lists)
    assert "LATE" not in lists[0]
    assert f"{number_of(late)}, amber, Quayside" in lists[1]
    assert "LATE" in lists[1]


async def test_an_import_makes_one_alert_for_its_red_lines_and_amber_waits_for_the_list(town: Town) -> None:
    red = [await town.case(f"he hits her {n}", account="import") for n in range(3)]
    await town.case("worried", level="amber", account="import")
    await town.looks()
    await town.passes(2 * HOUR, 10 * MINUTE)
    assert town.mailed(LEAD) == ["Earshot: an import may speak of danger"]
    [text] = town.box.texts("anna@voices.example")
    assert all(number_of(one) in text for one in red)
    assert text.count("C-") == 3
    assert town.mailed(DEPUTY) == []


# -- nothing decided ---------------------------------------------------------------------------------------------------


async def test_a_case_in_which_nothing_is_decided_is_brought_up_each_working_day(town: Town) -> None:
    case = await town.case()
    await town.looks()
    await has_it(town, case, LEAD)
    await town.passes(2 * DAY, 30 * MINUTE)
    assert sum("Nothing is decided yet" in one for one in town.mailed(LEAD)) == 2
    assert sum("Nothing is decided yet" in one for one in town.mailed(MANAGER)) == 2


async def test_a_referral_without_an_answer_is_brought_up_after_a_working_day(town: Town) -> None:
    case = await town.case()
    await town.looks()
    await has_it(town, case, LEAD)
    async with town.database.write() as conn:
        await watch.decide(conn, town.keys.organisation, case, watch.Decision.MASH, town.now)
    await town.passes(timedelta(hours=25), 30 * MINUTE)
    assert sum("No answer yet" in one for one in town.mailed(LEAD)) == 1
    async with town.database.write() as conn:
        await watch.answered(conn, town.keys.organisation, case, town.now)
    await town.passes(DAY, 30 * MINUTE)
    assert sum("No answer yet" in one for one in town.mailed(LEAD)) == 1


async def test_whoever_has_it_hears_that_more_was_said_once_an_hour(town: Town) -> None:
    case = await town.case()
    await town.looks()
    await has_it(town, case, LEAD)
    for words in ("and again", "and again last night"):
        town.now += MINUTE
        await town.more(case, words)
        await town.looks()
    assert sum("More was said" in one for one in town.mailed(LEAD)) == 1
    town.now += 2 * HOUR
    await town.more(case, "now he is here")
    await town.looks()
    assert sum("More was said" in one for one in town.mailed(LEAD)) == 2


async def test_more_said_in_a_closed_case_opens_it_again_and_calls_everyone_anew(town: Town) -> None:
    case = await town.case()
    await town.looks()
    await has_it(town, case, LEAD)
    async with town.database.write() as conn:
        await watch.close(conn, town.keys.organisation, case, town.now)
    await town.passes(HOUR, 30 * MINUTE)
    await town.more(case, "he did it again")
    await town.looks()
    assert (await town.stands(case)).waits
    assert sum("may be in danger" in one for one in town.mailed(LEAD)) == 2
    assert town.mailed(DEPUTY) == []
    await town.passes(16 * MINUTE, 4 * MINUTE)
    assert len(town.mailed(DEPUTY)) == 1


async def test_a_closed_case_is_over(town: Town) -> None:
    case = await town.case()
    await town.desk.look()
    async with town.database.write() as conn:
        await watch.close(conn, town.keys.organisation, case, town.now)
    await town.passes(2 * DAY, HOUR)
    assert town.box.mails == []


# -- the words name one of our own -------------------------------------------------------------------------------------

NAMING = {
    LEAD: ["anna touched me", "its the safeguarding lead he hits me", "mrs Bell hurts me", "Ana Bel hits me"],
    DEPUTY: ["ben holt hits me", "the deputy touched me", "Holt did it"],
    MANAGER: ["Mina hits me", "the manager hit me", "shah touches me"],
    ON_CALL: ["cleo hits me", "its cloe she hits me"],
}


@ONE_STORE
@pytest.mark.parametrize(("who", "words"), [(who, words) for who, all_ in NAMING.items() for words in all_])
async def test_nobody_whom_the_words_name_is_ever_told_by_any_channel(town: Town, who: str, words: str) -> None:
    await town.staff_chats()
    await town.case(words)
    await town.case(f"{words} a bit", level="amber")
    await town.looks()
    first = LEAD if who == MANAGER else MANAGER
    assert [len(town.mailed(first)), len(town.told(first))] == [1, 1]
    assert "ring the LADO: 01632 960200" in town.told(first)[0]
    await town.passes(70 * MINUTE, 35 * MINUTE)
    await town.passes(2 * DAY, 8 * HOUR)
    assert town.mailed(who) == town.told(who) == []
    assert all(town.mailed(one.id) for one in ROSTER if one.id != who)


@ONE_STORE
@pytest.mark.parametrize("words", ["sam at the club hits me", "the mobiliser touched me", "the moblisers hurt me"])
async def test_where_a_mobiliser_may_be_meant_the_manager_knows_at_once_and_has_the_ladoes_number(
    town: Town, words: str
) -> None:
    await town.case(words)
    await town.looks()
    assert len(town.mailed(LEAD)) == len(town.mailed(MANAGER)) == 1
    assert "LADO: 01632 960200" in town.box.texts("mina@voices.example")[0]


async def test_who_is_named_only_later_hears_no_more_from_then_on(town: Town) -> None:
    case = await town.case()
    await town.looks()
    assert len(town.mailed(LEAD)) == 1
    await town.more(case, "it was anna")
    await town.looks()
    assert len(town.mailed(MANAGER)) == 1
    assert await has_it(town, case, LEAD) is Outcome.NOTHING
    await town.passes(DAY, 30 * MINUTE)
    assert len(town.mailed(LEAD)) == 1


async def test_where_the_lead_is_named_and_there_is_no_manager_the_deputy_is_told_at_once(town: Town) -> None:
    town.roster = (ROSTER[0], ROSTER[1])
    await town.dies()
    await town.case("anna hits me")
    await town.looks()
    assert (len(town.mailed(DEPUTY)), town.mailed(LEAD)) == (1, [])


async def test_an_ordinary_word_that_is_a_name_passes_nobody_by(town: Town) -> None:
    town.roster = (replace(ROSTER[0], names=("Will Carter",)), *ROSTER[1:])
    await town.dies()
    for words in ("he will hit me again", "I will die. will you help"):
        await town.case(words)
    await town.looks()
    assert len(town.mailed(LEAD)) == 2
    for words in ("by will", "its Will he hits me", "will touched me", "will carter hit me", "WILL CARTER"):
        await town.case(words)
    await town.looks()
    assert len(town.mailed(LEAD)) == 2


async def test_where_the_words_name_everyone_it_is_said_in_the_log_and_by_the_check_up(town: Town) -> None:
    with structlog.testing.capture_logs() as logs:
        case = await town.case("anna and ben and mina and cleo hurt me")
        await town.looks()
        await town.looks()
    assert town.box.mails == []
    assert [one["case"] for one in logs if "nobody is left" in one["event"]] == [number_of(case)]
    [told] = _nobodys([await town.stands(case)], ROSTER)
    assert number_of(case) in told.sentence


# -- what is on record -----------------------------------------------------------------------------------------------


async def test_what_was_told_is_on_record_without_an_address(town: Town) -> None:
    await town.staff_chats()
    case = await town.case()
    await town.looks()
    async with town.database.read() as conn:
        told = await alerts.of_case(conn, town.keys.organisation, case)
        rows = [tuple(row) for row in await conn.execute(tables.alert.select())]
        chats = [tuple(row) for row in await conn.execute(tables.staff_chat.select())]
    assert {(one.recipient, one.channel, one.sent_at == town.now) for one in told} == {
        (LEAD, By.MAIL, True),
        (LEAD, By.TELEGRAM, True),
    }
    shown = f"{rows}{chats}"
    assert not any(one.mail in shown for one in ROSTER)
    assert not any(str(one.id) in shown for one in town.chats.values())


async def test_what_does_not_get_through_is_on_record_with_a_code(town: Town) -> None:
    town.box.refuses["anna@voices.example"] = ["550 no such user here: anna"] * 9
    await town.case()
    await town.looks()
    await town.passes(timedelta(minutes=35), timedelta(minutes=5))
    async with town.database.read() as conn:
        [stuck] = await alerts.stuck(conn, town.keys.organisation, 3)
    assert (stuck.recipient, stuck.channel, stuck.reason) == (LEAD, By.MAIL, "SMTP 550")


async def test_a_send_whose_answer_was_lost_is_tried_again(town: Town) -> None:
    await town.staff_chats()
    town.api.faults.add(method="sendMessage", drop=Drop.AFTER)
    await town.case()
    await town.looks()
    await town.passes(MINUTE)
    assert 1 <= len(town.told(LEAD)) <= 2
