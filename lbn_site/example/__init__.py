"""Loads the example content."""
