"""Mail: sending only. What is written to us by mail goes nowhere."""
