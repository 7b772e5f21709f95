"""`python -m bot` and the program `earshot`."""

from bot.unswept import unswept

with unswept():
    from bot.cli import main

if __name__ == "__main__":
    main()
