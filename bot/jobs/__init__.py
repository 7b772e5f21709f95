"""What happens by the clock, one file each; each takes `now`."""
