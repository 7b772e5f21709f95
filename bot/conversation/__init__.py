"""The pure engine that turns what happened into what to say and what to have done."""
