"""How the classes of a form are called: `MiuAssessment`, `MiuCompanions`."""


def camel(name: str) -> str:
    """An id as the name of a class has it."""
    return "".join(word.capitalize() for word in name.split("_"))
