"""Why pydantic refuses a record: one standard `ValidationError` with our codes, sentences and paths.

No error holds an input, so that no answer gets into logs, nor into what a service sends back.
"""

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from safeforms.definition import Form
from safeforms.faults import Fault
from safeforms.judging import in_form_order
from safeforms.messages import problem_of
from safeforms.problems import Path

Refused = tuple[str, str, Path]
"""The code, the sentence and the path of one error."""


def refusal(title: str, errors: Iterable[Refused]) -> ValidationError:
    """The exception that says all of these."""
    details = [
        InitErrorDetails(type=PydanticCustomError(code, message), loc=path, input=None)
        for code, message, path in errors
    ]
    return ValidationError.from_exception_data(title, details, hide_input=True)


def of_faults(form: Form, faults: Iterable[Fault]) -> list[Refused]:
    """Faults as errors, in form order."""
    problems = (problem_of(fault, form=form) for fault in in_form_order(form, list(faults)))
    return [(problem.code, problem.message, problem.path) for problem in problems]


def of_pydantic(error: ValidationError) -> list[Refused]:
    """The errors of pydantic's own, or of a validator that somebody added, without their inputs."""
    lines = error.errors(include_url=False, include_context=False, include_input=False)
    return [(line["type"], line["msg"], line["loc"]) for line in lines]
