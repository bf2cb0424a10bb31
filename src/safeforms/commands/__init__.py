"""The command line: what each command was given, what it says, and where that goes."""
