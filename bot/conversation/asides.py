"""What is written beside the point: a greeting, an emoji, an age told late, a question to us.

It is answered, not kept, and what was being asked stands.
"""

from collections.abc import Collection

from bot.conversation import ours
from bot.conversation.answers import plain
from bot.conversation.ask import SKIPPED
from bot.conversation.performance import Performance
from bot.conversation.replies import Choice
from bot.conversation.script import Say
from bot.conversation.stack import Stack
from bot.conversation.stage import PUZZLED, Stage
from bot.conversation.unclear import is_emoji, is_lone_digit, says_nothing
from bot.domain import reference
from bot.domain.contribution import Interest, Kind
from bot.domain.participant import AgeBand
from bot.domain.told import Changed

AGE, LIST = "welcome.greeting", "my_words.list"
"""The question of which a button still counts when its talk is over, once, for whoever has not said their age; and the
one that takes a number typed for the button of that name."""
COMPLAIN, REPORT = "complain", "report"
OF_US = frozenset(
    {"computer", "about", "why_age", "privacy", "status", "how_to_delete", "copy", "person", "take_back", COMPLAIN}
) | {"language", "where_is", "why_not_here", "dont_quote"}
"""What is asked of us ourselves, whatever is being asked: nobody writes it to be passed on."""
NO_ALARM = OF_US - {"privacy", "person", "complain"}
"""Plain questions that raise no alarm by sound alone. Who asks for a person, or who is told, may have more to say."""
TELL_ONLY = frozenset({"computer", "about", "why_age", "privacy", "status", "how_to_delete", "why_not_here"})
"""Those that ask nothing back: of several questions in one message all are answered, at most one of which asks."""
ROLE_WORDS, OFFER_WORDS = 3, 12
"""So few words name a role and nothing else; so many at most offer to help and tell nothing new."""
PUZZLED_TAP = "conversation.puzzled_tap"
PUZZLED_AGAIN = "conversation.puzzled_again"
"""Said where they say so twice running: nobody reads the same lines again."""
SWORN_AT = "conversation.sworn_at"
GENTLE = ("worry.", "about_someone.", "person.")
"""Questions at which "I don't know" is heard as part of what was told: nobody low is told to tap a button."""
SMALL_TALK, WORDLESS, UNCLEAR = "conversation.small_talk", "conversation.wordless", "conversation.unclear"


def answered(stage: Stage, stack: Stack, playing: Performance, text: str) -> bool:
    """Take words that do not choose an answer of the question that waits; False where they are to be heard there."""
    if stack.in_danger():
        return False
    if unclear := _unclear(text, digits=playing.taps and playing.asks != AGE):
        return _asked_to_say_it(stage, unclear, text) and _shown_again(playing)
    stage.forget(UNCLEAR)
    if stage.scene.outside.small_talk(text):
        return _skipped(stack, playing) if playing.can_be_skipped else _shown_again(playing)
    if not playing.asks.startswith(GENTLE) and _met(stage, text, PUZZLED_TAP if playing.taps else PUZZLED):
        return _shown_again(playing)
    return _meant_for_us(stage, stack, playing, text)


def named(stage: Stage, stack: Stack, text: str) -> bool:
    """Take a word of ours for the button of that very name: "My words" at what to change is not the list of them.

    A menu leads to what those words do anyway.
    """
    playing = None if stack.in_danger() else stack.resume()
    if playing is None or playing.asks.startswith("menu."):
        return False
    labels = {plain(stage.scene.outside.label(one, stage.participant.language)): one for one in playing.choices()}
    choice = labels.get(plain(text))
    if choice is not None:
        stack.answer(playing, choice.token.rsplit(".", 1)[1])
    return choice is not None


def _met(stage: Stage, text: str, puzzled: str) -> bool:
    """Meet who only says that they do not know what to say, or who only swears at us; False for anybody else."""
    if stage.scene.outside.puzzled(text):
        stage.say(Say(puzzled if stage.first_time(PUZZLED) else PUZZLED_AGAIN, {}))
        return True
    stage.forget(PUZZLED)
    if stage.scene.outside.sworn_at(text):
        stage.say(Say(SWORN_AT, {}))
        return True
    return False


