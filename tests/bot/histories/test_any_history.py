"""Whatever happens to the whole program, in whatever order: no lost text, nobody stuck, nothing told to others."""

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bot.storage.database import Database
from bot.storage.keys import Keys, MasterKey
from tests.bot.histories.town import FICKLE, STEADY, Town, emptied
from tests.factories_reading import lexicons
from tests.factories_storage import unlocked
from tests.whereabouts import Whereabouts

STEPS = 30
FICKLE_WORDS = {"delete", "stop", "hide", "back", "cancel", "signposts", "who_decides"}
"""Words after which something is taken away, or what is written next is a search: kept only if they say so."""
FICKLE_BUTTONS = tuple(f".{word}" for word in (*sorted(FICKLE_WORDS), "withdraw"))
TEXTS = (
    "could the park have a hoop",
    "damp in my flat and the landlord laughs",
    "bins again in Fishermead",
    "I like to sew",
    "the new crossing is great",
    "chciałabym plac zabaw dla dzieci",
    "أريد حديقة للأطفال",
    "my mate has nowhere to sleep",
    "they bully me every day",
    "my dad hits me",
    "i want to die",
    "mrs kowalski at 12 Hornbeam Close shouts",
    "=1+1",
    "{words} {0} %s",
    "<b>bold</b>",
    "Z\u0351\u036b\u0343algo\u202e",
    "NUL\x00 in it",
    "lone \ud800 surrogate",
    "x" * 3000,
)
TYPED = (
    "18+", "14", "9", "rather not say", "1", "2", "7", "yes", "no", "a bit", "That's right", "Change", "Bletchley",
    "hello", "thanks", "?", "\u200b", " ", "\u0661", "nowhere", "council",
)  # fmt: skip
MEDIA = ("photo", "voice", "sticker", "location", "contact", "video", "document", "dice", "poll")
FORGED = ("", "x.1.y", "talk1.0.0000.adult", "\u00e9" * 32, "share.1.kind.idea", "0" * 64)
BROKEN: tuple[Any, ...] = (None, 7, [], {"from": 1}, {"from": {"id": "x"}, "chat": {"type": "private"}}, "text")

Act = Callable[[Town, int], Awaitable[object]]


def _reserved() -> Mapping[str, tuple[str, ...]]:
    """Every spelling of every reserved word, by word."""
    spelt: dict[str, tuple[str, ...]] = {}
    for lexicon in lexicons().values():
        for word, ways in lexicon.reserved.items():
            spelt[word] = (*spelt.get(word, ()), f"/{word}", *ways)
    return spelt


def _says(text: str, *, marked: bool = True) -> Act:
    return lambda town, who: town.people[who].says(town.marked(who, text) if marked else text)


def _shows(what: str, caption: str) -> Act:
    return lambda town, who: town.people[who].shows(what, caption=town.marked(who, caption) if caption else "")


def _taps(nth: int, *, twice: bool = False) -> Act:
    async def act(town: Town, who: int) -> None:
        buttons = [one for one in town.shown(who) if who >= STEADY or not one[1].endswith(FICKLE_BUTTONS)]
        for _ in range(1 + twice) if buttons else ():
            message, token = buttons[-1 - nth % len(buttons)]
            await town.people[who].taps(token, message.id)

    return act


def _forges(token: str) -> Act:
    return lambda town, who: town.people[who].taps(token, 1)


def _edits(text: str) -> Act:
    return lambda town, who: town.people[who].corrects(town.marked(who, text))


def _in_group(text: str) -> Act:
    async def act(town: Town, who: int) -> None:
        town.in_group(who, text)

    return act


async def _blocks(town: Town, who: int) -> None:
    if who not in town.blocked:
        town.blocked.add(who)
        await town.people[who].blocks()


async def _unblocks(town: Town, who: int) -> None:
    if who in town.blocked:
        town.blocked.discard(who)
        await town.people[who].unblocks()


RESERVED = _reserved()
KEEPING = st.one_of(
    st.sampled_from(TEXTS).map(_says),
    st.sampled_from(TEXTS).map(_says),
    st.sampled_from(TYPED).map(lambda text: _says(text, marked=False)),
    st.builds(_taps, st.integers(0, 30), twice=st.booleans()),
    st.builds(_taps, st.integers(0, 3)),
    st.builds(_taps, st.integers(0, 6)),
    st.sampled_from(FORGED).map(_forges),
    st.builds(_shows, st.sampled_from(MEDIA), st.sampled_from(["", *TEXTS])),
    st.sampled_from([one for word in sorted(RESERVED.keys() - FICKLE_WORDS) for one in RESERVED[word]]).map(
        lambda text: _says(text, marked=False)
    ),
    st.sampled_from(["/start", "/start q7ays1", "/start no such door", "/nonsense"]).map(
        lambda text: _says(text, marked=False)
    ),
    st.sampled_from(TEXTS).map(_in_group),
    st.just(_blocks),
    st.just(_unblocks),
)
ANYTHING = st.one_of(
    KEEPING,
    st.sampled_from([one for ways in RESERVED.values() for one in ways]).map(lambda text: _says(text, marked=False)),
    st.sampled_from(TEXTS).map(_edits),
)
ACTS = st.one_of(
    st.tuples(st.integers(0, STEADY - 1), KEEPING), st.tuples(st.integers(STEADY, STEADY + FICKLE - 1), ANYTHING)
)


