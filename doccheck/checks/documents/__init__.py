"""D-codes: what is wrong with a file as a file."""
