"""Wording: a key of the locales and what to put in it become text in someone's language."""

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache, partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from msgspec import Struct, field

from bot.conversation.replies import Choice, Phrase, Reply, Value, Values
from bot.domain.theme import Theme
from bot.errors import SettingError
from bot.kept import fingerprint, kept

FALLBACK = "en"
IN_SHORT = ".in_short"
"""A key with this ending is the shorter wording for a question that was asked before and stands above."""
CHILD = ".child"
"""A key with this ending is the wording for people protected as children, where there is one."""
TYPED = ".typed"
"""A key with this ending lists other ways to type what a button says."""
_STARTS_A_SENTENCE = re.compile(r"(?:^|[.!?…]\s+)\{(\w+)\}")
_ISOLATE, _END = "\u2068", "\u2069"


@cache
def right_to_left(language: str) -> bool:
    """True where a language is written from right to left."""
    return _locale(language).text_direction == "rtl"


class Wording(Struct, frozen=True, dict=True):
    """All wording of all languages, read once. Missing in a language falls back to English.

    `keys` are what each language has to say, `unusable` what it has and cannot say: it needs values that nobody gives.
    """

    catalogues: Mapping[str, gettext.GNUTranslations]
    keys: Mapping[str, frozenset[str]]
    unusable: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # What was looked up once: the keys are ours, so these are never many.
    _patterns: dict[tuple[str, str, bool], tuple[str, str]] = field(default_factory=dict)
    _spellings: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, locales: Path, folder: Path | None = None) -> "Wording":
        """Every .po file of every language folder; SettingError where English is missing or a file is none.

        Where a `folder` is given, what is read is kept there, and read no more until a file changes.
        """
        read = partial(_compiled, locales)
        found = read() if folder is None else kept(folder / f"wording-{_fingerprint(locales)}", _Compiled, read)
        return cls(_Catalogues(found.files), found.keys, found.unusable)

    def text(self, key: str, language: str, values: Values | None = None, *, protected: bool = False) -> str:
        """The wording `key` in `language` with `values` put in; plural forms are chosen by a value named `n`.

        Of several lines, one that needs an empty value is left out. Raises KeyError where not even English has the key.
        """
        given = values or {}
        language, pattern = self._pattern(key, language, given.get("n"), protected=protected)
        if not given and "{" not in pattern:
            return pattern
        shown = {name: self.shown(value, language) for name, value in given.items()}
        lines = pattern.split("\n")
        return "\n".join(_filled(one, given, shown) for one in lines if len(lines) == 1 or not _lacks(one, given))

    def has(self, key: str, language: str) -> bool:
        """True where `language` itself has the wording."""
        return key in self.keys.get(language, ())

    def label(self, choice: Choice, language: str) -> str:
        """A button's text."""
        if choice.label is None:
            return self.text(choice.key, language)
        if isinstance(choice.label, str):
            return choice.label
        return _capitalised(self.shown(choice.label, language))

    def spellings(self, choice: Choice, language: str) -> tuple[str, ...]:
        """Other ways to type a button's text: the wording `<key>.typed`, where there is one, parted by commas."""
        asked = (choice.key, language)
        if asked not in self._spellings:
            self._spellings[asked] = tuple(self._spelt(choice.key + TYPED, language))
        return self._spellings[asked]

    def _spelt(self, key: str, language: str) -> Iterator[str]:
        found = self.text(key, language) if self.has(key, language) or self.has(key, FALLBACK) else ""
        return (one.strip() for one in found.split(",") if one.strip())

    def reply(self, reply: Reply) -> str:
        """A reply's text."""
        shorter = reply.key + IN_SHORT
        if reply.again and (self.has(shorter, reply.language) or self.has(shorter, FALLBACK)):
            return self.text(shorter, reply.language, reply.values, protected=reply.protected)
        return self.text(reply.key, reply.language, reply.values, protected=reply.protected)

    def shown(self, value: Value, language: str) -> str:
        """A value as it is put into wording of `language`."""
        match value:
            case Phrase(key, values):
                return self.text(key, language, values)
            case Theme():
                return value.name(language)
            case date():
                return _day(value, language)
            case tuple():
                return format_list([self.shown(one, language) for one in value], locale=_locale(language))
            case str():
                return _held_apart(value, language)
            case _:
                return str(value)

    def _pattern(self, key: str, language: str, n: Value | None, *, protected: bool) -> tuple[str, str]:
        """The wording as it stands in its catalogue, and the language it was found in."""
        if isinstance(n, int):
            found, key = self._found(key, language, protected=protected)
            return found, self.catalogues[found].ngettext(key, key, n)
        asked = (key, language, protected)
        pattern = self._patterns.get(asked)
        if pattern is None:
            found, key = self._found(key, language, protected=protected)
            pattern = self._patterns[asked] = (found, self.catalogues[found].gettext(key))
        return pattern

    def _found(self, key: str, language: str, *, protected: bool) -> tuple[str, str]:
        for code in (language, FALLBACK):
            for name in (key + CHILD, key) if protected else (key,):
                if self.has(name, code):
                    return code, name
        raise KeyError(key)


