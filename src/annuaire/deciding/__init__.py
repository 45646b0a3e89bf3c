"""Deciding: a person's word about a text, as rows of data.

What the loader is unsure of goes out as a CSV file (`doubts`); the same file, filled in, comes back
as decisions (`decisions`), which change how a line is read, or a value that was (`effects`).

    database ─doubts─▶ CSV ─ a person ─▶ CSV ─decisions─▶ roles ─▶ annuaire.parsing
                                                   └────▶ values ─effects─▶ rows

    file     = [ "sha256," ] header { row }
    row      = no decision | role | value          empty `role` and `valeur`: no decision
    role     = what the line `ligne` is            one of ROLES
    value    = `nom_table`, `colonne`, `valeur`    of the first row there that the line prints

A row may name the text it is about by its `sha256`, as those of the package do
(`references/corrections.csv`); without, it is about the only text that is read.
"""
