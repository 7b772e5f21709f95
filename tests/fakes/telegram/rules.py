"""What the Bot API accepts: text, HTML and keyboards, checked purely; refused in Telegram's own wording."""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from tests.fakes.telegram.refusals import bad_request

LONGEST_TEXT = 4096
LONGEST_CALLBACK = 64
LONGEST_COPY = 256
MOST_BUTTONS = 100
TAGS = frozenset(
    {
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "span",
        "tg-spoiler",
        "a",
        "tg-emoji",
        "code",
        "pre",
        "blockquote",
    }
)
BUTTON_DEEDS = ("callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query")


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, which is what Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Html(HTMLParser):
    """Keeps the plain text and the tags that are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.plain: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS or (tag == "span" and ("class", "tg-spoiler") not in attrs):
            raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {self.getpos()[1]}')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {self.getpos()[1]}")

    def handle_data(self, data: str) -> None:
        self.plain.append(data)


def _plain_of_html(text: str) -> str:
    if re.search(r"<(?![a-zA-Z/])", text) or re.search(r"<[^>]*$", text):
        raise bad_request('can\'t parse entities: Unsupported start tag "" at byte offset 0')
    parser = _Html()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{parser.open[-1]}\"")
    return "".join(parser.plain)


def shown_text(parameters: Mapping[str, Any]) -> str:
    """The text as a person will see it; refused where it is empty, too long or wrong HTML."""
    text = str(parameters.get("text", ""))
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise bad_request("strings must be encoded in UTF-8")
    mode = str(parameters.get("parse_mode") or "").lower()
    if mode not in {"", "html"}:
        raise bad_request(
            "unsupported parse_mode" if mode not in {"markdown", "markdownv2"} else "fake speaks no Markdown"
        )
    plain = (_plain_of_html(text) if mode else text).replace("\0", " ").strip()
    if not plain:
        raise bad_request("message text is empty")
    if utf16_length(plain) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return plain


def structure(value: Any, what: str) -> Any:
    """A parameter that may come as JSON text, as it does in a form."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise bad_request(f"can't parse {what} JSON object") from error


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Button text is empty")
    if sum(deed in button for deed in BUTTON_DEEDS) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= LONGEST_CALLBACK:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= utf16_length(str(copied.get("text", ""))) <= LONGEST_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    url = button.get("url")
    if url is not None and not re.match(r"(https?|tg)://[^\s/]+|tg:", str(url)):
        raise bad_request("BUTTON_URL_INVALID")


def keyboard(parameters: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The inline keyboard that came with a message, checked; empty where there is none."""
    markup = structure(parameters.get("reply_markup"), "reply markup")
    if not markup:
        return []
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if rows is None and isinstance(markup, dict):
        return []  # remove_keyboard and its kind say nothing that a person could press
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("object expected as reply markup")
    buttons = [button for row in rows for button in row]
    for button in buttons:
        _check_button(button)
    if len(buttons) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return [row for row in rows if row]


def whole_number(parameters: Mapping[str, Any], name: str, otherwise: int | None = None) -> int:
    """An integer parameter; refused where it is none."""
    value = parameters.get(name, otherwise)
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise bad_request(f"invalid {name} specified") from error
