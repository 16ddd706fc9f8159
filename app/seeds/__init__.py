"""Data to begin with: a demo hire in progress, and many candidates to measure with. Fills an empty database only."""
