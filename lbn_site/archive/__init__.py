"""Closing the campaign: notices and lifecycle."""
