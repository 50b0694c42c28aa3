"""Deadlines and quotas."""
