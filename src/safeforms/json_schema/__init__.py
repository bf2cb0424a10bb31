"""Form -> JSON Schema, straight from the definition: nothing here knows the model or its rules.

So each tests the other: what the model accepts the schema must accept. `targets.json_schema` is the door.
"""
