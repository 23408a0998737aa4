"""Cookie choices and the cookie register."""
