"""Measurements, outside the test suite: ``python3 dev.py bench [NAME]`` prints JSON on standard output."""
