"""Completeness and format of the form."""
