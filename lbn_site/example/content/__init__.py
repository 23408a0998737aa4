"""The example content: one module a section, each with `load()`. Facts from the group's own publications."""
