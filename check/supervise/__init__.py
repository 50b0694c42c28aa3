"""Validity, re-review, bans, editions."""
