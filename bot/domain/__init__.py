"""The words of the product as frozen dataclasses: no input, no output, no clock."""
