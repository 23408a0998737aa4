"""News of the group."""
