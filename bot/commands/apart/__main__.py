"""`python -m bot.commands.apart`; see bot/apart.py."""

from bot.unswept import unswept

with unswept():
    from bot.commands.apart.orders import main

if __name__ == "__main__":
    main()
