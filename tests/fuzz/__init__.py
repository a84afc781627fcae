"""Fuzzing: files spoilt on purpose, read as the program reads any. See docs/robustness.md."""
