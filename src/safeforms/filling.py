"""A record -> its form with all of it written in, in the format of a target, and what of it that cannot hold.

What is lost is named by question, never by answer.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.definition import Form
from safeforms.judgement.envelope import Envelope
from safeforms.problems import UsageError
from safeforms.questions import Choices
from safeforms.slots import slots_of
from safeforms.targets import target

ORDER: Final = "The order in which several options of a question were chosen: they stand in the order of the form."


def filled_form(form: Form, record: Envelope, *, to: str) -> bytes:
    """The form filled in; UsageError where there is no such target, or it takes no record."""
    chosen = target(to)
    if chosen.recorded is not None:
        return chosen.recorded(form, record=record)
    if chosen.filled_in is None:
        raise UsageError(chosen.not_filled_in)
    return chosen.filled_in(form, filled=slots_of(form, record))


def not_carried(form: Form, *, to: str) -> tuple[str, ...]:
    """What a target cannot carry of the form or of any record, a sentence each."""
    chosen = target(to)
    lost = chosen.losses(form)
    several = any(isinstance(question.type, Choices) for _, question in form.walk())
    return (*lost, ORDER) if several and chosen.filled_in is not None else lost


def not_written(form: Form, record: Envelope, *, to: str) -> tuple[str, ...]:
    """What of a record the filled form does not hold as it was recorded, a sentence each; empty where it holds all."""
    return tuple(dict.fromkeys(_not_written(form, record, to=to)))


def _not_written(form: Form, record: Envelope, *, to: str) -> Iterator[str]:
    yield from (problem.message for problem in (*record.problems, *record.warnings))
    chosen = target(to)
    if chosen.filled_in is None or chosen.not_held is None:
        return
    if record.form_version not in (None, form.version):
        yield f"The version of the form that the record names: it is written into version {form.version}."
    filled = slots_of(form, record)
    yield from filled.lost
    yield from chosen.not_held(form, filled=filled)
