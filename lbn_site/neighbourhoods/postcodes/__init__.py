"""Postcodes: how they are written, what the look-up answers, and how a directory is imported."""
