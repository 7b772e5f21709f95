"""What a file is is told by its first bytes, whatever name it came under."""

import pytest

from bot.domain.attachment import Medium, media_type, medium_of


@pytest.mark.parametrize(
    ("content", "told", "medium"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg", Medium.PHOTO),
        (b"\x89PNG\r\n\x1a\n", "image/png", Medium.PHOTO),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp", Medium.PHOTO),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "audio/wav", Medium.VOICE),
        (b"OggS\x00", "audio/ogg", Medium.VOICE),
        (b"\x00\x00\x00\x1cftypM4A ", "audio/mp4", Medium.VOICE),
        (b"\xff\xf1\x50", "audio/aac", Medium.VOICE),
        (b"\xff\xfb\x90", "audio/mpeg", Medium.VOICE),
        (b"MZ", "", None),
        (b"RIFF\x10\x00\x00\x00AVI ", "", None),
        (b"", "", None),
    ],
)
def test_photos_and_recordings_are_told_apart_and_nothing_else_is_taken(
    content: bytes, told: str, medium: Medium | None
) -> None:
    assert (media_type(content), medium_of(content)) == (told, medium)
