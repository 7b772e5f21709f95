"""A reading survives being written down as JSON, as the journal keeps it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contribution import Kind
from bot.domain.form import decode, encode
from bot.domain.reading import Danger, DangerLevel, PlaceSpan, PrivateSpan, PrivateType, Reading, ThemeScore

NUMBERS = st.integers(0, 5000)
READINGS = st.builds(
    Reading,
    language=st.sampled_from(["en", "pl", "ar"]),
    kind=st.sampled_from(Kind),
    themes=st.lists(st.builds(ThemeScore, st.text(max_size=9), st.floats(0, 1))).map(tuple),
    places=st.lists(st.builds(PlaceSpan, st.text(max_size=9), st.text(max_size=9), NUMBERS, NUMBERS)).map(tuple),
    private=st.lists(st.builds(PrivateSpan, st.sampled_from(PrivateType), NUMBERS, NUMBERS)).map(tuple),
    danger=st.builds(Danger, st.sampled_from(DangerLevel), st.lists(st.text(max_size=9)).map(tuple)),
)


@given(reading=READINGS)
def test_writing_a_reading_down_and_reading_it_back_is_the_identity(reading: Reading) -> None:
    assert decode(encode(reading), Reading) == reading
