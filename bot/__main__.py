"""`python -m bot` and the program `earshot`."""

from bot.cli import main

if __name__ == "__main__":
    main()
