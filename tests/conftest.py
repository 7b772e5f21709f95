"""Where tests find their fixtures: a plugin each topic."""

pytest_plugins = ["tests.stores", "tests.transcript_option"]
