"""The import desk in the admin: hand in a list, look at it, approve it, go back to an earlier one."""
