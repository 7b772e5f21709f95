"""What became of what somebody told us, in words they may read."""

from datetime import date

from bot.conversation.replies import Phrase, Value
from bot.conversation.script import Script, draw_today, reader_of
from bot.conversation.understand import beginning_of
from bot.domain.area import Area
from bot.domain.contribution import Standing
from bot.domain.told import Became, Summary, Told


def last_that_became(one: Summary, today: date | None = None) -> Phrase:
    """How far it has come, in half a sentence; where nobody has read it, by when, unless `today` is later than that."""
    if one.standing is Standing.WITHDRAWN:
        return Phrase("progress.taken_back")
    if one.standing is Standing.HELD:
        return Phrase("progress.held")
    if one.progress:
        return Phrase(f"progress.{one.progress}")
    if today and one.read_by and today <= one.read_by:
        return Phrase("progress.unread_by", {"read_by": one.read_by})
    return Phrase("progress.not_yet_read")


def in_a_line(one: Summary) -> Script[Phrase]:
    """One of theirs in a line: its number, how it begins where that may be seen, and how far it has come."""
    words = (yield from beginning_of(one.id)) if one.id else ""
    kind, became = Phrase(f"kind.{one.kind}"), last_that_became(one, (yield from draw_today()))
    values: dict[str, Value] = {"reference": one.reference, "kind": kind, "said_on": one.said_on, "became": became}
    return Phrase("status.one_said", {**values, "words": words}) if words else Phrase("status.one", values)


def all_that_became(area: Area, told: Told) -> Value:
    """Every step with its date and why, a line each; or that it waits to be read, and by when it will be."""
    if told.standing in {Standing.WITHDRAWN, Standing.HELD}:
        return Phrase("became.only", {"became": last_that_became(told.summary)})
    if not told.became:
        mobiliser = reader_of(area.neighbourhood(told.neighbourhood))
        read_by = told.read_by or ""
        return Phrase("became.unread", {"mobiliser": mobiliser, "read_by": read_by})
    return steps(area, told.became)


def steps(area: Area, became: tuple[Became, ...]) -> Value:
    """Steps a line each, the first one first; what was said again the same day, and had no words, once."""
    lines: Value = ""
    for one in reversed(_once(area, became)):
        on = one.at.astimezone(area.zone).date()
        lines = Phrase(
            "became.step",
            {
                "on": on,
                "became": Phrase(f"progress.{one.progress}"),
                "why": one.why,
                # A date is owed until the next step only.
                "until": (one.until if one is became[-1] else None) or "",
                "more": lines,
            },
        )
    return lines


def _once(area: Area, became: tuple[Became, ...]) -> list[Became]:
    days = [(one.progress, one.at.astimezone(area.zone).date()) for one in became]
    return [one for n, one in enumerate(became) if one.why or days[n] not in days[n + 1 :]]
