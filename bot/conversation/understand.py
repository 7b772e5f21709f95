"""What short words come to, and who speaks by now: further things a script may ask for from outside."""

from bot.conversation.looked_up import Answers, Beginning, HasStory, LookAround, StoriesToCheck, Supports
from bot.conversation.script import Band, Once, Script, Understand
from bot.domain.complaint import Answer
from bot.domain.directory import Directory
from bot.domain.participant import AgeBand
from bot.domain.story import ToCheck
from bot.domain.suggestion import Supported


def age_in(words: str) -> Script[AgeBand | None]:
    """The band of whoever tells their age in `words` and nothing else; the age itself is not kept."""
    found: str = yield Understand(words, "age")
    return AgeBand(found) if found else None


def told_age(words: str) -> Script[tuple[AgeBand | None, str]]:
    """The band of whoever tells their age in `words`, and what else they tell in them: "im 12 and i want a pool"."""
    alone = yield from age_in(words)
    if alone is not None:
        return alone, ""
    found: str = yield Understand(words, "age_beside")
    if not found:
        return None, words
    rest: str = yield Understand(words, "beside_age")
    return AgeBand(found), rest


def asks_why(words: str) -> Script[bool]:
    """Whether `words` only ask why they are asked: "why", "why do you ask"."""
    found: str = yield Understand(words, "asks_why")
    return bool(found)


def not_meant(words: str) -> Script[bool]:
    """Whether `words` say that what was said before was not meant so: "it was a joke"."""
    found: str = yield Understand(words, "not_meant")
    return bool(found)


def sought_in(words: str) -> Script[str]:
    """The dialogue that answers what is asked in `words`; "" where they tell something."""
    found: str = yield Understand(words, "seeks")
    return found


def beginning_of(contribution: str) -> Script[str]:
    """How one thing they told us begins; "" where somebody who looks on must not read it, or nothing is left of it."""
    found: str = yield Beginning(contribution)
    return found


def may_write_back(words: str) -> Script[str]:
    """Whether `words` say that a worker may write back: "yes" or "no", "" where they say neither."""
    found: str = yield Understand(words, "write_back")
    return found


def worried_about(words: str) -> Script[str]:
    """Of whom words speak that sound low or scared: "at_home" of a partner, "a_child", "" of anybody else."""
    found: str = yield Understand(words, "worried_about")
    return found


def tenure_in(words: str) -> Script[str]:
    """Whom `words` say a home is rented from: "council", "housing_association", "private"; "" where they do not."""
    found: str = yield Understand(words, "tenure")
    return found


def points_back(words: str) -> Script[bool]:
    """Whether `words` speak of something said before: "it", "they", "that one"."""
    found: str = yield Understand(words, "points_back")
    return bool(found)


def goes_on(words: str) -> Script[bool]:
    """Whether `words` open as what goes on with something said before: "by the", "for", "only"."""
    found: str = yield Understand(words, "goes_on")
    return bool(found)


def all_small(words: str) -> Script[bool]:
    """Whether `words` beside a place's name say nothing more: "no it's in"."""
    found: str = yield Understand(words, "all_small")
    return bool(found)


def denies(words: str) -> Script[bool]:
    """Whether what follows on `words` is denied: they end in "not"."""
    found: str = yield Understand(words, "denies")
    return bool(found)


def of_a_town(words: str) -> Script[bool]:
    """Whether `words` name a town elsewhere and say nothing more: "it's in Luton"."""
    found: str = yield Understand(words, "of_a_town")
    return bool(found)


def introduces(words: str) -> Script[bool]:
    """Whether `words`, their private details left out, only say who somebody is."""
    found: str = yield Understand(words, "introduces")
    return bool(found)


def to_change(words: str) -> Script[str]:
    """What `words` say is wrong on the card: "place", "theme" or "kind"; "" for nothing."""
    found: str = yield Understand(words, "to_change")
    return found


def is_about(words: str) -> Script[str]:
    """What `words` say it is about, in words of theirs: "play" of "it's about play"; "" where they do not say."""
    found: str = yield Understand(words, "is_about")
    return found


def offers_help(words: str) -> Script[bool]:
    """Whether `words` say that they would help, such as "yes i can come on saturdays"."""
    found: str = yield Understand(words, "offers_help")
    return bool(found)


def role_in(words: str) -> Script[str]:
    """The small role that `words` speak of, such as "make_tea" of "i can do the teas"; "" for none."""
    found: str = yield Understand(words, "role_in")
    return found


def of_myself(words: str) -> Script[bool]:
    """Whether `words` speak of whoever writes them, "me", "my", and wish for nothing."""
    found: str = yield Understand(words, "of_myself")
    return bool(found)


def parts_of(words: str) -> Script[tuple[str, ...]]:
    """The parts of `words` at each "and" and the ends of sentences; none where they are one."""
    found: str = yield Understand(words, "parts")
    return tuple(found.splitlines())


def heard_before(place: str, kind: str, theme: str) -> Script[str]:
    """About how many people the last published report says told of this there; "" where it does not say."""
    found: str = yield Understand(f"{place} {kind} {theme}", "heard_before")
    return found


def of_them(words: str) -> Script[str]:
    """Whether `words` want somebody gone from where they live ("gone"), or speak of one ("them"); "" for neither."""
    found: str = yield Understand(words, "of_them")
    return found


def band_now() -> Script[AgeBand]:
    """The age band they are in by now, whatever it was when the talk began."""
    found: str = yield Band()
    return AgeBand(found)


def first_time(what: str) -> Script[bool]:
    """Whether `what` comes up for the first time in this chat; asked again, it no longer does."""
    first: bool = yield Once(what)
    return first


def offered(dialogue: str) -> Script[None]:
    """Have it remembered that this dialogue was just offered in words: a bare yes takes it."""
    yield from first_time(f"offered:{dialogue}")


def supported() -> Script[tuple[Supported, ...]]:
    """The holiday suggestions they support. Not in a dialogue that asks, as recall_all."""
    found: tuple[Supported, ...] = yield Supports()
    return found


def look_around() -> Script[Directory]:
    """Where help is and what is on by now. Looked up anew at each replay, as the pack is."""
    found: Directory = yield LookAround()
    return found


def stories_to_check() -> Script[tuple[ToCheck, ...]]:
    """The stories of theirs that workers wrote down and that wait for them to look at."""
    found: tuple[ToCheck, ...] = yield StoriesToCheck()
    return found


def has_story() -> Script[bool]:
    """Whether a story of theirs may be used for something."""
    found: bool = yield HasStory()
    return found


def answers_to_tell() -> Script[tuple[Answer, ...]]:
    """What was answered to complaints of theirs and they have not been told, the oldest first."""
    found: tuple[Answer, ...] = yield Answers()
    return found
