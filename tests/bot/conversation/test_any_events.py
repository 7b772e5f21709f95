"""Whatever happens, in whatever order: nothing raises, nothing grows without bound, and every text ends somewhere."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.events import Commanded, Corrected, Event, Left, Opened, Pressed, Reserved, Said, Showed
from bot.conversation.journal import load
from bot.domain.attachment import Medium
from bot.domain.participant import AgeBand, Participant
from tests.chat import TELEGRAM, WEB, Chat
from tests.fates import Fates

MOST_REPLIES = 14
LONGEST_TOKEN = 64

HOSTILE = st.sampled_from(
    [
        "\u202egnp.exe",
        "Z\u0351\u036b\u0343a\u036a\u0342lgo" * 20,
        "NUL\x00in it",
        "lone \ud800 surrogate",
        "{words} {0} %s %(n)s",
        "<script>alert(1)</script>",
        "x" * 4096,
        "\u200b\u200b",
        "   ",
        "\u0661\u0662",
        "12345678901234567890",
        "=1+1",
    ]
)
ORDINARY = st.sampled_from(
    [
        "a hoop for the park",
        "damp in my flat",
        "in Quayside",
        "people dealing",
        "I can fix bikes",
        "my friend is bullied",
    ]
)
ANSWERS = st.sampled_from(
    ["1", "2", "7", "yes", "no", "18+", "14", "That's right", "Change", "Quayside", "Somewhere else"]
)
RED = st.sampled_from(["he hits me", "i want to die"])
RESERVED = st.sampled_from([*Reserved, "blue umbrella"])
TEXTS = st.one_of(HOSTILE, ORDINARY, ANSWERS, RED, RESERVED, st.text(max_size=60))
TOKENS = st.one_of(st.integers(-12, -1), st.text(max_size=30), st.just("talk1.0.0000.adult"))


def events() -> st.SearchStrategy[Event | int]:
    """An event, or the hours that pass. A number in Pressed stands for one of the last buttons shown."""
    return st.one_of(
        TEXTS.map(Said),
        TEXTS.map(Said),
        TOKENS.map(Pressed),  # type: ignore[arg-type]
        TOKENS.map(Pressed),  # type: ignore[arg-type]
        st.sampled_from(Reserved).map(Commanded),
        st.sampled_from([None, "q7ays1", "e1sewh", "nowhere", "\x00"]).map(Opened),
        st.builds(Corrected, st.sampled_from(["1", "2", "unknown"]), TEXTS),
        st.builds(Showed, st.sampled_from(Medium), TEXTS | st.just("")),
        st.just(Left()),
        st.integers(1, 30),
    )


def people() -> st.SearchStrategy[Participant]:
    met = st.builds(
        Participant,
        band=st.sampled_from(AgeBand),
        neighbourhood=st.sampled_from([None, "quayside", "elsewhere", "no-longer-there"]),
        noticed=st.just(value=True),
        language=st.sampled_from(["en", "pl", "xx"]),
    )
    return st.just(Participant()) | met


def happens(chat: Chat, event: Event | int) -> None:
    if isinstance(event, int):
        chat.waits(hours=event)
    elif isinstance(event, Pressed) and isinstance(event.token, int):
        token = chat.shown[event.token].token if len(chat.shown) >= -event.token else "none"
        chat.takes(Pressed(token))
    else:
        chat.takes(event)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(person=people(), surface=st.sampled_from([WEB, TELEGRAM]), sequence=st.lists(events(), max_size=25))
def test_anything_may_happen_in_any_order(person: Participant, surface: object, sequence: list[Event | int]) -> None:
    chat = Chat(participant=person, surface=surface)  # type: ignore[arg-type]
    for event in sequence:
        happens(chat, event)
        assert len(chat.replies) <= MOST_REPLIES
        assert len(load(chat.journal).frames) <= 4
        assert all(text.strip() for text in chat.said)
        assert all(len(one.token.encode()) <= LONGEST_TOKEN for one in chat.shown)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(person=people(), surface=st.sampled_from([WEB, TELEGRAM]), sequence=st.lists(events(), max_size=25))
def test_every_text_ends_in_one_place(person: Participant, surface: object, sequence: list[Event | int]) -> None:
    """Kept, in a case, in a request, handed over or waiting: in one of them, and never lost again unless they ask."""
    chat = Chat(participant=person, surface=surface)  # type: ignore[arg-type]
    fates = Fates(chat)
    for event in sequence:
        fates.before(event)
        happens(chat, fates.marked(event))
        fates.check()


def test_a_conversation_that_never_ends_is_ended_politely() -> None:
    """So many words at the card that the dialogue is too long: it ends, and all of them are kept."""
    chat = Chat(participant=Participant(band=AgeBand.ADULT, neighbourhood="quayside", noticed=True))
    for n in range(200):
        chat.says(f"and another thing, number {n}")
    words = "\n".join(chat.ledger.all_words)
    assert all(f"number {n}" in words for n in range(200))
    assert len(chat.journal) < 40_000
