"""Size of the enterprise."""
