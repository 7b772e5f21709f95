"""The archive as an Atom feed (RFC 4287): an entry for each revision that was published, the newest first."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from bot.domain.release import Published, Release

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50

Say = Callable[..., str]


def feed(months: Sequence[Published], say: Say, *, title: str, author: str, at: str, made: str) -> bytes:
    """The feed; `at` is the archive's address without a slash, `made` what stands after a month's address ("?key=")."""
    entries = [(one, release) for one in months for release in one.releases]
    entries.sort(key=lambda entry: _when(entry[1]), reverse=True)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _put(root, "id", f"{at}/")
    _put(root, "title", title)
    _put(root, "updated", _stamp(_when(entries[0][1]) if entries else datetime(2000, 1, 1, tzinfo=UTC)))
    _put(_put(root, "author", ""), "name", author)
    ET.SubElement(root, "link", {"rel": "self", "href": f"{at}/feed.xml"})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{at}{made}"})
    for one, release in entries[:MOST]:
        _entry(root, one, release, say, at=at, made=made)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, one: Published, release: Release, say: Say, *, at: str, made: str) -> None:
    entry = ET.SubElement(root, "entry")
    _put(entry, "id", f"{at}/{one.period}#revision-{release.revision}")
    name = datetime.strptime(f"{one.period}-01", "%Y-%m-%d").replace(tzinfo=UTC).strftime("%B %Y")
    _put(entry, "title", f"{name}, {say('archive.revision', count=release.revision)}")
    _put(entry, "updated", _stamp(_when(release)))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{at}/{one.period}{made}"})
    told = [say("archive.checked" if release.checked else "archive.unchecked")]
    told += [say(f"archive.why.{release.why}")] if release.why else []
    _put(entry, "summary", " ".join(told))


def _put(to: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(to, name)
    element.text = text or None
    return element


def _when(release: Release) -> datetime:
    return release.published_at or release.decided_at


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
