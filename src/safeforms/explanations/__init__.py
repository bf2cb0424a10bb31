"""Why each indicator is what it is, and which answers would change it."""
