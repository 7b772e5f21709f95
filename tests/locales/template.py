"""Makes locales/messages.pot of English, for translators: `python -m tests.locales.template`."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).parents[2] / "locales"
TEMPLATE = LOCALES / "messages.pot"
HEADER = """# Wording: the template of a new language. Copy it to <language>/messages.po, fill in every msgstr.
# Made of en/messages.po by `python -m tests.locales.template`; do not edit it by hand."""


def template() -> bytes:
    """The template as it should stand: English's keys and notes, with the English wording as a note."""
    with (LOCALES / "en" / "messages.po").open("rb") as file:
        english = read_po(file, locale="en")
    made = Catalog(project="Earshot", version="", header_comment=HEADER, charset="utf-8")
    for message in english:
        if message.id:
            forms = [message.string] if isinstance(message.string, str) else message.string or ()
            notes = [*message.auto_comments, *(f"English: {one.replace(chr(10), ' / ')}" for one in forms)]
            made.add(message.id, auto_comments=notes)
    written = BytesIO()
    write_po(written, made, omit_header=True, width=120)
    return (
        f'{HEADER}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'.encode() + written.getvalue()
    )


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
