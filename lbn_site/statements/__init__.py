"""The cookies page, privacy notice and accessibility statement."""
