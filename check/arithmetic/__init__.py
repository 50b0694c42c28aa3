"""Arithmetic identities inside one book."""
