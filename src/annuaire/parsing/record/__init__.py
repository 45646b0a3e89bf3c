"""One record: its labels, its sections, their items."""
