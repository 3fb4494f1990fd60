"""What the fuzz tests and benchmarks/fuzz.py share."""
