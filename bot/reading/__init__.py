"""Pure readers of a text: what it seems to be about, where, what is private in it, whether someone is in danger."""
