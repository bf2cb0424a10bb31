"""What a form says, in words and on pages: conditions, answers, and the outline of every blank form."""
