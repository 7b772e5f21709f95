"""The workers' side: how they come in, and what they see and do there."""
