"""Traces of templates in the text."""
