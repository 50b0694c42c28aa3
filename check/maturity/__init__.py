"""Maturity level (CMMM)."""
