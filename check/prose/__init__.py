"""Prose against table."""
