"""Limits that no value can pass."""
