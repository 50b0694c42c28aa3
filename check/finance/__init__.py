"""Tables against financial statements."""
