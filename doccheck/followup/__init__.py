"""After a check: decisions to waive findings, comparison with the last round, masking of personal data."""
