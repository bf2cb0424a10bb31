"""Why pydantic refuses a record: one standard `ValidationError` with our codes, sentences and paths.

No error holds an input, so that no answer gets into logs, nor into what a service sends back.
"""

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from safeforms.definition import Form
from safeforms.judgement.faults import Fault
from safeforms.judgement.messages import problems_of
from safeforms.problems import Path

Refused = tuple[str, str, Path]
"""The code, the sentence and the path of one error."""


def refusal(title: str, errors: Iterable[Refused]) -> ValidationError:
    """The exception that says all of these."""
    return ValidationError.from_exception_data(title, [*map(_details, errors)], hide_input=True)


def _details(error: Refused) -> InitErrorDetails:
    code, message, path = error
    return InitErrorDetails(type=PydanticCustomError(code, message), loc=path, input=None)


def of_faults(form: Form, faults: Iterable[Fault]) -> list[Refused]:
    """Faults as errors, in form order."""
    return [(problem.code, problem.message, problem.path) for problem in problems_of(form, faults)]


def of_pydantic(error: ValidationError) -> list[Refused]:
    """The errors of pydantic's own, or of a validator that somebody added, without their inputs."""
    lines = error.errors(include_url=False, include_context=False, include_input=False)
    return [(line["type"], line["msg"], line["loc"]) for line in lines]
