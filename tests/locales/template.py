"""Makes locales/messages.pot of English, for translators: `python -m tests.locales.template`."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).parents[2] / "locales"
TEMPLATE = LOCALES / "messages.pot"
ELSEWHERE = {"alerts.po", "telegram.po", "web.po"}
"""Wording of parts of the house that are no conversation; nor is what begins with staff or reports."""
HEADER = """# Wording: the template of a new language. Copy it to <language>/messages.po, fill in every msgstr.
# Made of the conversations' files in en/ by `python -m tests.locales.template`; do not edit it by hand."""


def conversations(language: str) -> Catalog:
    """What a language says in conversations, of whichever of its files."""
    whole: Catalog | None = None
    for path in sorted((LOCALES / language).glob("*.po"), key=lambda one: (one.name != "messages.po", one.name)):
        if path.name not in ELSEWHERE and not path.name.startswith(("staff", "reports")):
            with path.open("rb") as file:
                part = read_po(file, locale=language)
            whole = whole or part
            for message in part:
                if message.id:
                    whole[message.id] = message
    assert whole is not None, language
    return whole


def template() -> bytes:
    """The template as it should stand: English's keys and notes, with the English wording as a note."""
    english = conversations("en")
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
