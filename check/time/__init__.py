"""Order of dates."""
