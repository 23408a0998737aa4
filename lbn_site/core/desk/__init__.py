"""The editors' desk: the first page of the admin, with what staff come for and what waits for them."""
