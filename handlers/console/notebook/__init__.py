"""The rooms of the workers' notebook."""
