"""How a sheet is set: lines, the width they are wrapped at, text with the lines it stands on."""
