"""The first meeting: who this is, who reads, who is told; then the age band, before anything is used."""

from collections.abc import Iterable

from msgspec.structs import replace

from bot.conversation import ask
from bot.conversation.effects import Remember
from bot.conversation.replies import Phrase, Value
from bot.conversation.script import Dialogue, Option, Script, Talk, Typed, dialogue, do, say
from bot.conversation.understand import asks_why, sought_in, told_age
from bot.dialogues.about_us import computer, how_to_delete, why_age, why_not_here
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
ABOUT_US = {one.name: one for one in (about, computer, copy, how_to_delete, privacy, status, why_age, why_not_here)}
"""What answers whoever opens with a question about ourselves, before they are asked what they would like to tell."""
TOLD_ABOUT_US = {one.name: one for one in (about, computer, how_to_delete, privacy, why_age)}
"""Those that look nothing up: asked at the question of their age, they are answered and the age is asked once more."""


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

    Whoever opened with their age, and taps none, has told it; the age itself is not among their words. A question to
    us is no answer: it is answered, and the age is asked once more.
    """
    told, rest = yield from _opened_with(talk)
    language, answered = talk.participant.language, False
    answer: str | Typed = ""
    while True:
        answer = yield from _greeting(talk, language, answer)
        if isinstance(answer, Typed):
            asked = yield from _asked(answer.text)
            if asked is None or answered:
                band, more = yield from told_age(answer.text)
                words = filter(None, (rest, "" if asked is why_age else more))
                return band or told or AgeBand.SKIPPED, "\n".join(words), language
            answered = True
            yield from asked.script(talk)
        elif answer == "more":
            yield from say("more.text", organisation=talk.area.organisation_name, mobiliser=talk.host)
        elif answer.startswith(_LANGUAGE):
            language = answer.removeprefix(_LANGUAGE)
            yield from chose_language(language)
        else:
            return AgeBand(answer), rest, language


def _opened_with(talk: Talk) -> Script[tuple[AgeBand | None, str]]:
    """The age that their first words tell, and what is left of them. A number alone is none."""
    if talk.opening.isdecimal():
        return None, talk.opening
    return (yield from told_age(talk.opening))


def _greeting(talk: Talk, language: str, before: str | Typed) -> Script[str | Typed]:
    """Ask for their age, after this answer to it in this language."""
    spoken = languages_at(talk.area, talk.here)
    return (
        yield from ask.choice_or_words(
            "welcome.greeting",
            (*_languages(one for one in spoken if one.code != language), *AgeBand, "more"),
            # A number typed here is an age, unless the channel shows numbers for its choices.
            counted=talk.surface.numbered,
            mobiliser=talk.host,
            organisation=talk.area.organisation_name,
            emergency=emergency(talk.area),
            again=before == "more" or isinstance(before, Typed),
            telegram=_telegram_note(talk),
        )
    )


def _asked(words: str) -> Script[Dialogue | None]:
    """What answers words that only ask why, or who we are; None where they tell something."""
    if (yield from asks_why(words)):
        return why_age
    return TOLD_ABOUT_US.get((yield from sought_in(words)))


def _telegram_note(talk: Talk) -> Value:
    """What Telegram asks its bots to say, said with the notice; nothing elsewhere."""
    telegram = talk.surface.name == "telegram" and talk.surface.web_link
    return Phrase("telegram.keeps_a_copy", {"link": talk.surface.web_link}) if telegram else ""


def _languages(offered: Iterable[Language]) -> tuple[Option, ...]:
    return tuple(Option(_LANGUAGE + one.code, one.name) for one in offered)
