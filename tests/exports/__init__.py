"""What the exports are opened with: other people’s tools."""
