"""A frozen month on its way out: counts only, or without what was taken back, and in which documents. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.area import Area
from bot.domain.contribution import Standing
from bot.i18n import FALLBACK
from reports.frozen import Correction, Frozen, Line, LineUse, Review
from reports.model import Edition, Heard, Month, Request

AT_WORK = frozenset({"agency", "school"})
"""Editions for people at work: in English alone. The others are in every language that is on."""


class TakenBack(Struct, frozen=True):
    """What of a frozen month may be told no longer.

    By contributions' ids: `gone` are deleted, `withdrawn` taken back, `unsaid` stand so that no word of them is told,
    `unquoted` are quoted and may not be; `stories` are those told no longer.
    """

    gone: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    unquoted: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()


def checked(frozen: Frozen, scopes: Iterable[str], who: str, day: date) -> Frozen:
    """The month as approved: who did it stands for every scope that no mobiliser has checked by themselves."""
    known = {one.scope: one for one in frozen.reviews}
    reviews = [known.get(scope) or Review(scope) for scope in dict.fromkeys([*known, *scopes])]
    said = (one if one.checked_on else replace(one, checked_by=who, checked_on=day) for one in reviews)
    return replace(frozen, reviews=tuple(said))


def without(frozen: Frozen, back: TakenBack) -> Frozen:
    """The month without what was taken back. A contribution taken back is still counted as received and withdrawn."""
    rows = (replace(one, standing=Standing.WITHDRAWN) if one.id in back.withdrawn else one for one in frozen.heard)
    return replace(
        frozen,
        heard=tuple(one for one in rows if one.id not in back.gone),
        lines=tuple(one for one in frozen.lines if not _silent(one, back)),
        told=tuple(one for one in frozen.told if one.id not in back.unsaid),
        stories=tuple(one for one in frozen.stories if one.id not in back.stories),
    )


def words_taken(frozen: Frozen, back: TakenBack) -> bool:
    """Whether words that are told go with it."""
    left = without(frozen, back)
    return (left.lines, left.told, left.stories) != (frozen.lines, frozen.told, frozen.stories)


def counts_taken(frozen: Frozen, back: TakenBack) -> bool:
    """Whether a figure of the month itself goes with it; months it is only compared with are left as published."""
    return any(
        one.id in back.gone or (one.id in back.withdrawn and one.standing is not Standing.WITHDRAWN)
        for one in frozen.heard
        if one.said_on >= frozen.month.first
    )


def corrected(frozen: Frozen, correction: Correction) -> Frozen:
    """The month as its next revision, which says what it changed."""
    return replace(frozen, revision=correction.revision, corrections=(*frozen.corrections, correction))


def documents(month: Month, area: Area) -> tuple[Request, ...]:
    """Every document of a month that leaves the house: the whole area first."""
    scopes = (None, *(one.id for one in area.served))
    spoken = tuple(one.code for one in area.languages_on) or (FALLBACK,)
    return tuple(
        Request(month, scope, edition, language)
        for scope in scopes
        for edition in Edition
        if edition.public
        for language in ((FALLBACK,) if edition in AT_WORK else spoken)
    )


def carried_over(frozen: Frozen, before: Frozen | None) -> Frozen:
    """The month with what came too late for the one before it, which was frozen as `before`.

    What was said earlier and was in no month counts in this one (reliability.md F42): what was published stays true,
    and nobody is lost. What an earlier month counted keeps that month.
    """
    if before is None:
        return frozen
    counted = {one.id: one.said_on for one in before.heard}
    return replace(frozen, heard=tuple(_dated(one, frozen.month, counted) for one in frozen.heard))


def _dated(one: Heard, month: Month, counted: Mapping[str, date]) -> Heard:
    if one.said_on >= month.first or (one.id in counted and counted[one.id] == one.said_on):
        return one
    return replace(one, said_on=counted.get(one.id, month.first))


def _silent(one: Line, back: TakenBack) -> bool:
    return one.id in back.unsaid or (one.use is LineUse.QUOTE and one.id in back.unquoted)
