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
from safeforms.problems import Path, Problem

Refused = tuple[str, str, Path]
"""The code, the sentence and the path of one error."""


def refusal(title: str, errors: Iterable[Refused]) -> ValidationError:
    """The exception that says all of these."""
    return ValidationError.from_exception_data(title, [*map(_details, errors)], hide_input=True)


def _details(error: Refused) -> InitErrorDetails:
    code, message, path = error
    return InitErrorDetails(type=PydanticCustomError(code, message), loc=path, input=None)


class Refusals:
    """What is said of the faults of one form; a sentence that names no row is made once."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._known: dict[Fault, tuple[Problem, InitErrorDetails]] = {}

    def of(self, title: str, faults: list[Fault]) -> ValidationError:
        """The exception that says all of these faults, in form order."""
        ordered = in_form_order(self.form, faults)
        return ValidationError.from_exception_data(title, [self._said(fault)[1] for fault in ordered], hide_input=True)

    def problems(self, faults: Iterable[Fault]) -> tuple[Problem, ...]:
        """The same as problems, without a place."""
        return tuple([self._said(fault)[0] for fault in in_form_order(self.form, list(faults))])

    def _said(self, fault: Fault) -> tuple[Problem, InitErrorDetails]:
        known = self._known.get(fault)
        if known is None:
            problem = problem_of(fault, form=self.form)
            known = problem, _details((problem.code, problem.message, problem.path))
            if len(fault.path) < 2:  # so that rows without end are not kept
                self._known[fault] = known
        return known


def of_faults(form: Form, faults: Iterable[Fault]) -> list[Refused]:
    """Faults as errors, in form order."""
    problems = (problem_of(fault, form=form) for fault in in_form_order(form, list(faults)))
    return [(problem.code, problem.message, problem.path) for problem in problems]


def of_pydantic(error: ValidationError) -> list[Refused]:
    """The errors of pydantic's own, or of a validator that somebody added, without their inputs."""
    lines = error.errors(include_url=False, include_context=False, include_input=False)
    return [(line["type"], line["msg"], line["loc"]) for line in lines]
