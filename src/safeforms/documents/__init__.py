"""What is made for people, before anything knows which face it will have; and its faces."""
