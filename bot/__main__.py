"""`python -m bot` and the program `earshot`."""

import gc

# What is imported stays to the end: to look through it for garbage takes a fifth of a start.
gc.disable()

from bot.cli import main  # noqa: E402

gc.freeze()
gc.enable()

if __name__ == "__main__":
    main()
