"""Subsidy caps and netting."""
