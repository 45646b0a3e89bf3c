"""What is read from the text of a section: names, persons, coordinates, dates, places."""
