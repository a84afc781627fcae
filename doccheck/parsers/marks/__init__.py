"""Seals, handwriting and electronic signatures: what stands on a page beside its text."""
