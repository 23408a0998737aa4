"""How dates may be typed: Django reads this beside its own formats (FORMAT_MODULE_PATH)."""
