"""Checks of the family “sections”."""
