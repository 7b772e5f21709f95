"""The first meeting: who this is, who reads, who is told; then the age band, before anything is used."""

from collections.abc import Iterable

from msgspec.structs import replace

from bot.conversation import ask
from bot.conversation.effects import Remember
from bot.conversation.replies import Phrase, Value
from bot.conversation.script import Option, Script, Talk, Typed, dialogue, do, say
from bot.conversation.understand import age_in, sought_in
from bot.dialogues.about_us import computer, how_to_delete, why_age
from bot.dialogues.elsewhere import carry_on_elsewhere
from bot.dialogues.helplines import emergency
from bot.dialogues.menu import about, privacy, status
from bot.dialogues.my_words import copy
from bot.dialogues.person import person
from bot.dialogues.share import share
from bot.dialogues.signposts import signposts
from bot.dialogues.their_language import chose_language
from bot.dialogues.whats_on import whats_on
from bot.dialogues.who_decides import who_decides
from bot.domain.area import Language
from bot.domain.its_own import languages_at
from bot.domain.participant import AgeBand

_LANGUAGE = "language-"
FINDING_OUT = {one.name: one for one in (person, signposts, whats_on, who_decides)}
"""Where whoever opens with a short question is led."""
ABOUT_US = {one.name: one for one in (about, computer, copy, how_to_delete, privacy, status, why_age)}
"""What answers whoever opens with a question about ourselves, before they are asked what they would like to tell."""


@dialogue("welcome")
def welcome(talk: Talk) -> Script[None]:
    """Someone is here for the first time."""
    band, words, language = yield from _age_band(talk)
    if band.below(talk.surface.minimum_age):
        yield from carry_on_elsewhere(talk, words)
        return
    came_by = talk.area.behind_door(talk.door) if band.remembers_place else None
    home = came_by.id if came_by else None
    met = replace(talk.participant, band=band, language=language, noticed=True, neighbourhood=home)
    yield from do(Remember(band=band, noticed=True, neighbourhood=home))
    if band.protected:
        yield from say("welcome.child", mobiliser=talk.host)
    sought = (yield from sought_in(words)) if words else ""
    begun = replace(talk, participant=met, opening=words)
    if sought in ABOUT_US:
        yield from ABOUT_US[sought].script(begun)
        begun = replace(begun, opening="")
    yield from FINDING_OUT.get(sought, share).script(begun)


def _age_band(talk: Talk) -> Script[tuple[AgeBand, str, str]]:
    """The band tapped, all words typed, and the language chosen; words instead of a band are "rather not say".

    Whoever opened with their age, and taps none, has told it; the age itself is not among their words.
    """
    told = None if talk.opening.isdecimal() else (yield from age_in(talk.opening))
    words = [talk.opening] if talk.opening and told is None else []
    language, spoken = talk.participant.language, languages_at(talk.area, talk.here)
    answer: str | Typed = ""
    while True:
        answer = yield from ask.choice_or_words(
            "welcome.greeting",
            (*_languages(one for one in spoken if one.code != language), *AgeBand, "more"),
            # A number typed here is an age, unless the channel shows numbers for its choices.
            counted=talk.surface.numbered,
            mobiliser=talk.host,
            organisation=talk.area.organisation_name,
            emergency=emergency(talk.area),
            again=answer == "more",
            telegram=_telegram_note(talk),
        )
        if isinstance(answer, Typed):
            band = yield from age_in(answer.text)
            return band or told or AgeBand.SKIPPED, "\n".join(words if band else [*words, answer.text]), language
        if answer == "more":
            yield from say("more.text", organisation=talk.area.organisation_name, mobiliser=talk.host)
        elif answer.startswith(_LANGUAGE):
            language = answer.removeprefix(_LANGUAGE)
            yield from chose_language(language)
        else:
            return AgeBand(answer), "\n".join(words), language


def _telegram_note(talk: Talk) -> Value:
    """What Telegram asks its bots to say, said with the notice; nothing elsewhere."""
    telegram = talk.surface.name == "telegram" and talk.surface.web_link
    return Phrase("telegram.keeps_a_copy", {"link": talk.surface.web_link}) if telegram else ""


def _languages(offered: Iterable[Language]) -> tuple[Option, ...]:
    return tuple(Option(_LANGUAGE + one.code, one.name) for one in offered)
