"""A report as data: every figure as it is printed, with all that is said of the number behind it."""

from msgspec import Struct, json

from bot.domain.form import encode
from reports.document import Document, Facts

FORM = 1
"""The version of the form; raise it where a field goes or means something else."""


class Row(Struct, frozen=True):
    """One figure. `low` to `high` is all that is said of the number; null where there is no end.

    `why` is why it is not the number itself (rounded, few, at_least, hidden, merged); empty where it is.
    """

    section: str
    kind: str
    theme_code: str
    theme: str
    measure: str
    figure: str
    low: int | None
    high: int | None
    change: str
    why: str


class Data(Struct, frozen=True):
    """All figures of one report. Treat as public, but for the internal edition."""

    form: int
    title: str
    place: str
    organisation: str
    language: str
    status: str
    footer: str
    facts: Facts
    rows: tuple[Row, ...]


def data(document: Document) -> Data:
    """The document's figures, in its order."""
    rows = (
        Row(
            section=section.key,
            kind=one.kind,
            theme_code=one.theme_code,
            theme=one.theme,
            measure=one.measure,
            figure=one.figure,
            low=one.low,
            high=one.high,
            change=one.change,
            why=one.why,
        )
        for section in document.sections
        for one in section.records
    )
    return Data(
        form=FORM,
        title=document.title,
        place=document.place,
        organisation=document.organisation,
        language=document.language,
        status=document.status,
        footer=document.footer,
        facts=document.facts,
        rows=tuple(rows),
    )


def as_json(told: Data) -> bytes:
    """The data as JSON, indented, in the form of `schema`."""
    return json.format(encode(told), indent=2) + b"\n"


def schema() -> bytes:
    """The JSON Schema of what `as_json` writes (2020-12)."""
    return json.format(encode(json.schema(Data)), indent=2) + b"\n"
