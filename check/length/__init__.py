"""Word limits (字数)."""
