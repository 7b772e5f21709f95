"""The area pack, and whether Earshot has words for it: wording, danger words, readers."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from bot import pack, weights
from bot.checkup.finding import Finding, Level, ok, warning, wrong
from bot.domain.area import Area, Language
from bot.errors import EarshotError, PackError
from bot.i18n import FALLBACK, Wording, keys_in
from bot.kept import FOLDER
from bot.lexicons import load_lexicons
from bot.prepared import prepared, spoken
from bot.reading.lexicons import Lexicon

_MOST_SHOWN = 5
_FOR_STAFF = ("reports.po", "alerts.po", "staff*.po")
"""Files of wording that no resident is shown: it may stay English."""


def town(folder: Path) -> tuple[Area | None, list[Finding]]:
    """The area of a pack and that all is well with it, or None and every fault."""
    try:
        area = pack.load(folder)
    except PackError as fault:
        return None, [wrong("pack", line) for line in str(fault).splitlines()]
    places = f"{len(area.served)} neighbourhoods served, {len(area.places)} places known"
    return area, [ok("pack", f"{area.name}: {places}.")]


def advice(area: Area, now: datetime) -> Iterator[Finding]:
    """What the pack lacks before anyone may be let in, and what should be looked at."""
    if lacking := area.missing_safeguards:
        yield wrong("safeguarding", f"nobody would be there in danger: put {' and '.join(lacking)} into area.toml.")
    yield from (warning("pack", one) for one in pack.warnings(area, now.astimezone(area.zone).date()))


def words(area: Area, locales: Path) -> Iterator[Finding]:
    """How it stands with the wording and the word lists of each language, those that are on and the drafts."""
    try:
        wording, lexicons = Wording.load(locales, FOLDER), load_lexicons(locales)
        prepared(spoken(area), locales)
    except (EarshotError, OSError, ValueError) as fault:
        yield wrong("wording", f"{fault}.")
        return
    due = wording.keys[FALLBACK] - keys_in(*(path for name in _FOR_STAFF for path in (locales / FALLBACK).glob(name)))
    for language in area.languages:
        lacking = _lacking(language, wording, lexicons.get(language.code, Lexicon()), due)
        yield from (_spoken if language.on else _drafted)(language, lacking)


def learned(area: Area, locales: Path, data_dir: Path) -> Iterator[Finding]:
    """Whether what was learned from people fits the word lists it was learned beside, and was learned to the end."""
    if weights.broke_last(data_dir):
        told = "learning from what people confirmed broke off, and what was erased since is not unlearned yet"
        yield warning("readers", f"{told}: the log says how. Run `earshot learn`, or wait for the night.")
    try:
        found = weights.unfit(data_dir, prepared(spoken(area), locales).beside)
    except (EarshotError, OSError, ValueError):
        return  # The wording's own fault, told there.
    for code in found:
        told = f"what was learned from people in {code} is of other word lists or examples, or broken, and not used"
        yield warning("readers", f"{told}: run `earshot learn`, or wait for the night.")


def _spoken(language: Language, lacking: Sequence[Finding]) -> Iterator[Finding]:
    yield from lacking or [ok("wording", f"{_named(language)} is whole.")]


def _drafted(language: Language, lacking: Sequence[Finding]) -> Iterator[Finding]:
    """A language that is off: what is still to be written before a speaker reads it. None of it is wrong yet."""
    whole = "is off. Its draft is whole: a speaker reads it, then languages.toml names a reader and a turnaround."
    yield from [replace(one, level=Level.WARNING, subject="draft") for one in lacking] or [
        ok("draft", f"{_named(language)} {whole}")
    ]


def _lacking(language: Language, wording: Wording, lexicon: Lexicon, due: frozenset[str]) -> Sequence[Finding]:
    return [
        *_unworded(language, wording, due),
        *_unlisted(language, "danger words", "danger.toml", there=bool(lexicon.danger.rules)),
        *_unlisted(language, "reserved words", "reserved.toml", there=bool(lexicon.reserved)),
    ]


def _unworded(language: Language, wording: Wording, due: frozenset[str]) -> Iterator[Finding]:
    code = language.code
    if missing := sorted(due - wording.keys.get(code, frozenset())):
        told = f"{_named(language)} lacks {len(missing)} texts, shown in English"
        yield warning("wording", f"{told}: {_some(missing)}")
    if unusable := sorted(wording.unusable.get(code, frozenset())):
        told = f"{_named(language)} names values in braces that nobody gives"
        yield warning("wording", f"{told}, so English is shown: {_some(unusable)}")


def _some(keys: Sequence[str]) -> str:
    return ", ".join(keys[:_MOST_SHOWN]) + (" ..." if len(keys) > _MOST_SHOWN else "")


def _unlisted(language: Language, words: str, file: str, *, there: bool) -> Iterator[Finding]:
    if not there:
        yield wrong(words, f"{_named(language)} has none: switch it off, or write {language.code}/{file}.")


def _named(language: Language) -> str:
    return f"{language.name} ({language.code})"
