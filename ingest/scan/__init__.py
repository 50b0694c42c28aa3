"""Scans: page pictures → pages with characters, rules and seals, read offline (`page.read_page`)."""
