"""Loading: texts to databases."""
