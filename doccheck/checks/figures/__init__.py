"""Checks of the family “figures”."""
