"""How fast we send: so many in any second wherever one counts, and what we are told to wait is waited."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.conversation.replies import Urgency
from bot.pacing import Limits, Window

MOST = 5


@example([(0.25494802807978545, 0.0), (0.25, 1.0), *[(0.0, 0.0)] * 5])  # a sum that is rounded down
@given(st.lists(st.tuples(st.floats(0, 0.3), st.floats(0, 1)), min_size=1, max_size=120))
def test_no_second_has_more_wherever_a_send_arrives_between_its_beginning_and_its_end(
    sends: list[tuple[float, float]],
) -> None:
    """Each takes so long, and arrives at some part of that; one after the other, as soon as the window lets it."""
    window, now, arrived = Window(MOST), 0.0, []
    for took, part in sends:
        while wait := window.wait(now):
            now += wait
        window.begins()
        arrived.append(now + took * part)
        now += took
        window.ends(now)
    for first in arrived:
        assert sum(first <= at < first + 1 for at in arrived) <= MOST


def test_those_under_way_count_too() -> None:
    window = Window(2)
    window.begins()
    window.begins()
    assert window.wait(5.0) > 0
    window.ends(6.0)
    assert window.wait(6.5) == 0.5
    assert window.wait(7.0) == 0


def test_a_chat_is_sent_nothing_unasked_within_a_second_of_anything_else() -> None:
    limits = Limits(Window(MOST))
    limits.begins(Urgency.ANSWER)
    limits.ends("ann", Urgency.ANSWER, 10.0)
    assert limits.wait_in("ann", Urgency.BROADCAST, 10.25) == 0.75
    assert limits.wait_in("ann", Urgency.ANSWER, 10.25) == 0
    assert limits.wait_in("bo", Urgency.BROADCAST, 10.25) == 0


def test_one_chat_that_is_told_to_wait_holds_back_only_what_nobody_waits_for() -> None:
    limits = Limits(Window(MOST))
    limits.told_to_wait("ann", Urgency.ANSWER, 3, 10.0)
    assert limits.wait(Urgency.BROADCAST, 10.0) == 3
    assert limits.wait(Urgency.ANSWER, 10.0) == 0


def test_a_second_one_within_the_wait_or_one_that_was_left_in_peace_means_everybody() -> None:
    for first in (Urgency.ANSWER, Urgency.BROADCAST):
        limits = Limits(Window(MOST))
        limits.told_to_wait("ann", first, 3, 10.0)
        if first is Urgency.ANSWER:
            limits.told_to_wait("bo", Urgency.ANSWER, 2, 11.0)
        assert limits.wait(Urgency.DANGER, 11.0) == 2
        assert limits.wait(Urgency.DANGER, 13.0) == 0


def test_told_again_in_the_same_chat_or_after_the_wait_is_over_means_that_chat() -> None:
    limits = Limits(Window(MOST))
    limits.told_to_wait("ann", Urgency.ANSWER, 3, 10.0)
    limits.told_to_wait("ann", Urgency.ANSWER, 3, 11.0)
    limits.told_to_wait("bo", Urgency.ANSWER, 3, 20.0)
    assert limits.wait(Urgency.ANSWER, 20.0) == 0
