"""The web chat, landing pages and report pages."""
