"""Export maps: how the columns and words of somebody's own export become records of a form.

A map is a YAML file; docs/exports.md shows how one is made, schemas/map.schema.json lets an editor complete it. Nothing
is guessed: what a map does not say is a problem with the row and the column. Nothing is passed over in silence.
"""