def _skipped(stack: Stack, playing: Performance) -> bool:
    """Go on past a question that may be skipped; one that takes no words is dropped with its talk."""
    if not playing.takes_words:
        return False
    stack.answer(playing, SKIPPED)
    return True


def _meant_for_us(stage: Stage, stack: Stack, playing: Performance, text: str) -> bool:
    """Answer a number, an age or a question to us that was written where something else is being asked."""
    if playing.asks != LIST and _asks_of_number(stage, stack, text):
        return True
    if playing.taps and _told_late(stage, stack, text):
        return True
    return _asks_us(stage, stack, text, of=None if playing.taps else OF_US)


def taken(stage: Stage, stack: Stack, text: str) -> bool:
    """The same where nothing is being asked, of whoever has seen the notice."""
    if not stage.participant.noticed:
        return False
    if unclear := _unclear(text, digits=True):
        return _said_unclear(stage, unclear, text)
    stage.forget(UNCLEAR)
    return any(takes(stage, stack, text) for takes in _WHERE_NOTHING_IS_ASKED)


def _said_unclear(stage: Stage, unclear: str, text: str) -> bool:
    met = _asked_to_say_it(stage, unclear, text)
    if met and not stage.replies:
        stage.say(Say(SMALL_TALK, {}))
    return met


def _chatted(stage: Stage, _stack: Stack, text: str) -> bool:
    """Answer small talk, and a yes or no that nothing asked for."""
    outside = stage.scene.outside
    if not (outside.small_talk(text) or outside.yes_or_no(text)):
        return False
    stage.say(Say(SMALL_TALK, {}))
    return True


def _puzzled(stage: Stage, stack: Stack, text: str) -> bool:
    """Begin with whoever only asks what they are to tap."""
    if not _met(stage, text, PUZZLED_TAP):
        return False
    stack.start_talk(door=stack.door())
    return True


def _changed(stage: Stage, stack: Stack, text: str) -> bool:
    """Take "no" or "a bit" for the answer to "has anything changed?", where that was asked last and not answered."""
    asked, outside, language = stage.follow_up, stage.scene.outside, stage.participant.language
    if not asked:
        return False
    said = outside.yes_or_no(text)
    for one in Changed:
        choice = Choice("", f"follow_up.changed.{one}")
        if said == one or plain(text) in map(
            plain, (outside.label(choice, language), *outside.spellings(choice, language))
        ):
            stack.tell("follow_up", tapped=f"{asked}.{one}")
            return True
    return False


def _agreed(stage: Stage, stack: Stack, text: str) -> bool:
    """Take a bare yes for REPORT, where that was offered in words just before; a bare no lets the offer go."""
    said = stage.scene.outside.yes_or_no(text)
    offered = bool(said) and stage.takes_offer(REPORT)
    if said != "yes" or not offered:
        return False
    stack.start(REPORT, door=stack.door())
    return True


def _told_late(stage: Stage, stack: Stack, text: str) -> bool:
    """Take what answers a question that was left open: how old they are, or what they could do."""
    return _age_told(stage, stack, text) or _role_told(stage, stack, text)


def _role_told(stage: Stage, stack: Stack, text: str) -> bool:
    """Take an offer for what they were asked last, where they could help: "i can do the teas" is no new idea."""
    idea, outside = stage.roles_offered, stage.scene.outside
    if not idea:
        return False
    many, role = len(text.split()), bool(outside.role_in(text))
    offers = many <= OFFER_WORDS and (bool(outside.offers_help(text)) or (role and _offers(stage, text)))
    if not offers and not (role and many <= ROLE_WORDS):
        return False
    stack.start("role_in_words", opening=text, tapped=idea, door=stack.door())
    return True


def _offers(stage: Stage, text: str) -> bool:
    reading = stage.scene.outside.read(text, stage.participant.language)
    return reading.kind is Kind.INTEREST and reading.interest is Interest.OFFER


def is_empty(stage: Stage, text: str) -> bool:
    """Whether there is nothing in a first text that could be told."""
    return stage.scene.outside.small_talk(text) or (not stage.participant.noticed and bool(_unclear(text)))


def _unclear(text: str, *, digits: bool = False) -> str:
    """What is said to a text that nobody could read; "" to any other."""
    if is_emoji(text):
        return WORDLESS
    return UNCLEAR if says_nothing(text) or (digits and is_lone_digit(text)) else ""


