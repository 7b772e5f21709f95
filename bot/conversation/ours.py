"""What is read of words in which a worker of ours is named: to greet them tells of nobody (product.md 8)."""

from msgspec.structs import replace

from bot.conversation.scene import Scene
from bot.domain.reading import Reading


def read(scene: Scene, text: str, language: str) -> Reading:
    """What the readers make of a text, where "hi sam" and "sam told me to write" tell of no one.

    The name stays private: nothing is quoted with it. Whoever else is told of beside it is told of.
    """
    reading = scene.outside.read(text, language)
    if not reading.someone:
        return reading
    rest = scene.outside.without_ours(text, workers(scene))
    return reading if rest == text else replace(reading, someone=scene.outside.read(rest, language).someone)


def workers(scene: Scene) -> list[str]:
    """The names by which residents know those of ours who work where this is."""
    return [one.mobiliser for one in scene.area.neighbourhoods]
