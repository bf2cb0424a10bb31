"""A form, blank or filled in, as a Word document: XML written by hand, zipped with no clock in it.

What is typed goes into content controls; each is named twice, by its tag and by a bookmark around it (`marks`).
"""
