"""What each reader makes of sentences whose answer is known: the shares it gets right, and what it missed."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from benchmarks.shares import Share
from bot.domain.reading import DangerLevel, PlaceSpan, PrivateType
from bot.reading.readers import Readers
from bot.reading.similar import Told
from tests.bot.reading.blind_sets import Mark, Marked, Sections, marked, pair

CALM = {"civic": 0.02, "teenage": 0.05, "teen": 0.05, "ordinary": 0.02}
"""Sections of calm sentences, and the most of them that may raise an alarm."""
FREELY_WRITTEN = (PrivateType.NAME, PrivateType.ADDRESS, PrivateType.SCHOOL)

Screen = Callable[[str], DangerLevel]


class Verdict(Struct, frozen=True):
    """The shares of one file, and a line for each sentence that was missed."""

    shares: tuple[Share, ...]
    missed: tuple[str, ...] = ()


def danger(found: Sections, screen: Screen) -> Verdict:
    """Sections red, amber and calm ones; any of them may be absent."""
    levels = {sort: [(text, screen(text)) for text in texts] for sort, texts in found.items()}
    red, amber = levels.get("red", []), levels.get("amber", [])
    shares = [
        _share("at least amber, of all dangerous", map(_heard, [*red, *amber]), least=0.97),
        _share("at least amber, of the gravest", map(_heard, red)),
        _share("red, of the gravest", map(_red, red), least=0.9),
        _share("red, of the merely worrying", map(_red, amber)),
        *(_share(f"alarms, {sort}", map(_heard, levels.get(sort, [])), most=most) for sort, most in CALM.items()),
        *(_share(f"red alarms, {sort}", map(_red, levels.get(sort, []))) for sort in CALM),
    ]
    due = {"red": _red, "amber": _heard}
    missed = [
        f"{sort:9}{level:6}{text}"
        for sort, ones in levels.items()
        for text, level in ones
        if due.get(sort, _unheard)((text, level)) is False
    ]
    return _verdict(shares, missed)


def themes(found: Sections, readers: Readers, language: str) -> Verdict:
    """Sections "theme kind", all in one language, which the writer chose."""
    first, three = (0.8, 0.95) if language == "en" else (0.65, 0.85)
    rows = []
    for section, texts in found.items():
        theme, kind = section.split()
        for text in texts:
            reading = readers.read(text, language)
            rows.append((theme, kind, [one.theme for one in reading.themes], reading.kind.value, text))
    shares = [
        _share(f"{language} right theme first", (theme in said[:1] for theme, _, said, _, _ in rows), least=first),
        _share(f"{language} among the first three", (theme in said[:3] for theme, _, said, _, _ in rows), least=three),
        _share(f"{language} kind", (kind == told for _, kind, _, told, _ in rows), least=0.9),
    ]
    missed = [
        f"{theme} {kind}, read as {' '.join(said[:3])} {told}: {text}"
        for theme, kind, said, told, text in rows
        if theme not in said[:1] or kind != told
    ]
    return _verdict(shares, missed)


def kinds(found: Sections, readers: Readers, language: str) -> Verdict:
    """Sections by kind, all in one language, which the writer chose."""
    read = [(kind, readers.read(text, language).kind.value, text) for kind, texts in found.items() for text in texts]
    shares = [
        _share(f"{language} kind", (kind == said for kind, said, _ in read), least=0.9),
        *(_share(f"{language} kind, {one}", (one == said for kind, said, _ in read if kind == one)) for one in found),
    ]
    return _verdict(shares, [f"{kind}, read as {said}: {text}" for kind, said, text in read if kind != said])


def places(found: Sections, readers: Readers) -> Verdict:
    """Sections by number of errors, and "none"; a place is right by its id and where it stands."""
    read = {section: [(one, readers.read(one.text).places) for one in map(marked, found[section])] for section in found}
    every = [one for ones in read.values() for one in ones]
    shares = [
        _share("recall", (_named(mark, said) for one, said in every for mark in one.marks), least=0.95),
        *(
            _share(f"recall, {section}", (_named(mark, said) for one, said in ones for mark in one.marks))
            for section, ones in read.items()
        ),
        _share("precision", (_due(span, one) for one, said in every for span in said), least=0.97),
        _share("sentences without, read as with", (bool(said) for one, said in every if not one.marks)),
    ]
    missed = [
        f"read {[span.id for span in said]}: {one.text}"
        for one, said in every
        if not all(_named(mark, said) for mark in one.marks) or not all(_due(span, one) for span in said)
    ]
    return _verdict(shares, missed)


def private(found: Sections, readers: Readers) -> Verdict:
    """A detail is found when all its letters and digits are hidden, under whatever type; the rest is over-redaction."""
    read = [(one, _hidden(one, readers)) for texts in found.values() for one in map(marked, texts)]
    details = [(PrivateType(mark.label), _covers(mark, one, hidden)) for one, hidden in read for mark in one.marks]
    needless = [at in hidden for one, hidden in read for at in _free(one)]
    shares = [
        _share("patterned kinds", (hit for type_, hit in details if type_ not in FREELY_WRITTEN), least=0.99),
        *(
            _share(type_.value, (hit for one, hit in details if one == type_), least=_least(type_))
            for type_ in PrivateType
        ),
        _share("characters hidden needlessly", needless, most=0.03),
    ]
    missed = [
        f"{one.text} -> {''.join('*' if at in hidden else sign for at, sign in enumerate(one.text))}"
        for one, hidden in read
        if not all(_covers(mark, one, hidden) for mark in one.marks) or any(at in hidden for at in _free(one))
    ]
    return _verdict(shares, missed)


def language(found: Sections, readers: Readers) -> Verdict:
    """Sections by language code; nobody chose a language."""
    read = [(code, text, readers.language.read(text, None)) for code, texts in found.items() for text in texts]
    shares = [
        _share("language", (code == told for code, _, told in read), least=0.98),
        *(_share(f"language, {code}", (one == told for one, _, told in read if one == code)) for code in found),
    ]
    return _verdict(shares, [f"{code} read as {told}: {text}" for code, text, told in read if code != told])


def similar(found: Sections, readers: Readers) -> Verdict:
    """Pairs that are the same or are not; each first text is compared with the second ones of all pairs at once."""
    pairs = [(section, *pair(line)) for section, lines in found.items() for line in lines]
    others = [Told(other) for _, _, other in pairs]
    shown = [{each.index for each in readers.similar(Told(one), others)} for _, one, _ in pairs]
    read = [(section == "same", at in shown[at], one, other) for at, (section, one, other) in enumerate(pairs)]
    shares = [
        _share("shown, of the same", (hit for same, hit, _, _ in read if same)),
        _share("shown, of what is near only", (hit for same, hit, _, _ in read if not same)),
        _share("the same, of what is shown", (same for same, hit, _, _ in read if hit), least=0.9),
    ]
    missed = [f"{'missed' if same else 'shown'}: {one} | {other}" for same, hit, one, other in read if same != hit]
    return _verdict(shares, missed)


def _share(label: str, right: Iterable[bool], *, least: float | None = None, most: float | None = None) -> Share:
    every = list(right)
    return Share(label, sum(every), len(every), least, most)


def _verdict(shares: Sequence[Share], missed: Sequence[str]) -> Verdict:
    return Verdict(tuple(one for one in shares if one.of), tuple(missed))


def _heard(one: tuple[str, DangerLevel]) -> bool:
    return one[1] is not DangerLevel.NONE


def _unheard(one: tuple[str, DangerLevel]) -> bool:
    return one[1] is DangerLevel.NONE


def _red(one: tuple[str, DangerLevel]) -> bool:
    return one[1] is DangerLevel.RED


def _named(mark: Mark, said: Sequence[PlaceSpan]) -> bool:
    return any(span.id == mark.label and span.start < mark.end and mark.start < span.end for span in said)


def _due(span: PlaceSpan, one: Marked) -> bool:
    return any(_named(mark, (span,)) for mark in one.marks)


def _hidden(one: Marked, readers: Readers) -> frozenset[int]:
    return frozenset(at for span in readers.read(one.text).private for at in range(span.start, span.end))


def _covers(mark: Mark, one: Marked, hidden: frozenset[int]) -> bool:
    return all(at in hidden for at in range(mark.start, mark.end) if one.text[at].isalnum())


def _free(one: Marked) -> list[int]:
    marked_ = {at for mark in one.marks for at in range(mark.start, mark.end)}
    return [at for at in range(len(one.text)) if at not in marked_]


def _least(type_: PrivateType) -> float:
    return 0.95 if type_ in FREELY_WRITTEN else 0.99
