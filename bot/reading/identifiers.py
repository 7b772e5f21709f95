"""Private details that have a pattern: numbers, addresses and accounts. All patterns are British; each is linear."""

import re
from collections.abc import Iterator

from phonenumbers import NumberParseException, is_possible_number, parse

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.lexicons import PrivateWords
from bot.reading.normalise import SENTENCE_ENDS, Plain

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63} ?@ ?"
    r"[a-z0-9][a-z0-9\-]{0,62}(?:\.[a-z0-9\-]{1,63}){0,4}\.[a-z]{2,24}"
)
_HANDLE = re.compile(r"(?<![\w@./])@[a-z0-9_](?:[a-z0-9_.]{0,38}[a-z0-9_])")
_ACCOUNT = re.compile(r"(?:t\.me|instagram\.com|facebook\.com|snapchat\.com/add|tiktok\.com)/@?[a-z0-9_.]{2,40}")
_POSTCODE = re.compile(r"\b([a-z]{1,2})(\d[a-z\d]?) ?(\d[abd-hjlnp-uw-z]{2})\b")
_NATIONAL_INSURANCE = re.compile(r"\b[a-ceghj-prstw-z][a-ceghj-npr-tw-z][ \-]?(?:\d\d[ \-]?){3}[a-d]\b")
_NHS = re.compile(r"\b(\d{3})[ \-]?(\d{3})[ \-]?(\d{4})\b")
_VEHICLE = re.compile(r"\b(?:[a-z]{2}\d{2}( ?)[a-z]{3}|[a-z]\d{1,3}( ?)[a-z]{3}|[a-z]{3}( ?)\d{1,3}[a-z])\b")
_PHONE = re.compile(r"(?<![\w£$€])(?:\+|\(|00)?\(?[\do](?:[\s\-.()/_*]{0,3}[\do]){6,14}(?!\w)")
_DOOR = re.compile(r"\b(?:(?:flat|apartment|apt|unit|room|no|number|house)\.? ?)?\d{1,4}[a-f]?,?(?= [^\W\d])")
_NUMBER = re.compile(
    r"\b(?:flat|apartment|apt)\.? ?\d{1,4}[a-f]?\b"
    r"|\b(?:at|next to|opposite|in|from|lives) (?:no\.?|number|house) ?\d{1,4}[a-f]?\b(?! ?bus)"
)
_DATE = re.compile(
    r"\b\d{1,2}[/.\- ]\d{1,2}[/.\- ](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b|\b\d{1,2}(?:st|nd|rd|th)?\b"
)

# The letters that open British postcodes (Royal Mail's postcode areas, with the Crown dependencies).
_AREAS = """
ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh
en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m
me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st
sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze
"""
_KNOWN_AREAS = frozenset(_AREAS.split())
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_MODULUS = 11
_SURELY_PHONE = 10  # digits
_CUE_REACH = 4  # words
_STREET_REACH = 5  # words from the door to the end of the street's name
_MOST_PHONES = 40


def emails(text: Plain, _: PrivateWords) -> Iterator[PrivateSpan]:
    """Mail addresses."""
    return (_span(PrivateType.EMAIL, text, found) for found in _EMAIL.finditer(text.text))


def handles(text: Plain, _: PrivateWords) -> Iterator[PrivateSpan]:
    """Accounts written with an @."""
    return (_span(PrivateType.HANDLE, text, found) for found in _HANDLE.finditer(text.text))


def named_handles(text: Plain, words: PrivateWords) -> Iterator[PrivateSpan]:
    """Accounts by their link, or announced: "my snap is ..."."""
    if "/" in text.text:
        yield from (_span(PrivateType.HANDLE, text, found) for found in _ACCOUNT.finditer(text.text))
    for number, word in enumerate(text.words[:-1]):
        if word in words.handle_cues:
            yield from _announced_handle(text, number)


def _announced_handle(text: Plain, cue: int) -> Iterator[PrivateSpan]:
    word = cue + 1
    joined = text.words[word] in _JOINING
    word += joined
    between = text.text[text.ends[cue] : text.starts[cue + 1]]
    if word >= len(text.words) or not (joined or ":" in between):
        return
    start = text.starts[word]
    end = start
    while end < len(text.text) and (text.text[end].isalnum() or text.text[end] in "._-"):
        end += 1
    yield _marked(PrivateType.HANDLE, text, start, start + len(text.text[start:end].rstrip(".-")))


_JOINING = frozenset(("is", "to", "jest", "handle", "name"))


def births(text: Plain, words: PrivateWords) -> Iterator[PrivateSpan]:
    """Dates announced as someone's birth."""
    for number, word in enumerate(text.words):
        if word in words.birth_cues:
            yield from _date_after(text, words, number)


