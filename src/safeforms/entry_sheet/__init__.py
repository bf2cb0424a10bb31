"""A form as a sheet for many records: its columns, what stands in their cells, and how a filled sheet is read.

`columns` says which columns there are, for workbooks and delimited files alike; `cells` how a text by slot (see
`slots`) stands in a cell and comes back. Whatever reads knows only these two, so that what was written is what is read.
"""
