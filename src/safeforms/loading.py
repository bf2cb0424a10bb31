"""A definition's text -> its form: as it was kept where nothing has changed, else read, checked and kept."""

from typing import TYPE_CHECKING

from safeforms.definition import Form
from safeforms.keeping import PartText, keep_form, kept_form
from safeforms.problems import FormError

if TYPE_CHECKING:
    from safeforms.language.yaml_text import YamlText


def loaded_form(text: str, *, file: str, part_text: PartText, schema: str = "") -> Form:
    """The form that a text says; FormError with every problem otherwise.

    `file` is what places call it. Without the JSON Schema of definitions it is taken as proven: no check is made.
    """
    form = kept_form(file, text, schema, part_text=part_text)
    if form is not None:
        return form
    parts: dict[str, tuple[str, str]] = {}
    form = _read(text, file=file, part_text=lambda name: parts.setdefault(name, part_text(name)), schema=schema)
    keep_form(form, file, text, schema, parts=parts)
    return form


def _read(text: str, *, file: str, part_text: PartText, schema: str) -> Form:
    from safeforms.language.parsing import parse_form  # a form that was kept pays for none of this
    from safeforms.language.yaml_text import read_yaml

    def read_part(name: str) -> "YamlText":
        part_file, content = part_text(name)
        return read_yaml(content, file=part_file)

    definition = read_yaml(text, file=file)
    if not schema:
        return parse_form(definition, read_part=read_part)
    import json

    from safeforms.checks import check_form

    form = parse_form(definition, read_part=read_part, schema=json.loads(schema))
    errors = [problem for problem in check_form(form) if problem.severity == "error"]
    if errors:
        raise FormError(errors)
    return form
