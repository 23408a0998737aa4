"""Outlines of wards and regions, and the maps that are drawn from them."""
