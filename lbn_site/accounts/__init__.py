"""Staff users, their roles and sign-in."""
