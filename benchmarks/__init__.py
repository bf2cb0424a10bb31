"""Measurements of speed: run `python -m benchmarks.compare`. Nothing here is part of the package."""
