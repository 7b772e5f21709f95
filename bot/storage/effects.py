"""Carrying out what the turns of a batch want done: a statement or two for each kind of effect, not for each effect."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import effects
from bot.conversation.effects import Effect
from bot.storage import (
    agreements,
    attachments,
    broadcasts,
    cases,
    chat_lines,
    cleared,
    complaints,
    consents,
    contributions,
    erasure,
    follow_ups,
    handovers,
    held_words,
    memory,
    needs,
    people,
    progress,
    report_lines,
    reporting,
    said_in_case,
    stories,
    supports,
    talk_requests,
    talks,
    told_stories,
    unasked,
    words,
)
from bot.storage.done import Done
from bot.storage.keys import Keys

Executor = Callable[[AsyncConnection, Keys, Sequence[Any], datetime], Awaitable[None]]

_ALIVE = tuple(kind for kind in get_args(Effect) if kind is not effects.ErasePerson)


async def _come_back(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Effect]], _now: datetime) -> None:
    fresh = {one.person.hash: one.person for one in done if one.person.fresh}
    await people.come_back(conn, keys, fresh.values())


# In this order within a wave; where a kind stands more than once, its last place is its rank. A first contribution is
# remembered too (returning residents).
_EXECUTORS: tuple[tuple[Executor, tuple[type[Effect], ...]], ...] = (
    (erasure.erase, (effects.ErasePerson,)),
    (_come_back, _ALIVE),
    (
        memory.remember,
        (effects.Remember, effects.KeepReturnWords, effects.StopMessages, effects.KeepContribution),
    ),
    (contributions.keep, (effects.KeepContribution,)),
    (words.change, (effects.AddWords, effects.CorrectWords, effects.ReplaceWords)),
    (contributions.amend, (effects.AmendContribution,)),
    (contributions.offer, (effects.KeepOffer,)),
    (contributions.join, (effects.JoinTo,)),
    (contributions.withdraw, (effects.Withdraw,)),
    (words.set_aside, (effects.SetAside,)),
    (held_words.hold, (effects.HoldOriginal,)),
    (chat_lines.leave_out, (effects.LeaveOut,)),
    (chat_lines.show_no_more, (effects.ShowNoMore,)),
    (attachments.withdraw, (effects.Withdraw,)),
    (cleared.withdraw, (effects.Withdraw,)),
    (report_lines.withdraw, (effects.Withdraw,)),
    (consents.agree, (effects.AgreeToQuote,)),
    (progress.mark_told, (effects.MarkTold,)),
    (complaints.mark_told, (effects.MarkAnswerTold,)),
    (supports.mark_told, (effects.MarkSupportTold,)),
    (follow_ups.ask, (effects.AskFollowUp,)),
    (follow_ups.answer, (effects.KeepFollowUp,)),
    (unasked.spoken, (effects.SpeakUnasked,)),
    (unasked.hush, (effects.StopMessages, effects.Withdraw)),
    (agreements.agree, (effects.AgreeToMessages,)),
    (agreements.be_written_to, (effects.BeWrittenTo,)),
    (agreements.end, (effects.EndMessages, effects.StopMessages)),
    (broadcasts.mark_brought, (effects.MarkBrought,)),
    (cases.open_cases, (effects.OpenCase,)),
    (cases.add, (effects.AddToCase,)),
    (unasked.hush_in_danger, (effects.OpenCase, effects.AddToCase)),
    (cases.answer, (effects.AnswerCase,)),
    (cases.not_meant, (effects.DoubtCase,)),
    (said_in_case.put, (effects.PutWithCase,)),
    (chat_lines.hide, (effects.HideChat,)),
    (talk_requests.ask, (effects.AskForPerson,)),
    (reporting.ask, (effects.AskToReport,)),
    (reporting.introduce, (effects.Introduce,)),
    (reporting.withdraw, (effects.WithdrawIntroduction,)),
    (supports.give, (effects.Support,)),
    (supports.take_back, (effects.TakeBackSupport,)),
    (stories.keep, (effects.KeepStory,)),
    (stories.withdraw, (effects.WithdrawStories,)),
    (told_stories.show, (effects.ShowStory,)),
    (told_stories.check, (effects.CheckStory,)),
    (needs.note, (effects.NoteNeed,)),
    (complaints.make, (effects.Complain,)),
    (handovers.hand_over, (effects.HandOver,)),
    (attachments.keep, (effects.KeepAttachment,)),
    (talks.begin, (effects.BeginTalk,)),
    (talks.add, (effects.AddToTalk,)),
    (talks.end, (effects.EndTalk,)),
)
_RANK: Mapping[type[Effect], int] = {kind: rank for rank, (_, kinds) in enumerate(_EXECUTORS) for kind in kinds}


async def carry_out(conn: AsyncConnection, keys: Keys, done: Iterable[Done[Effect]], now: datetime) -> None:
    """Carry out effects in the batch's own transaction; each person's take place in the order given.

    Effects of different people do not touch each other, so those of one kind go out together. Whoever was erased in
    this batch and goes on (people.fresh) gets a row of their own again. After a commit that erased, withdrew or hid
    something, call Database.scrub.
    """
    all_done = tuple(done)
    for wave in _waves(all_done):
        for executor, kinds in _EXECUTORS:
            if group := [one for one in wave if isinstance(one.effect, kinds)]:
                await executor(conn, keys, group, now)
    # Once more, now that all is kept: what people say in the batch in which a case of theirs opens belongs to it.
    opened = {one.effect.id for one in all_done if isinstance(one.effect, effects.OpenCase)}
    opened |= {one.effect.case for one in all_done if isinstance(one.effect, effects.AddToCase)}
    if opened:
        await said_in_case.opened(conn, keys.organisation, opened, now)


def _waves(done: Iterable[Done[Effect]]) -> list[list[Done[Effect]]]:
    """Parts within which the order of kinds is the order in which each person's effects came."""
    waves: list[list[Done[Effect]]] = []
    at: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    lanes: dict[tuple[str, str], int] = defaultdict(int)
    for one in done:
        wave, last = at[one.person.hash]
        rank = _RANK[type(one.effect)]
        wave += rank < last
        at[one.person.hash] = (wave, rank)
        if wave == len(waves):
            waves.append([])
        waves[wave].append(_in_lane(one, lanes))
    return waves


def _in_lane(one: Done[Effect], lanes: dict[tuple[str, str], int]) -> Done[Effect]:
    if not isinstance(one.effect, effects.KeepContribution):
        return one
    update = (one.account, one.external_id)
    lanes[update] += 1
    return replace(one, lane=lanes[update] - 1)
