"""Evidence sessions."""
