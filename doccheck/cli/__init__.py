"""The command line: arguments and printing, nothing else. What it does, :mod:`doccheck.api` does."""

from doccheck.cli.entry import main

__all__ = ["main"]
