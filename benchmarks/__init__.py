"""What Earshot is measured with; docs/benchmarks.md has the figures and how to repeat them."""
