"""Checks of the family “limits”."""
