"""Where things stand in a directory: foreword, list, records, annexes."""
