"""Numbers with lists beside them: what they list, what it makes, and the signs that it is meant to be whole."""

LISTS = "lists"
"""The model whose judges weigh the signs (models/lists)."""
