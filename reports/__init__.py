"""The Dialogue Report: gather, analyse, disclose, render."""