def _held_apart(words: str, language: str) -> str:
    """Words as they stand in wording of `language`; where that runs the other way, they keep their own direction."""
    return f"{_ISOLATE}{words}{_END}" if words and right_to_left(language) else words


def _filled(line: str, values: Values, shown: Mapping[str, str]) -> str:
    starts = [name for name in _starting(line) if isinstance(values.get(name), Phrase)]
    return line.format_map(shown if not starts else {**shown, **{name: _capitalised(shown[name]) for name in starts}})


@cache
def _starting(line: str) -> tuple[str, ...]:
    return tuple(_STARTS_A_SENTENCE.findall(line))


def keys_in(*files: Path) -> frozenset[str]:
    """The keys of these .po files that have a text; of a file that is not there, none."""
    return frozenset(key for path in files if path.is_file() for key in _read(path, FALLBACK)[1])


Texts = dict[str, frozenset[str] | None]
"""By key the values that its text takes; None where it cannot be filled in at all."""


class _Catalogues(dict[str, gettext.GNUTranslations]):
    """By language; a language is read when its first text is asked for."""

    def __init__(self, files: Mapping[str, tuple[bytes, ...]]) -> None:
        super().__init__()
        self._files = files

    def __missing__(self, language: str) -> gettext.GNUTranslations:
        found = self[language] = _translations(self._files[language])
        return found


class _Compiled(Struct, frozen=True):
    """Wording as it is kept: by language its files, compiled, and the keys that can and that cannot be said."""

    files: Mapping[str, tuple[bytes, ...]]
    keys: Mapping[str, frozenset[str]]
    unusable: Mapping[str, frozenset[str]]


def _compiled(locales: Path) -> _Compiled:
    read = {one.name: _catalogue(one) for one in sorted(locales.iterdir()) if any(one.glob("*.po"))}
    if FALLBACK not in read:
        raise SettingError(f"{locales}: there is no English wording (en/messages.po)")
    english = read[FALLBACK][1]
    keys = {name: frozenset(key for key in texts if _fits(key, texts, english)) for name, (_, texts) in read.items()}
    unusable = {name: frozenset(texts) - keys[name] for name, (_, texts) in read.items()}
    return _Compiled({name: files for name, (files, _) in read.items()}, keys, unusable)


def _fingerprint(locales: Path) -> str:
    files = sorted(locales.glob("*/*.po"))
    return fingerprint([Path(__file__), *files], version("babel"), [one.parent.name for one in files])


def _catalogue(folder: Path) -> tuple[tuple[bytes, ...], Texts]:
    """A folder's wording; each file keeps the plural forms that its own header gives."""
    locale = str(_named(folder))
    read = [_read(path, locale) for path in sorted(folder.glob("*.po"))]
    return tuple(one for one, _ in read), {key: taken for _, texts in read for key, taken in texts.items()}


def _translations(files: Sequence[bytes]) -> gettext.GNUTranslations:
    first, *others = [gettext.GNUTranslations(BytesIO(one)) for one in files]
    for one in others:
        first.add_fallback(one)
    return first


def _named(folder: Path) -> Locale:
    try:
        return _locale(folder.name)
    except (UnknownLocaleError, ValueError) as wrong:
        raise SettingError(f"{folder}: no language has this code, such as en or pt-BR ({wrong})") from wrong


def _read(path: Path, locale: str) -> tuple[bytes, Texts]:
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale)
    except UnicodeDecodeError as wrong:
        raise SettingError(f"{path}: is not UTF-8 text; save the file as UTF-8") from wrong
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue(), dict(_texts(catalogue))


def _texts(messages: Iterable[Message]) -> Iterator[tuple[str, frozenset[str] | None]]:
    for message in messages:
        forms = [message.string] if isinstance(message.string, str) else message.string or [""]
        if message.id and not message.fuzzy and all(forms):
            yield message.id if isinstance(message.id, str) else message.id[0], _taken("".join(forms))


def _taken(text: str) -> frozenset[str] | None:
    """The values a text takes, each by a name in braces and no more; None where it is written otherwise."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    fields = [(name, how or as_) for _, name, how, as_ in parts if name is not None]
    plain = all(name.isidentifier() and not further for name, further in fields)
    return frozenset(name for name, _ in fields) if plain else None


def _fits(key: str, texts: Texts, english: Texts) -> bool:
    """Whether a text can be said: it takes no value that the English one, or that of grown-ups, does not take."""
    taken = texts[key]
    given = english.get(key, english.get(key.removesuffix(CHILD)))
    return taken is not None and (given is None or taken <= given)


def _lacks(line: str, values: Values) -> bool:
    return any(value in ("", ()) and f"{{{name}}}" in line for name, value in values.items())


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1000)
def _day(value: date, language: str) -> str:
    locale = _locale(language)
    if locale.date_formats["full"].pattern.startswith("y"):
        # Where the year is written first, as in Chinese, so is the month.
        day = format_skeleton("MMMEd", value, locale=locale)
    else:
        day = format_date(value, "EEEE d MMMM", locale=locale)
    if not isinstance(value, datetime):
        return day
    return str(locale.datetime_formats["medium"]).format(format_datetime(value, "HH:mm", locale=locale), day)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")
