"""The neighbourhoods of the government's Pride in Place Programme, beside the wards on the list."""
