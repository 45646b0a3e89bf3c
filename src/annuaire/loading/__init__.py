"""Loading: directories as text → one SQLite database, the only code that writes one.

bytes ─sources─▶ text ─annuaire.parsing─▶ readings ─rows─▶ rows ─writing─▶ database
"""
