"""'Was this answer helpful?': votes and comments without cookies or names."""