class History(RuleBasedStateMachine):
    """What may happen. `runner`, `database`, `master` and `lived` are given by `_hold`."""

    runner: asyncio.Runner
    database: Database
    master: MasterKey
    lived: list[int]

    @initialize()
    def begins(self) -> None:
        self.runner.run(self._begins())

    async def _begins(self) -> None:
        await emptied(self.database)
        self.town = Town(self.database, await unlocked(self.database, self.master))
        self.town.start()

    @rule(acts=st.lists(ACTS, min_size=1, max_size=3), turned=st.none())
    def somebody_acts(self, acts: list[tuple[int, Act]], turned: None) -> None:
        self.runner.run(self._acts(acts, turned))

    @rule(acts=st.lists(ACTS, min_size=4, max_size=24), turned=st.none() | st.integers(0, 9))
    def many_act(self, acts: list[tuple[int, Act]], turned: int | None) -> None:
        self.runner.run(self._acts(acts, turned))

    async def _acts(self, acts: list[tuple[int, Act]], turned: int | None) -> None:
        for who, act in acts:
            # Who blocked the bot has to let it in first.
            if who not in self.town.blocked or act is _unblocks:
                await act(self.town, who)
        self.town.noted(turned=None if turned is None else random.Random(turned))  # noqa: S311 - a die
        await self.town.settles()

    @rule(number=st.integers(1, 20))
    def updates_come_again(self, number: int) -> None:
        self.town.again(number)
        self.runner.run(self.town.settles())

    @rule(body=st.sampled_from(BROKEN))
    def something_is_broken(self, body: Any) -> None:
        self.town.breaks(body)
        self.runner.run(self.town.settles())

    @rule(hours=st.sampled_from([1, 2, 9, 25, 24 * 8, 24 * 35]))
    def time_passes(self, hours: int) -> None:
        self.town.passes(hours)

    @rule(acts=st.lists(ACTS, max_size=4), ticks=st.integers(0, 40))
    def it_is_started_again_in_the_midst(self, acts: list[tuple[int, Act]], ticks: int) -> None:
        self.runner.run(self._starts_again(acts, ticks))

    async def _starts_again(self, acts: list[tuple[int, Act]], ticks: int) -> None:
        for who, act in acts:
            # Who blocked the bot has to let it in first.
            if who not in self.town.blocked or act is _unblocks:
                await act(self.town, who)
        self.town.noted()
        for _ in range(ticks):
            await asyncio.sleep(0)
        await self.town.restart()
        await self.town.settles()

    def teardown(self) -> None:
        if hasattr(self, "town"):
            self.runner.run(self._ends())

    async def _ends(self) -> None:
        try:
            await self.town.settles()
            await self.town.check()
        finally:
            await self.town.stop()
            self.lived.append(self.town.updates)


def _hold(url: str, folder: Path, updates: int, part: int = 0) -> int:
    """Live histories until so many updates have come in; gives how many did."""
    lived: list[int] = []
    with asyncio.Runner() as runner:
        database = runner.run(Database.open(url))
        master = MasterKey.load_or_make(folder / "k" / "master.key", may_make=True)
        given = {"runner": runner, "database": database, "master": master, "lived": lived}
        machine = type("AnyHistory", (History,), given)
        try:
            for turn in itertools.count(part * 1000):
                if sum(lived) >= updates:
                    break
                run_state_machine_as_test(seed(turn)(machine), settings=_SETTINGS)
        finally:
            runner.run(database.close())
    return sum(lived)


_SETTINGS = settings(
    max_examples=12,
    stateful_step_count=STEPS,
    # To shrink a history of the whole program takes longer than to read what its people did, which the fault tells.
    phases=(Phase.generate,),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_the_check_sees_what_it_looks_for(database: Database, keys: Keys) -> None:
    """A text that is lost, one that another person is told, and an update set aside are each found."""
    town = Town(database, keys)
    town.start()
    try:
        await town.people[0].says(town.marked(0, "a hoop for the park"))
        await town.settles()
        await town.check()
        # Only once the place is known are their words said back.
        await town.people[0].says("Lakes Estate")
        await town.settles()
        town.marked(1, "never said")
        with pytest.raises(AssertionError, match="was lost"):
            await town.check()
        town.told.popitem()
        town.told = dict.fromkeys(town.told, 1)
        with pytest.raises(AssertionError, match="told to another"):
            town._nothing_told_to_others()
    finally:
        await town.stop()


def test_words_that_may_be_a_private_detail_are_not_lost_where_they_were_left_out() -> None:
    """Of whoever may be a child (product.md 22): "slide gate end" over two more lines was read as an address."""
    mark, told = "mark bench bench slide gate end", "could the park have a hoop and more mark bench bench slide […]"
    assert Whereabouts([told], [], []).fault(mark) == ""
    assert Whereabouts(["could the park have a hoop and more mark […]"], [], []).fault(mark) == f"{mark} was lost"


@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_five_thousand_updates_lose_no_text_and_leave_nobody_stuck(url: str, tmp_path: Path, part: int) -> None:
    """In two parts that may run side by side."""
    assert _hold(url, tmp_path, 2500, part) >= 2500


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_a_hundred_thousand_do_not_either(url: str, tmp_path: Path, part: int) -> None:
    assert _hold(url, tmp_path, 25_000, 10 + part) >= 25_000
