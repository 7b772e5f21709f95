"""What the engine is given for one turn."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from bot.conversation.events import Reserved
from bot.conversation.replies import Choice
from bot.conversation.script import Surface
from bot.domain.area import Area
from bot.domain.broadcast import Broadcast
from bot.domain.complaint import Answer
from bot.domain.directory import Directory
from bot.domain.participant import AgeBand, Participant
from bot.domain.reading import Danger, Reading
from bot.domain.story import ToCheck
from bot.domain.suggestion import Supported
from bot.domain.told import Told


def _none(_choice: Choice, _language: str) -> tuple[str, ...]:
    return ()


def _no_danger(_texts: Sequence[str]) -> Danger:
    return Danger()


def _never(_text: str) -> bool:
    return False


def _of_nobody(_text: str, _names: Iterable[str]) -> bool:
    return False


def _nobody_asked_for(_text: str, _names: Iterable[str]) -> str:
    return ""


def _as_it_is(text: str, _names: Iterable[str]) -> str:
    return text


def _no_band(_text: str) -> AgeBand | None:
    return None


def _no_age(_text: str) -> tuple[AgeBand, str] | None:
    return None


def _no_questions() -> tuple[Broadcast, ...]:
    return ()


def _no_words(_text: str) -> tuple[str, ...]:
    return ()


def _no_word(_text: str) -> str:
    return ""


class Outside(Struct, frozen=True):
    """What a conversation may have from outside, given in by app so that tests can give their own.

    `draw(what, argument)` gives "id", "talk", "reference", "token", "return_words" or "now" (ISO, local to the area);
    `label(choice, language)` is a button's text, to recognise one that was typed, `spellings(choice, language)` are
    other ways to write it, such as "yes" for "That's right"; `small_talk(text)` says that there is nothing to keep;
    `screen_together(texts)` screens somebody's last texts as one; `band(text)` is that of whoever tells their age and
    no more, `age_beside(text)` that and the rest of who tells more, `asks_why(text)` that they only ask why, and
    `not_meant(text)` that it was a joke; `seeks(text)` the dialogue that answers a question to us ("" for none),
    `asks_of_number(around)` whether
    what stands around a number of theirs asks what became of it, `write_back(text)` whether a worker may write back,
    as "yes" or "no", "" where they say neither, `worried_about(text)` whether it speaks of a partner ("at_home") or
    of a child ("a_child"), `tenure(text)` whom it says a home is rented from, "" where it does not, `yes_or_no(text)`
    whether it says nothing but "yes" or "no" in any language, `puzzled(text)` whether they only say that they do not
    know what to say or do. `points_back(text)` says that it speaks of something said before, `goes_on(text)` that it
    opens as what goes on does, `of_them(text)` that it wants somebody gone ("gone") or speaks of him or her ("them"),
    `all_small(text)` that it says nothing beside a place, `introduces(text)` that it only says who they are,
    `of_a_town(text)` that it names a town elsewhere and no more,
    `denies(text)` that it ends in a "not", `to_change(text)` what it says is wrong on the card, `is_about(text)` what
    it says it is about, `offers_help(text)` that it offers to help, `role_in(text)` in which small role,
    `of_myself(text)` that it speaks of who writes it and wishes for nothing; each "" where it does not.
    `parts(text)` are its parts at each "and", a line each, "" where it is one; `seeks_each(text)` the dialogues that
    answer several questions in one text. `complains_of(text, names)` says
    that it complains of one of these, `asks_for(text, names)` what it wants of one of them, "person", "where_is",
    "about" or "", `without_ours(text, names)` is the text without the one of these that it only greets or was sent by,
    `sworn_at(text)` that it is only temper at us. `questions` are those that are asked of many just now (purpose
    "asked"). `heard_before("<place> <kind> <theme>")` is about how many the last published report says told of it.
    """

    draw: Callable[[str, str], str]
    read: Callable[[str, str], Reading]
    screen: Callable[[str], Danger]
    reserved: Callable[[str], Reserved | None]
    label: Callable[[Choice, str], str]
    spellings: Callable[[Choice, str], tuple[str, ...]] = _none
    small_talk: Callable[[str], bool] = _never
    screen_together: Callable[[Sequence[str]], Danger] = _no_danger
    band: Callable[[str], AgeBand | None] = _no_band
    age_beside: Callable[[str], tuple[AgeBand, str] | None] = _no_age
    asks_why: Callable[[str], bool] = _never
    not_meant: Callable[[str], bool] = _never
    seeks: Callable[[str], str] = _no_word
    asks_of_number: Callable[[str], bool] = _never
    write_back: Callable[[str], str] = _no_word
    worried_about: Callable[[str], str] = _no_word
    tenure: Callable[[str], str] = _no_word
    yes_or_no: Callable[[str], str] = _no_word
    puzzled: Callable[[str], bool] = _never
    points_back: Callable[[str], str] = _no_word
    goes_on: Callable[[str], str] = _no_word
    of_them: Callable[[str], str] = _no_word
    all_small: Callable[[str], str] = _no_word
    denies: Callable[[str], str] = _no_word
    of_a_town: Callable[[str], str] = _no_word
    introduces: Callable[[str], str] = _no_word
    to_change: Callable[[str], str] = _no_word
    is_about: Callable[[str], str] = _no_word
    complains_of: Callable[[str, Iterable[str]], bool] = _of_nobody
    asks_for: Callable[[str, Iterable[str]], str] = _nobody_asked_for
    without_ours: Callable[[str, Iterable[str]], str] = _as_it_is
    sworn_at: Callable[[str], bool] = _never
    offers_help: Callable[[str], str] = _no_word
    role_in: Callable[[str], str] = _no_word
    of_myself: Callable[[str], str] = _no_word
    parts: Callable[[str], str] = _no_word
    seeks_each: Callable[[str], tuple[str, ...]] = _no_words
    questions: Callable[[], tuple[Broadcast, ...]] = _no_questions
    heard_before: Callable[[str], str] = _no_word


class Scene(Struct, frozen=True):
    """Where a turn takes place, and with whom.

    `mine` is None until a dialogue asks for it, newest first then; `supports`, the holiday suggestions they would like,
    comes with it, and so do the `directory`, the `stories` and `answers` that wait for them, and `has_story`.
    `news`: something became of what they told us or support, and they have not been told.
    """

    area: Area
    surface: Surface
    participant: Participant
    outside: Outside
    mine: tuple[Told, ...] | None = None
    news: bool = False
    supports: tuple[Supported, ...] = ()
    directory: Directory = Directory()
    stories: tuple[ToCheck, ...] = ()
    answers: tuple[Answer, ...] = ()
    has_story: bool = False
