"""A record, and the form that it is to be judged by: the one that it names, or the one that it was given for.

Whose record names another form than the one it was given for is refused, never judged by either.
"""

import sys
from pathlib import Path
from typing import NamedTuple

from safeforms.definition import Form
from safeforms.judgement.assessment import Verdict
from safeforms.judgement.envelope import Envelope, open_record
from safeforms.judgement.raw_record import RawRecord
from safeforms.library import Library
from safeforms.places import Place
from safeforms.problems import FormError, Problem, RecordError

AnyForm = str | Path | Form


class Opened(NamedTuple):
    """A record that is yet to be judged, and its form; `place` is where it was read, None where nobody knows."""

    envelope: Envelope
    form: Form
    place: Place | None


def opened_or_refused(
    record: object, *, form: AnyForm | None, library: Library, place: Place | None = None
) -> Opened | Verdict:
    """A record and its form, or the verdict on one that cannot be judged; `place` goes before the record's own."""
    place = place or (record.place if isinstance(record, RawRecord) else None)
    record, own = _answers_of(record)
    wanted = library.load(form) if form is not None else own
    envelope = open_record(record, place=place)
    if isinstance(envelope, Problem):
        return Verdict(form=None, problems=(envelope,), place=place)
    found = wanted or _named(envelope.form, library=library)
    refused = _wrong_form(envelope, wanted, found)
    if refused or not isinstance(found, Form):
        problem = Problem(code="wrong_form", message=refused, place=place, path=("form",))
        problems = (*envelope.problems, problem)
        return Verdict(form=None, record_id=envelope.record_id, status=envelope.status, problems=problems, place=place)
    return Opened(envelope, found, place)


def readable(record: object, *, form: AnyForm | None, library: Library, place: Place | None = None) -> Opened:
    """A record and its form. RecordError where it cannot be judged."""
    opened = opened_or_refused(record, form=form, library=library, place=place)
    if isinstance(opened, Verdict):
        raise RecordError(opened.problems)
    return opened


def _answers_of(record: object) -> tuple[object, Form | None]:
    """Of an assessment its answers and its form; of anything else itself. Fields that somebody added are no answers."""
    made = sys.modules.get("safeforms.compiled.model_base")  # where it was never loaded, nothing is an assessment
    if made is None or not isinstance(record, made.Assessment):
        return record, None
    names = {name for question in record.form.questions.values() for name in (question.id, question.note_id)}
    return record.model_dump(include=names & set(type(record).model_fields), exclude_none=True), record.form


def _named(form: str | None, *, library: Library) -> Form | FormError | None:
    """The form that a record names; what is wrong with it is told of the record, so that others are still judged."""
    try:
        return library.named(form) if form else None
    except FormError as error:
        return error


def _wrong_form(envelope: Envelope, wanted: Form | None, found: Form | FormError | None) -> str:
    if wanted and envelope.form not in (None, wanted.id):
        return f"The record names another form than '{wanted.id}', for which it was given."
    if isinstance(found, FormError):
        count = len(found.problems)
        which = f"The first of its {count} problems" if count > 1 else "Its problem"
        return f"The form that the record names cannot be used. {which}: {str(found.problems[0]).partition(chr(10))[0]}"
    if found is not None:
        return ""
    if envelope.form is None:
        return "The record names no form: put its id under `form`, or say which form these answers are for."
    return "The record names a form that is not known: say which form it is for, or where the forms of your own are."
