"""Channels: an update comes in as an event, a reply goes out as a message."""
