"""The rules of a form as generated Python: what judges most records, held to the plain interpreter by laws."""
