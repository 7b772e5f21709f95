"""A person's own copy as files: one to read, in their language, and one for a computer."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.json import format as laid_out
from msgspec.structs import fields

from bot.channel import Document
from bot.conversation.replies import Phrase, Value
from bot.dialogues.became import all_that_became
from bot.domain.area import Area
from bot.domain.contribution import ASKED_FIRST, HelpRole
from bot.domain.form import encode
from bot.domain.own_copy import ChatLine, OwnCopy, Profile, StoryTold
from bot.domain.told import Told
from bot.i18n import Wording

NAME = "my-words"


def files(copy: OwnCopy, area: Area, wording: Wording, language: str) -> tuple[Document, Document]:
    """The copy to read (UTF-8 text) and for a computer (JSON), named by the local day it was made on."""
    day = copy.made_at.astimezone(area.zone).date()
    text = "\n".join(_written(copy, area, wording, language)) + "\n"
    return (
        Document(f"{NAME}-{day}.txt", text.encode("utf-8", "replace")),
        Document(f"{NAME}-{day}.json", laid_out(encode(_named(copy)))),
    )


def _named(value: object) -> Any:
    """A value with every field by its name, whatever form it is kept in."""
    if isinstance(value, Struct):
        return {one.name: _named(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_named(one) for one in value]
    return to_builtins(value)


def _written(copy: OwnCopy, area: Area, wording: Wording, language: str) -> Iterator[str]:
    def say(part: str, **values: Value) -> str:
        return wording.text(f"copy.{part}", language, values)

    yield say("title", organisation=area.organisation_name, made_at=_dated(copy.made_at, area))
    yield from ("", say("about_you"), *_profile(copy.profile, area, wording, language))
    for one_brought in copy.brought:
        yield say(f"brought_{one_brought.purpose}", at=_dated(one_brought.at, area))
    told = [line for one in copy.told for line in ("", *_told(one, area, wording, language))]
    parts = {
        "told": [*told, *_beside(copy, area, wording, language)],
        "person": [*_asked_for_a_person(copy, area, wording, language)],
        "complaints": [*_complaints(copy, area, wording, language)],
        "stories": [*_stories(copy, area, wording, language)],
        "chat": [_line(one, area, wording, language) for one in copy.chat],
    }
    for part, lines in parts.items():
        if lines:
            yield from ("", say(part), *lines)
    yield from ("", say("not_in_it"))


def _asked_for_a_person(copy: OwnCopy, area: Area, wording: Wording, language: str) -> Iterator[str]:
    for at, text in [
        *((one.asked_at, one.words) for one in copy.talk_requests),
        *((one.at, one.words) for one in copy.talks),
    ]:
        yield wording.text("copy.line", language, {"at": _dated(at, area), "text": text})


def _complaints(copy: OwnCopy, area: Area, wording: Wording, language: str) -> Iterator[str]:
    for one in copy.complaints:
        yield wording.text("copy.line", language, {"at": _dated(one.made_at, area), "text": one.words})
        if one.answer:
            yield wording.text("copy.us", language, {"at": _dated(one.answered_at, area), "text": one.answer})


def _beside(copy: OwnCopy, area: Area, wording: Wording, language: str) -> Iterator[str]:
    """What was shown with the things they told, and what everybody may read of these."""
    references = {one.id: one.reference for one in copy.told}
    for shown in copy.attachments:
        medium, reference = Phrase(f"copy.{shown.medium}"), references[shown.contribution]
        attached: dict[str, Value] = {"at": _dated(shown.shown_at, area), "medium": medium, "reference": reference}
        yield wording.text("copy.attached", language, attached)
    for one in copy.let_out:
        given: dict[str, Value] = {"reference": references[one.contribution], "asked": one.asked, "told": one.told}
        yield wording.text("copy.let_out", language, given | {"at": _dated(one.at, area)})


def _profile(profile: Profile, area: Area, wording: Wording, language: str) -> Iterator[str]:
    place = area.neighbourhood(profile.neighbourhood or "")
    given: dict[str, object] = {
        "channel": profile.channel,
        "age_band": Phrase(f"welcome.greeting.{profile.age_band}") if profile.age_band else None,
        "language": profile.language,
        "neighbourhood": place.name if place else profile.neighbourhood,
        "notice_at": profile.notice_at,
        "first_told_on": profile.first_told_on,
        "seen_in_week_of": profile.seen_in_week_of,
        "stopped_at": profile.stopped_at,
        "blocked_at": profile.blocked_at,
        "unasked_at": profile.unasked_at,
        "may_ask_since": profile.may_ask_since,
        "friday_since": profile.friday_since,
        "write_only_since": profile.write_only_since,
        "news_waiting": Phrase("copy.yes") if profile.news_waiting else None,
        "has_return_words": Phrase("copy.yes") if profile.has_return_words else None,
    }
    for name, value in given.items():
        if value is not None:
            yield wording.text(f"copy.profile.{name}", language, {"value": _dated(value, area)})


def _told(one: Told, area: Area, wording: Wording, language: str) -> Iterator[str]:
    place = area.places.get(one.place_about or "") or area.neighbourhood(one.neighbourhood)
    themes = tuple(theme for theme in area.themes if theme.code in one.themes)
    yield wording.text(
        "copy.one",
        language,
        {
            "reference": one.reference,
            "kind": Phrase(f"kind.{one.kind}"),
            "said_at": _dated(one.received_at, area),
            "place": place.name if place else one.neighbourhood,
            "themes": themes,
            "words": one.words,
            "help": _offer(HelpRole(one.help_role)) if one.help_role else "",
            "door": f"/p/{one.door}" if one.door else "",
            "became": all_that_became(area, one),
        },
    )
    yield from _asked(one, area, wording, language)
    yield from _met(one, area, wording, language)
    for agreed in one.agreed:
        said = "yes" if agreed.may_quote else "no"
        yield wording.text(f"copy.quote_{said}", language, {"at": _dated(agreed.at, area)})


def _asked(one: Told, area: Area, wording: Wording, language: str) -> Iterator[str]:
    """What we asked of it later, and what they answered; when they wished help to report it."""
    for asked in one.asked:
        answer: Value = Phrase(f"follow_up.changed.{asked.answer}") if asked.answer else ""
        yield wording.text("copy.asked", language, {"at": _dated(asked.at, area), "answer": answer})
    for wished in one.wished_help_to_report:
        yield wording.text("copy.report_help", language, {"at": _dated(wished, area)})


def _met(one: Told, area: Area, wording: Wording, language: str) -> Iterator[str]:
    """Whom they agreed to be put in touch with."""
    for met in one.introduced:
        agency = next((known.name for known in area.agencies if known.id == met.agency), met.agency)
        over = _dated(met.withdrawn_at, area) if met.withdrawn_at else ""
        yield wording.text("copy.introduced", language, {"at": _dated(met.at, area), "agency": agency, "over": over})


def _stories(copy: OwnCopy, area: Area, wording: Wording, language: str) -> Iterator[str]:
    for story in copy.stories:
        yield from _story(story, area, wording, language)
    for suggestion in copy.supports:
        title = next((one.title for one in area.suggestions if one.id == suggestion), suggestion)
        yield wording.text("copy.supports", language, {"title": title})


def _story(one: StoryTold, area: Area, wording: Wording, language: str) -> Iterator[str]:
    told = {"before": one.words.before, "happened": one.words.happened, "now": one.words.now}
    yield wording.text("copy.story", language, {"at": _dated(one.told_at, area), **told})
    for agreed in one.agreed:
        use, over = Phrase(f"story.use.{agreed.use}"), agreed.withdrawn_at
        given: dict[str, Value] = {"at": _dated(agreed.at, area), "use": use}
        yield wording.text("copy.story_use", language, given | {"over": _dated(over, area) if over else ""})


def _line(one: ChatLine, area: Area, wording: Wording, language: str) -> str:
    text = "\n".join([one.text, *(f"[{label}]" for label in one.buttons)]).strip()
    return wording.text(f"copy.{one.side}", language, {"at": _dated(one.at, area), "text": text})


def _dated(value: Any, area: Area) -> Value:
    """A local moment or day with its year, which a chat leaves out; whatever else as it is."""
    if isinstance(value, datetime):
        return value.astimezone(area.zone).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else value


def _offer(role: HelpRole) -> Phrase:
    return Phrase(f"share.help.{role}" if role in ASKED_FIRST else f"share.role.{role}")
