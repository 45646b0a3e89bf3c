"""The dataset as files for other programs.

A format is a module here with one `pieces(…)` that yields text, or one `write(…)` that fills a
file or a folder. All read through a connection, so that the database to export may also be a
copy from which contacts were taken out (`sqlite.without_contacts`).
"""
