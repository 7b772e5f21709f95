"""What takes its time, with reports, readers and learning, done for a process that has no time: see bot/apart.py."""
