"""The public pages of the neighbourhoods that are no Wagtail pages."""
