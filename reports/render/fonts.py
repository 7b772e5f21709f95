"""Where the fonts are that Typst draws with: in installed packages, never in the repository."""

from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

FONT_PACKS = "justmytype.packs"
"""The entry points under which installed font packs say where their fonts are."""
FAMILIES = "fontpkg.family"
"""Those of packages of a single family: each names its module, whose folder `files` has the fonts."""


def font_folders() -> list[Path]:
    """The folders of every installed font pack, in the packs' order of names: a new script is a new dependency."""
    packs = sorted(entry_points(group=FONT_PACKS), key=lambda pack: pack.name)
    families = sorted(entry_points(group=FAMILIES), key=lambda family: family.name)
    single = [Path(str(files(one.module))) / "files" for one in families]
    return [folder for pack in packs for folder in pack.load()().get_font_directories()] + single
