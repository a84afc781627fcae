"""Checks of the family “seals”."""
