"""Checks of the family “agreement”."""
