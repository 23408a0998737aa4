"""How public pages reach visitors: caching, validators, compression, headers, purging."""
