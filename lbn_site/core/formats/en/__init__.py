"""For English, British English among it."""
