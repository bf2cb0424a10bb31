"""The language of definitions: YAML text, its shape, its parts and conditions -> a form, and back."""
