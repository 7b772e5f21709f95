"""The directory is the pack's, with what workers added, corrected, checked and took off."""

from datetime import date

from msgspec.structs import replace

from bot.domain.area import Signpost
from bot.domain.directory import Entry, merged, stale
from tests.factories_pack import CHECKED, make_area, make_signpost

OURS = Signpost("ours", "Ours", ("health",), "01632 960111", "", "Sam", date(2026, 9, 1))


def test_what_workers_say_comes_over_the_pack() -> None:
    area = make_area(signposts=(make_signpost(id="kept"), make_signpost(id="gone"), make_signpost(id="wrong")))
    right = replace(make_signpost(id="wrong"), name="Right")
    said = [
        Entry("gone", retired=True),
        Entry("wrong", right),
        Entry("ours", OURS),
        Entry("was ours", OURS, retired=True),
    ]
    assert [one.name for one in merged(area, said, ()).signposts] == [area.signposts[0].name, "Right", "Ours"]


def test_a_check_counts_from_the_later_of_the_packs_day_and_the_workers() -> None:
    area = make_area(signposts=(make_signpost(id="a"),))
    for day, counts in ((date(2026, 9, 1), date(2026, 9, 1)), (date(2020, 1, 1), CHECKED)):
        [one] = merged(area, [Entry("a", None, day)], ()).signposts
        assert one.last_checked == counts


def test_what_was_not_checked_for_a_season_is_stale_the_longest_ago_first() -> None:
    area = make_area(signposts=(make_signpost(id="a"), make_signpost(id="b", last_checked=date(2026, 1, 1)), OURS))
    assert [one.id for one in stale(area.signposts, date(2026, 10, 7))] == ["b", "a"]


def test_an_entry_for_a_place_the_pack_took_out_is_not_invented_again() -> None:
    """Checked or taken off only: its words were the pack's."""
    assert merged(make_area(signposts=()), [Entry("a", None, CHECKED)], ()).signposts == ()
