"""Measurements of doccheck beside its peers; see README.md."""
