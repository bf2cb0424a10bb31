"""The pydantic models of forms, made at run time or written as source."""
