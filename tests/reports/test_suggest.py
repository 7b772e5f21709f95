"""Which lines a person is asked to look at first."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contribution import Kind
from bot.domain.reading import Danger, DangerLevel, PrivateSpan, PrivateType, Reading
from reports.frozen import LineUse
from reports.suggest import Candidate, suggest

WORDS = st.sampled_from(("park", "needs", "bench", "water", "mums", "wait", "after", "school", "dark", "it", "is"))


def said(number: int, words: str, **changes: object) -> Candidate:
    given = {"kind": Kind.IDEA, "theme": "play", "reading": Reading(), "may_quote": True, **changes}
    return Candidate(f"{number:032x}", f"LK-{number}", "quayside", words=words, **given)  # type: ignore[arg-type]


def texts(*candidates: Candidate, most: int = 8) -> list[str]:
    return [one.candidate.words for one in suggest(candidates, most)]


def test_what_is_the_same_in_other_words_comes_after_all_else() -> None:
    hoop, again = "a hoop in the park for the older ones", "a hoop in the park for older ones please"
    bench = "somewhere to sit at the top of the hill"
    assert bench in texts(said(1, hoop), said(2, again), said(3, bench), most=2)


def test_what_only_one_person_spoke_of_comes_first() -> None:
    lone = said(9, "a garden for the people who grieve", theme="health")
    many = [said(number, f"a hoop in park number {number}") for number in range(5)]
    assert texts(*many, lone)[0] == lone.words


def test_nothing_that_sounds_like_danger_is_ever_suggested() -> None:
    for level in (DangerLevel.AMBER, DangerLevel.RED):
        assert texts(said(1, "they follow me home every day", reading=Reading(danger=Danger(level, ("x",))))) == []


def test_a_quote_is_short_agreed_to_and_names_nobody() -> None:
    named = Reading(private=(PrivateSpan(PrivateType.NAME, 0, 3),))
    uses = {
        one.candidate.id[-1]: one.use
        for one in suggest(
            [
                said(1, "a hoop in the park"),
                said(2, "Kev wants lights at the crossing", reading=named),
                said(3, "somewhere warm to sit", may_quote=False),
                said(4, "word " * 31),
                said(5, "too short"),
            ]
        )
    }
    assert uses == {
        "1": LineUse.QUOTE,
        "2": LineUse.PARAPHRASE,
        "3": LineUse.PARAPHRASE,
        "4": LineUse.PARAPHRASE,
        "5": LineUse.PARAPHRASE,
    }


@given(st.lists(st.lists(WORDS, min_size=1, max_size=12), max_size=12), st.integers(0, 10))
def test_each_is_suggested_once_and_their_order_does_not_matter(words: list[list[str]], most: int) -> None:
    candidates = [said(number, " ".join(one)) for number, one in enumerate(words)]
    found = suggest(candidates, most)
    assert len({one.candidate.id for one in found}) == len(found) == min(most, len(candidates))
    assert found == suggest(candidates[::-1], most)
