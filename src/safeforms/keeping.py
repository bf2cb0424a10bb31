"""What the cache holds in plain words: a form with the parts that it took in, and the compiled rules of a form.

A kept form counts only where its own text and every part still say the same. The constants of rules name the
questions of their form by path, so that no question is held twice.
"""

import io
import pickle
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import CodeType
from typing import NamedTuple

from safeforms import cache
from safeforms.definition import Form
from safeforms.problems import UsageError
from safeforms.questions import Question

PartText = Callable[[str], tuple[str, str]]
"""What places call a part, and its text, by its name; raises UsageError where there is none."""


class Code(NamedTuple):
    """The source of a form's rules, the same compiled, and the constants that it uses."""

    source: str
    compiled: CodeType
    constants: Mapping[str, object]


def kept_form(*about: str, part_text: PartText) -> Form | None:
    """The form that was once read from these texts, if its parts are what they were; else None."""
    match cache.fetch("form", *about):
        case (dict() as parts, bytes() as pickled):
            form = _unpickled(pickled) if _unchanged(parts, part_text=part_text) else None
            return form if isinstance(form, Form) else None
    return None


def keep_form(form: Form, *about: str, parts: Mapping[str, tuple[str, str]]) -> None:
    """Keeps a form beside the parts that it took in."""
    cache.keep((dict(parts), pickle.dumps(form, pickle.HIGHEST_PROTOCOL)), "form", *about)


def code_of(form: Form, *, write: Callable[[Form], Code]) -> Code:
    """The rules of a form as they were kept, or written now and kept. A form without a definition is never kept."""
    if not form.definition:
        return write(form)
    match cache.fetch("rules", form.definition):
        case (str() as source, CodeType() as compiled, bytes() as pickled):
            constants = _unpickled(pickled, form=form)
            if isinstance(constants, dict):
                return Code(source, compiled, constants)
    code = write(form)
    stream = io.BytesIO()
    with suppress(pickle.PicklingError, AttributeError, TypeError):  # what cannot be pickled is not kept
        _Pickler(stream, form=form).dump(dict(code.constants))
        cache.keep((code.source, code.compiled, stream.getvalue()), "rules", form.definition)
    return code


def _unchanged(parts: Mapping[str, tuple[str, str]], *, part_text: PartText) -> bool:
    try:
        return all(part_text(name) == text for name, text in parts.items())
    except UsageError:  # a part is there no more
        return False


def _unpickled(content: bytes, *, form: Form | None = None) -> object:
    """What was pickled; None where it cannot be: an entry is never worth an error."""
    try:
        return _Unpickler(io.BytesIO(content), form=form).load()
    except Exception:
        return None


class _Pickler(pickle.Pickler):
    """Writes the questions of a form as their paths."""

    def __init__(self, stream: io.BytesIO, *, form: Form) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self.paths = {id(question): path for path, question in form.walk()}

    def persistent_id(self, item: object) -> str | None:
        return self.paths.get(id(item)) if isinstance(item, Question) else None


class _Unpickler(pickle.Unpickler):
    """Reads them back."""

    def __init__(self, stream: io.BytesIO, *, form: Form | None) -> None:
        super().__init__(stream)
        self.form = form

    def persistent_load(self, path: str) -> Question:
        question = self.form.question_at(path) if self.form else None
        if question is None:
            raise pickle.UnpicklingError(path)
        return question
