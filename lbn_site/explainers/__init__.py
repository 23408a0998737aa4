"""Explainers: what the group was, who ran it, how neighbourhoods are identified."""
