"""The list of neighbourhoods: editions, look-up, map, downloads."""
