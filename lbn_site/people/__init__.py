"""Officers and members of the group."""
