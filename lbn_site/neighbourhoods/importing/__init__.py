"""From a file to a draft edition: read, validate, compare, store; the desk keeps the records."""
