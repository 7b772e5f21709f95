"""Groups of commands: what workers do with what came in, until they have pages of their own."""
