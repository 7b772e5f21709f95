"""Backups: one encrypted file that holds the whole store, and bringing it back."""

from bot.backup.restoring import Restored, restore
from bot.backup.site import Site
from bot.backup.taking import Made, back_up

__all__ = ["Made", "Restored", "Site", "back_up", "restore"]
