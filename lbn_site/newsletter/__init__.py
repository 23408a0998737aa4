"""Newsletter subscribers and sign-up."""
