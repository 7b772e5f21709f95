"""The workers' console: a few pages on the same data as the chat, for a phone or a desk."""
