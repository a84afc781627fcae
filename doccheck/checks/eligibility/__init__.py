"""Checks of the family “eligibility”."""
