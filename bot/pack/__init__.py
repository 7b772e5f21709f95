"""The area pack: a folder an operator edits, read into an Area or refused with every fault named."""

from bot.pack.advice import warnings
from bot.pack.loading import load

__all__ = ["load", "warnings"]
