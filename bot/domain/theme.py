"""Theme: what a contribution is about; and families of themes, for reports."""

from collections.abc import Mapping

from msgspec import Struct, field


class Theme(Struct, frozen=True):
    """What a contribution is about. `names` and `words` are by language code; words are for the readers.

    `family` is the code of the family it stands in where too few people speak of it alone; "" for none.
    """

    code: str
    names: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    family: str = ""

    def name(self, language: str) -> str:
        """The theme's name in `language`, else in English, else its code."""
        return self.names.get(language) or self.names.get("en") or self.code


class Family(Struct, frozen=True):
    """Themes that belong together, named where a theme of them is too small alone. `names` are by language."""

    code: str
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """The family's name in `language`, else in English, else its code."""
        return self.names.get(language) or self.names.get("en") or self.code
