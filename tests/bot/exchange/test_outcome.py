"""What is told of a file that was brought in: counts, lines, reasons, never words."""

from bot.domain.reading import DangerLevel
from bot.exchange.csv_form import Refused
from bot.exchange.outcome import Alarm, BroughtIn

ALARMS = (Alarm(4, "LK-1", DangerLevel.AMBER), Alarm(9, "LK-2", DangerLevel.RED), Alarm(11, "LK-3", DangerLevel.RED))


def test_a_file_without_trouble_is_one_line() -> None:
    assert list(BroughtIn(1, 0, (), ()).lines()) == ["1 row brought in."]


def test_each_refused_row_is_a_line_and_what_is_red_comes_first() -> None:
    told = BroughtIn(1_200, 3, (Refused(2, "text: is missing"),), ALARMS).lines("Kim")
    assert list(told) == [
        "1,200 rows brought in.",
        "3 rows left out: here already.",
        "1 row refused:",
        "  line 2: text: is missing",
        "Somebody may be in danger in 3 rows; each is a case now. Don't ask more. Use their own words. Ring Kim today:",
        "  red: line 9 (LK-2), line 11 (LK-3)",
        "  amber: line 4 (LK-1)",
    ]


def test_a_dry_run_names_no_reference_as_none_is_given_yet() -> None:
    told = list(BroughtIn(3, 0, (), ALARMS, dry_run=True).lines())
    assert told[0] == "3 rows would be brought in."
    assert "LK-" not in "".join(told)
    assert told[-1] == "This was a dry run: nothing was stored."
