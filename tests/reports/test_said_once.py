"""A note that holds for several sections stands where it is first said; nothing else is left out."""

from msgspec.structs import replace

from reports.document import Paragraph, Section
from reports.pipeline import said_once


def test_a_quiet_note_stands_once_and_what_is_no_note_stands_each_time():
    note, said = Paragraph("Each is rounded.", quiet=True), Paragraph("Each is rounded.")
    hides = Paragraph("In these figures: few are hidden.", quiet=True)
    first = Section("first", "First", (note, said, hides))
    third = Section("third", "Third", (Paragraph("Other", quiet=True),))
    found = said_once([first, replace(first, key="second"), third], "In these figures")
    assert [one.blocks for one in found] == [(note, said, hides), (said, hides), (Paragraph("Other", quiet=True),)]
