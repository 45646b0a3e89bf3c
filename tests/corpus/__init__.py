"""Readable cases: a bug that was found, or one that is known."""
