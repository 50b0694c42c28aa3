"""Codes and names of the applicant."""
