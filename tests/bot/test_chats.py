"""Whose turn it is: one person's messages in order, the urgent first, and a gate that nobody waits at for long."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channel import Outgoing
from bot.chats import HELD, QUICK, REMEMBERED, Account, Gate, Pace, Waiting
from bot.conversation.replies import Urgency
from tests.factories_app import Postbox


@dataclass
class Seconds:
    """A clock that goes only when it is told to."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def waiting(id_: str, chat: str = "ann", urgency: Urgency = Urgency.ANSWER) -> Waiting:
    return Waiting(id_, chat, chat, chat, Outgoing(id_, urgency=urgency))


async def goes(account: Account, gate: Gate | None = None) -> str:
    """The message that goes out next; its chat's next one may follow."""
    async with asyncio.timeout(1):
        chat = await account.next_turn(gate or Gate(Seconds()))
    sent = account.chats[chat].popleft()
    account.next_of(chat)
    return sent.id


async def all_of(account: Account) -> list[str]:
    return [await goes(account) for _ in range(sum(map(len, account.chats.values())))]


@pytest.fixture
def account() -> Account:
    return Account(Postbox())


# -- turns ---------------------------------------------------------------------------------------------------------


async def test_one_persons_messages_go_out_in_the_order_they_came(account: Account) -> None:
    for id_ in ("1", "2", "3"):
        account.take_in(waiting(id_))
    assert await all_of(account) == ["1", "2", "3"]


async def test_people_take_turns_so_that_nobody_waits_for_anothers_many(account: Account) -> None:
    for id_ in ("a1", "a2", "a3"):
        account.take_in(waiting(id_))
    account.take_in(waiting("b1", "bob"))
    assert await all_of(account) == ["a1", "b1", "a2", "a3"]


async def test_danger_goes_before_answers_and_answers_before_what_nobody_asked_for(account: Account) -> None:
    account.take_in(waiting("broadcast", "ann", Urgency.BROADCAST))
    account.take_in(waiting("answer", "bob"))
    account.take_in(waiting("danger", "cat", Urgency.DANGER))
    assert await all_of(account) == ["danger", "answer", "broadcast"]


async def test_danger_overtakes_what_waits_in_the_same_chat(account: Account) -> None:
    for id_ in ("1", "2"):
        account.take_in(waiting(id_))
    account.take_in(waiting("danger", urgency=Urgency.DANGER))
    account.take_in(waiting("more danger", urgency=Urgency.DANGER))
    assert await all_of(account) == ["danger", "more danger", "1", "2"]


async def test_what_is_being_sent_is_overtaken_by_nothing(account: Account) -> None:
    account.take_in(waiting("on its way"))
    chat = await account.next_turn(Gate(Seconds()))
    account.take_in(waiting("danger", urgency=Urgency.DANGER))
    assert [one.id for one in account.chats[chat]] == ["on its way", "danger"]
    assert account.ready.empty(), "nobody else begins to send to somebody who is being sent to"


async def test_a_message_that_is_found_again_in_the_table_waits_once(account: Account) -> None:
    for _ in range(3):
        account.take_in(waiting("1"))
    assert await all_of(account) == ["1"]
    account.take_in(waiting("1"))
    assert not account.busy


async def test_somebody_for_whom_nothing_waits_is_forgotten(account: Account) -> None:
    assert not account.busy
    account.take_in(waiting("1"))
    assert account.busy
    await goes(account)
    assert not account.busy
    assert account.chats == {}
    assert account.turns == {}


MESSAGES = st.lists(st.tuples(st.sampled_from(["ann", "bob", "cat"]), st.sampled_from(Urgency)), max_size=25)


@settings(max_examples=80, deadline=None)
@given(messages=MESSAGES, sends=st.lists(st.booleans(), max_size=50))
def test_nothing_is_lost_or_sent_twice_and_equals_keep_their_order(messages: list[Any], sends: list[bool]) -> None:
    async def story() -> list[str]:
        account, left, gone = Account(Postbox()), list(enumerate(messages)), []
        for send in sends:
            if send and account.chats:
                gone.append(await goes(account))
            elif left:
                number, (chat, urgency) = left.pop(0)
                account.take_in(waiting(f"{number:03}", chat, urgency))
        for number, (chat, urgency) in left:
            account.take_in(waiting(f"{number:03}", chat, urgency))
        return gone + await all_of(account)

    went = asyncio.run(story())
    assert sorted(went) == [f"{number:03}" for number in range(len(messages))]
    alike: dict[object, list[str]] = defaultdict(list)
    for id_ in went:
        alike[messages[int(id_)]].append(id_)
    assert all(ids == sorted(ids) for ids in alike.values())


# -- the gate ------------------------------------------------------------------------------------------------------


async def test_while_a_batch_commits_an_answer_waits_and_danger_does_not(account: Account) -> None:
    gate = Gate(Seconds())
    gate.shuts()
    account.take_in(waiting("answer"))
    account.take_in(waiting("danger", "bob", Urgency.DANGER))
    assert await goes(account, gate) == "danger"
    answer = asyncio.create_task(goes(account, gate))
    await asyncio.sleep(0.01)
    assert not answer.done()
    gate.opens()
    assert await answer == "answer"


def test_the_gate_holds_nobody_for_longer_than_it_may() -> None:
    seconds = Seconds()
    gate = Gate(seconds)
    assert not gate.shut
    gate.shuts()
    assert gate.shut
    seconds.now += HELD - 0.01
    gate.shuts()  # another batch begins meanwhile: who waits has waited since the first
    assert gate.shut
    seconds.now += 0.02
    assert not gate.shut


def test_once_nobody_waits_the_time_is_counted_anew() -> None:
    seconds = Seconds()
    gate = Gate(seconds)
    gate.shuts()
    seconds.now += HELD
    assert not gate.shut
    gate.nobody_waits()
    assert gate.shut
    gate.opens()
    gate.nobody_waits()
    seconds.now += HELD
    gate.shuts()
    assert gate.shut


# -- the pace ------------------------------------------------------------------------------------------------------


def paced(*took: float) -> Pace:
    pace = Pace()
    for seconds in took:
        pace.took(seconds)
    return pace


SLOW, FAST = QUICK * 4, QUICK / 4


@pytest.mark.parametrize(
    ("took", "slow"),
    [
        ((), True),
        ((FAST,), False),
        ((SLOW,), True),
        ((SLOW,) * 3 + (FAST,), True),
        ((SLOW,) * 2 + (FAST,) * 2, False),
        ((SLOW,) * REMEMBERED + (FAST,) * REMEMBERED, False),
        ((FAST,) * REMEMBERED + (SLOW,) * REMEMBERED, True),
        ((QUICK,) * 4, False),
    ],
)
def test_sends_are_slow_unless_more_than_a_quarter_of_the_last_ones_were_quick(
    took: tuple[float, ...],
    slow: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert paced(*took).slow is slow
