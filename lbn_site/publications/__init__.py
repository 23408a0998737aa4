"""Publications and web reports."""
