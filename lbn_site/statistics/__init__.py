"""Counting page views and visits, without other hosts; visits only of people who said yes."""
