"""Moving in from another system: the import of a WordPress export."""
