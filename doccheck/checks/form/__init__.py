"""Checks of the family “form”."""