def _asked_to_say_it(stage: Stage, key: str, text: str) -> bool:
    """Say so once, so that nobody hears it twice running; what comes next and is no clearer is kept for a person.

    An emoji, or the number of a choice that is no longer there, is never kept: it tells nothing.
    """
    first = stage.first_time(UNCLEAR)
    if first:
        stage.say(Say(key, {}))
    return first or key == WORDLESS or is_lone_digit(text)


def _shown_again(playing: Performance) -> bool:
    playing.show(again=True)
    return True


def band_tapped(stage: Stage, token: str, stack: Stack) -> bool:
    """Take a late tap at the question of their age; False where it is some other old button, or counts no more."""
    band = next((one for one in AgeBand if stack.is_button_of(token, AGE, one)), AgeBand.SKIPPED)
    return not stack.in_danger() and _set(stage, stack, band)


def _age_told(stage: Stage, stack: Stack, text: str) -> bool:
    # A number alone may be meant for something else.
    band = None if text.strip().isdecimal() else stage.scene.outside.band(text)
    return band is not None and _set(stage, stack, band)


def _asks_us(stage: Stage, stack: Stack, text: str, *, of: Collection[str] | None = None) -> bool:
    """Answer a short question to us, over whatever is being asked; that one stands. `of`: these questions only."""
    if _asks_several(stage, stack, text, of=of):
        return True
    workers = ours.workers(stage.scene)
    sought = stage.scene.outside.seeks(text) or stage.scene.outside.asks_for(text, workers)
    if stage.scene.outside.complains_of(text, workers):
        sought = COMPLAIN
    if not sought or (of is not None and sought not in of) or _is_on(stack, sought):
        return False
    stack.start(sought, opening=text, door=stack.door())
    return True


def _asks_several(stage: Stage, stack: Stack, text: str, *, of: Collection[str] | None) -> bool:
    """Answer several questions to us in one message, one after the other: "are you a robot and is it free"."""
    *told, last = sorted(stage.scene.outside.seeks_each(text), key=lambda one: one not in TELL_ONLY) or [""]
    apart = of is None or last in of
    if not told or not TELL_ONLY.issuperset(told) or not apart or _is_on(stack, last):
        return False
    for one in told:
        stack.tell(one, opening=text)
    stack.start(last, opening=text, door=stack.door())
    return True


def _is_on(stack: Stack, dialogue: str) -> bool:
    """Whether that dialogue asks already, itself or within another."""
    playing = stack.resume()
    return playing is not None and (playing.frame.dialogue == dialogue or playing.asks.startswith(f"{dialogue}."))


def asks_us(stage: Stage, text: str) -> bool:
    """Whether a text only asks what we are, what became of something, or how to delete it; not who is told of it.

    Whoever asks whether their mother will be told may have more to say.
    """
    asked = stage.scene.outside.seeks_each(text) or (stage.scene.outside.seeks(text),)
    return NO_ALARM.issuperset(asked) or bool(_number_in(stage, text))


def _asks_of_number(stage: Stage, stack: Stack, text: str) -> bool:
    """Say what became of the number in a text that is nothing else, or asks just that."""
    number = _number_in(stage, text) if stage.participant.noticed else ""
    if number:
        stack.start("number", opening=number, door=stack.door())
    return bool(number)


def _number_in(stage: Stage, text: str) -> str:
    prefixes = {one.prefix for one in stage.scene.area.neighbourhoods}
    number, around = reference.found_in(text, prefixes) or ("", "")
    return number if number and stage.scene.outside.asks_of_number(around) else ""


def _set(stage: Stage, stack: Stack, band: AgeBand) -> bool:
    """Set the band of whoever has only not said it, once, and ask again what was asked."""
    unsaid = stage.participant.noticed and stage.participant.band is AgeBand.SKIPPED
    if not unsaid or band is AgeBand.SKIPPED:
        return False
    if band.below(stage.scene.surface.minimum_age):
        stack.clear()
    stack.tell("age", tapped=band)
    stack.ask_again()
    return True


_WHERE_NOTHING_IS_ASKED = (_changed, _agreed, _chatted, _puzzled, _told_late, _asks_of_number, _asks_us)
