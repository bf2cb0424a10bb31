"""What is wrong with a record, and what holds in it: answers read, conditions decided, faults put into words."""
