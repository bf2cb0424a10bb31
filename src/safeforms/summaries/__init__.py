"""A record -> its summary: level, findings, what is open, whom to tell; and the copies of it."""