def _date_after(text: Plain, words: PrivateWords, cue: int) -> Iterator[PrivateSpan]:
    start = text.ends[cue]
    found = _DATE.search(text.text, start, start + 40)
    if found is None:
        return
    near = range(cue + 1, min(cue + 2 * _CUE_REACH + 1, len(text.words)))
    parts = [number for number in near if text.words[number] in words.months or text.words[number].isdigit()]
    end = max([found.end(), *(text.ends[number] for number in parts if text.starts[number] >= found.start())])
    has_month = not words.months.isdisjoint(text.words[cue : near.stop])
    if has_month or end - found.start() > len("12/3"):
        yield _marked(PrivateType.DATE_OF_BIRTH, text, found.start(), end)


def national_insurance(text: Plain, _: PrivateWords) -> Iterator[PrivateSpan]:
    """National Insurance numbers, as HMRC's manual NIM39110 forms them."""
    return (_span(PrivateType.NI, text, found) for found in _NATIONAL_INSURANCE.finditer(text.text))


def nhs_numbers(text: Plain, _: PrivateWords) -> Iterator[PrivateSpan]:
    """NHS numbers whose check digit is right (NHS data dictionary, modulus 11), or that are announced as one."""
    for found in _NHS.finditer(text.text):
        announced = "nhs" in text.text[max(0, found.start() - 25) : found.start()]
        if announced or (found[1][0] != "0" and _checks("".join(found.groups()))):
            yield _span(PrivateType.NHS, text, found)


def _checks(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (_MODULUS - total % _MODULUS) % _MODULUS == int(digits[9])


def postcodes(text: Plain, _: PrivateWords) -> Iterator[PrivateSpan]:
    """Whole postcodes; half of one says no more than a neighbourhood."""
    for found in _POSTCODE.finditer(text.text):
        if found[1] in _KNOWN_AREAS and found[3][1:] not in _ORDINALS:
            yield _span(PrivateType.POSTCODE, text, found)


def phones(text: Plain, words: PrivateWords) -> Iterator[PrivateSpan]:
    """Telephone numbers, by the numbering plan's lengths: a number made up for a film is private too."""
    for number, found in enumerate(_PHONE.finditer(text.text)):
        if number >= _MOST_PHONES:
            return
        digits = re.sub(r"[^\d+]", "", found[0].replace("o", "0"))
        if _is_phone(digits, announced=_is_after(text, found.start(), words.phone_cues)):
            yield _span(PrivateType.PHONE, text, found)


def _is_phone(digits: str, *, announced: bool) -> bool:
    if not (announced or digits.startswith(("0", "+")) or len(digits) >= _SURELY_PHONE):
        return False
    try:
        return is_possible_number(parse(digits, "GB"))
    except NumberParseException:
        return False


def addresses(text: Plain, words: PrivateWords) -> Iterator[PrivateSpan]:
    """A door and its street or house, a flat's number, "the lady at number 9"."""
    starts = {start: number for number, start in enumerate(text.starts)}
    for found in _DOOR.finditer(text.text):
        end = _street_end(text, words, starts, found.end() + 1)
        if end is not None:
            yield _marked(PrivateType.ADDRESS, text, found.start(), end)
    yield from (_span(PrivateType.ADDRESS, text, found) for found in _NUMBER.finditer(text.text))


def _street_end(text: Plain, words: PrivateWords, starts: dict[int, int], start: int) -> int | None:
    first = starts.get(start)
    if first is None:
        return None
    for number in range(first, min(first + _STREET_REACH, len(text.words))):
        word = text.words[number]
        if number > first and word in words.streets | words.buildings:
            return text.ends[number]
        if word in words.stops or word in SENTENCE_ENDS or word.isdigit():
            return None
    return None


def vehicles(text: Plain, words: PrivateWords) -> Iterator[PrivateSpan]:
    """Vehicle registrations of today's form and the two before it (DVLA INF104)."""
    for found in _VEHICLE.finditer(text.text):
        if _is_after(text, found.start(), words.vehicle_cues) or _is_written_as_plate(text, found):
            yield _span(PrivateType.VEHICLE, text, found)


def _is_written_as_plate(text: Plain, found: re.Match[str]) -> bool:
    """Whether it is written as a plate is: today's form run together, else in capitals and either modern or spaced."""
    first, last = text.span(found.start(), found.end())
    is_modern, is_spaced = found[1] is not None, " " in found[0]
    if is_modern and not is_spaced:
        return True
    return text.given[first:last].isupper() and (is_modern or is_spaced)


def _is_after(text: Plain, start: int, cues: frozenset[str]) -> bool:
    before = re.findall(r"[^\W_]+", text.text[max(0, start - 40) : start])
    return not cues.isdisjoint(before[-_CUE_REACH:])


def _span(kind: PrivateType, text: Plain, found: re.Match[str]) -> PrivateSpan:
    return _marked(kind, text, found.start(), found.end())


def _marked(kind: PrivateType, text: Plain, start: int, end: int) -> PrivateSpan:
    return PrivateSpan(kind, *text.span(start, end))
