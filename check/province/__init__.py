"""Provincial variants."""
