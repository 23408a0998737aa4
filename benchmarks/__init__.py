"""Measurements, run by hand (benchmarks/README.md)."""
