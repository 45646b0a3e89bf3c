"""Reading the database: connection, questions, filters. Nothing here writes."""
