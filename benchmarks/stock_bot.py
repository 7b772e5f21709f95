"""A bot as python-telegram-bot's documents show it: run_polling, a handler that stores and answers. For crash.py."""

import os
import sqlite3

import aiosqlite
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CommandHandler, ContextTypes, MessageHandler, filters

Context = ContextTypes.DEFAULT_TYPE


async def hello(update: Update, _: Context) -> None:
    """Greet."""
    assert update.message
    await update.message.reply_text("Hello! What would you like to tell us?")


async def keep(update: Update, context: Context) -> None:
    """Store what was said, durably, then answer."""
    assert update.message
    await context.bot_data["database"].execute("INSERT INTO heard VALUES (?)", (update.message.text,))
    await context.bot_data["database"].commit()
    await update.message.reply_text("Thanks, we have kept that.")


async def open_database(application: Application) -> None:  # type: ignore[type-arg]
    """Open the store the way a careful author would."""
    database = await aiosqlite.connect(os.environ["DATABASE_FILE"])
    await database.execute("PRAGMA journal_mode=WAL")
    await database.execute("PRAGMA synchronous=FULL")
    await database.execute("CREATE TABLE IF NOT EXISTS heard (words TEXT)")
    await database.commit()
    application.bot_data["database"] = database


def stored(file: str) -> list[str]:
    """The words of all that was kept."""
    with sqlite3.connect(file) as database:
        return [words for (words,) in database.execute("SELECT words FROM heard")]


def main() -> None:
    """Run until stopped."""
    token, base_url = os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_BASE_URL"]
    application = ApplicationBuilder().token(token).base_url(base_url).post_init(open_database).build()
    application.add_handler(CommandHandler("start", hello))
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, keep))
    application.run_polling()


if __name__ == "__main__":
    main()
