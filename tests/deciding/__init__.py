"""Decisions: rows of a person."""
