"""What is kept, and how it is locked: tables, queries by subject, keys and migrations."""
