"""Which answers would settle what a record leaves open: found by trying them, one of each kind that tests tell apart.

What is tried is judged by the rules that judge records, so that what is said here is what a summary would then say.
"""
