"""Whatever a cell holds, it comes back; whatever a file holds, it is read or refused in plain words."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import ImportRefused
from bot.exchange import csv_form
from bot.exchange.csv_form import COLUMNS, REQUIRED, Refused, Row

PIECES = [
    "'",
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\\",
    '"',
    ",",
    " ",
    "\0",
    "\ud800",
    "\udfff",
    "\\ud83d",
    "\\u0000",
]
nasty = st.lists(st.sampled_from([*PIECES, "u0000", "ud800", "\u202e", "\ufeff"]) | st.characters(), max_size=20).map(
    "".join
)
HEADER = b"text,said_on,neighbourhood\n"


def cells(content: bytes) -> list[tuple[str, ...]]:
    read = csv_form.read(content)
    assert all(isinstance(one, Row) for one in read), read
    return [tuple(one.cells[column] for column in REQUIRED) for one in read if isinstance(one, Row)]


@given(st.lists(st.tuples(nasty, nasty, nasty).filter(lambda row: any(one.strip() for one in row)), max_size=3))
@example([("'=1", "''=1", "=1")])
@example([("\\\ud800", "\\ud800", "\\\\ud800")])
@example([("\ufefftext", "x" * 200_000, "\r")])
@example([("\ud83d", "\ude00", "\ud83d\ude00")])
def test_what_was_written_is_what_is_read(rows: list[tuple[str, str, str]]) -> None:
    content = csv_form.line(REQUIRED) + b"".join(csv_form.line(row) for row in rows)
    assert cells(content) == rows


@given(nasty)
def test_a_file_is_utf8_without_nul_and_no_cell_is_taken_for_a_formula(text: str) -> None:
    written = csv_form.line((text, "x"))
    [row] = csv.reader(io.StringIO(written.decode(), newline=""))
    assert b"\0" not in written
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("'=1+1", "=1+1"),
        ("'-5 degrees", "-5 degrees"),
        ("''@home", "'@home"),
        ("'tis cold", "'tis cold"),
        ("'", "'"),
        ("=1+1", "=1+1"),
        ("a'=b", "a'=b"),
    ],
)
def test_exactly_one_apostrophe_before_a_formula_sign_is_taken_off(cell: str, meant: str) -> None:
    assert cells(HEADER + f"{cell},d,n\n".encode()) == [(meant, "d", "n")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_file_may_have_a_byte_order_mark_and_any_line_ends(mark: bytes, end: bytes) -> None:
    content = mark + end.join([b"Text, SAID ON ,neighbourhood", b"hello,d,n", b"", b"bye,d,n", b""])
    assert cells(content) == [("hello", "d", "n"), ("bye", "d", "n")]


def test_a_row_is_known_by_the_line_it_begins_on() -> None:
    content = HEADER + b'"one\ntwo\r\nthree",d,n\n\n,,\nlast,d,n\n"open,d,n\nx\n'
    assert [one.line for one in csv_form.read(content)] == [2, 7, 8]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"a,b\n", "2 cells where there are 3 columns"),
        (b"a,b,c,d\n", "4 cells where there are 3 columns"),
        (b'"a"b,c,d\n', "do not match"),
        (b'"a,b,c\nd\n', "is never closed: nothing from here to line 3"),
        (b"x" * 10_000_001 + b",b,c\n", "a cell is longer than 10,000,000 signs"),
    ],
)
def test_a_broken_row_is_refused_alone(row: bytes, reason: str) -> None:
    refused = csv_form.read(HEADER + row)[0]
    assert isinstance(refused, Refused)
    assert (refused.line, reason in refused.reason) == (2, True)


def test_rows_after_a_broken_one_are_read() -> None:
    assert isinstance(csv_form.read(HEADER + b'"a"b,c,d\ne,f,g\n')[1], Row)


def test_the_empty_cells_a_spreadsheet_leaves_at_the_end_do_not_matter() -> None:
    assert cells(b"text,said_on,neighbourhood,,\na,b,c,,\n") == [("a", "b", "c")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        ("text,said_on,neighbourhood\n".encode("utf-16"), "UTF-16"),
        ("text,said_on,neighbourhood\n".encode("utf-16-le"), "UTF-16"),
        ("text,said_on,neighbourhood\n".encode("utf-16-be"), "UTF-16"),
        (HEADER + "caf\u00e9,d,n\n".encode("cp1252"), r"not UTF-8 \(line 2\)"),
        (HEADER + b"ok,d,n\n\xed\xa0\x80,d,n\n", r"not UTF-8 \(line 3\)"),
        (b"text,said_on\n", "missing neighbourhood$"),
        (b"text;said_on;neighbourhood\n", "parted by commas"),
        (HEADER.strip() + b",postcode,age\n", "unknown columns: postcode, age"),
        (HEADER.strip() + b",,kind\n", "one without a name"),
        (HEADER.strip() + b",Text\n", "stand twice: text"),
        (b'"text,said_on\n', "never closed"),
    ],
)
def test_a_file_of_another_form_is_refused_as_a_whole(content: bytes, reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        csv_form.read(content)


def test_every_column_that_is_handed_out_may_be_brought_in() -> None:
    assert csv_form.read(csv_form.line(COLUMNS)) == []


@given(st.binary(max_size=200) | st.binary(max_size=200).map(HEADER.__add__))
def test_bytes_of_any_kind_are_read_or_refused(content: bytes) -> None:
    try:
        read = csv_form.read(content)
    except ImportRefused:
        return
    assert all(one.line > 0 for one in read)
