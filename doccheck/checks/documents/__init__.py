"""Checks of the family “documents”."""
