"""Measures how fast the program is beside other programs, and writes docs/PERFORMANCE.md (see ``python -m benchmarks --help``)."""
