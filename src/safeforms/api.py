"""Records in, verdicts and summaries out: the public functions, each the twin of a command.

A record names its form by id; a bare mapping of answers needs `form`, an id, a path or a definition. `forms_dir` is a
folder of forms of your own, or several; `settings` the file of what a site has set. `now` is London wall time, or
aware; left out, it is the machine's clock. An assessment is a record too, of the form whose model it is. So is what
`read_export` reads, which knows its `place`, and the columns of its answers.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safeforms.clock import as_london, london_now
from safeforms.judgement.assessment import Verdict, verdict_of
from safeforms.judgement.opening import AnyForm, opened_or_refused, readable
from safeforms.library import FormsDir, library_of, load_model
from safeforms.places import Place
from safeforms.problems import Problem, RecordError

if TYPE_CHECKING:
    from safeforms.compiled.compiling import Assessment
    from safeforms.explanations.explanation import Explanation
    from safeforms.letters.notification import Notification
    from safeforms.letters.referral import Referral
    from safeforms.summaries.summary import Summary

UNFINISHED: Final = Problem(
    code="check_failed",
    message="A record in progress or entered in error is no assessment. Complete it, and mark it completed.",
    path=("status",),
)


def validate(
    record: object,
    *,
    form: AnyForm | None = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
    now: datetime | None = None,
    place: Place | None = None,
) -> Verdict:
    """The verdict on a record, whatever it is: nothing about a record raises, nor a broken form that only it names.

    UsageError or FormError where `form` itself is not one, or `forms_dir` no folder of forms.
    """
    opened = opened_or_refused(record, form=form, library=library_of(forms_dir, settings=settings), place=place)
    if isinstance(opened, Verdict):
        return opened
    return verdict_of(opened.envelope, form=opened.form, now=_clock(now), place=opened.place)


def assess(
    record: object,
    *,
    form: AnyForm | None = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
    now: datetime | None = None,
) -> "Assessment":
    """The assessment that a record is: an instance of the form's model.

    RecordError with every problem where it is incomplete or inconsistent, in progress or not.
    """
    moment = _clock(now)
    library = library_of(forms_dir, settings=settings)
    verdict = validate(record, form=form, forms_dir=library, now=moment)
    if not verdict.accepted:
        raise RecordError(verdict.problems)
    envelope, definition, _ = readable(record, form=form, library=library)
    if not envelope.stands:
        raise RecordError([*verdict.problems, UNFINISHED])
    return load_model(definition).model_validate(dict(envelope.answers), context={"now": moment})


def summarise(
    record: object,
    *,
    form: AnyForm | None = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
    now: datetime | None = None,
    place: Place | None = None,
) -> "Summary":
    """The summary of a record, complete or not. RecordError where it cannot be read or names no form that we have."""
    from safeforms.summaries.summarising import summary_of

    library = library_of(forms_dir, settings=settings)
    envelope, definition, place = readable(record, form=form, library=library, place=place)
    return summary_of(envelope, form=definition, now=_clock(now), place=place)


def copy_for(
    record: object,
    recipient: str,
    *,
    by_safe_contact: bool = False,
    form: AnyForm | None = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
    now: datetime | None = None,
    place: Place | None = None,
) -> "Summary":
    """The copy of a record's summary for one recipient: what they may read of it, and that it is a copy.

    `home` is a copy that could reach the home; `by_safe_contact` confirms that it goes by the way that the record says
    is safe. UsageError where the form knows of no such copy, RecordError where none may be made of this record.
    """
    from safeforms.summaries.copying import copy_of

    library = library_of(forms_dir, settings=settings)
    envelope, definition, place = readable(record, form=form, library=library, place=place)
    return copy_of(
        envelope, form=definition, recipient=recipient, now=_clock(now), place=place, by_safe_contact=by_safe_contact
    )


def explain(
    record: object,
    *,
    indicator: str | None = None,
    form: AnyForm | None = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
    now: datetime | None = None,
    place: Place | None = None,
) -> "Explanation":
    """Why each indicator of a record is what it is, which answers would settle it, and which would raise the level.

    Of one indicator alone where it is named. RecordError as for `summarise`, UsageError where there is no such
    indicator. It holds answers of the record, and others that are made up and say so.
    """
    from safeforms.explanations.explaining import explanation_of

    library = library_of(forms_dir, settings=settings)
    envelope, definition, place = readable(record, form=form, library=library, place=place)
    return explanation_of(envelope, form=definition, now=_clock(now), indicator=indicator, place=place)


def refer(
    record: object,
    *,
    call_back: str | None = None,
    form: AnyForm | None = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
    now: datetime | None = None,
    place: Place | None = None,
) -> "tuple[Referral, ...]":
    """A referral of each child that a record says is at risk, complete or not; never empty.

    `call_back` is the phone or bleep of whoever refers. RecordError as for `summarise`, and where none may be written:
    without a risk statement, of a record entered in error, or where no child is at risk.
    """
    from safeforms.letters.referring import referrals_of

    library = library_of(forms_dir, settings=settings)
    envelope, definition, place = readable(record, form=form, library=library, place=place)
    return referrals_of(envelope, form=definition, now=_clock(now), place=place, call_back=call_back)


def notify(
    record: object,
    *,
    to: str | None = None,
    call_back: str | None = None,
    otherwise: list[str] | None = None,
    form: AnyForm | None = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
    now: datetime | None = None,
    place: Place | None = None,
) -> "tuple[Notification, ...]":
    """A notification for each who must be told, or for the recipient `to` alone, the most pressing first.

    Empty where nothing asks to tell anybody. Nobody to whom a referral is due gets one: `otherwise` takes a sentence
    for each of these, and for `to` where nothing asks to tell them. RecordError as for `summarise`, and of a record
    entered in error.
    """
    from safeforms.letters.notifying import notifications_of

    library = library_of(forms_dir, settings=settings)
    envelope, definition, place = readable(record, form=form, library=library, place=place)
    moment = _clock(now)
    return notifications_of(
        envelope, form=definition, now=moment, place=place, to=to, call_back=call_back, otherwise=otherwise
    )


def blank(
    form: AnyForm,
    *,
    to: str = "markdown",
    record: object = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
) -> bytes:
    """A blank form as a file of a target, in bytes, or with `record` the form with that written in.

    UsageError where there is no such target, its extra is missing, or no record can be written into it; RecordError
    where the record cannot be read or is of another form. `losses` says what the file does not hold.
    """
    from safeforms.targets import target

    library = library_of(forms_dir, settings=settings)
    if record is None:
        return target(to).render(library.load(form))
    from safeforms.filling import filled_form

    envelope, definition, _ = readable(record, form=form, library=library)
    return filled_form(definition, envelope, to=to)


def codegen(form: AnyForm, *, forms_dir: FormsDir = None) -> str:
    """The Python module of a form's typed classes, as text.

    It is the same each time, and under each site's settings: those change no type. UsageError where a form was made in
    Python and has no definition.
    """
    from safeforms.compiled.class_code import class_code
    from safeforms.language.parsing import parse_definition

    definition = library_of(forms_dir).load(form)
    return class_code(parse_definition(definition.standard) if definition.standard else definition)


def losses(
    form: AnyForm,
    *,
    to: str,
    record: object = None,
    forms_dir: FormsDir = None,
    settings: str | Path | None = None,
) -> tuple[str, ...]:
    """What a target cannot carry of a form, a sentence each; empty where it carries everything.

    With `record` also what of that it does not hold as it was recorded, by question.
    """
    from safeforms.filling import not_carried, not_written

    library = library_of(forms_dir, settings=settings)
    lost = not_carried(library.load(form), to=to)
    if record is None:
        return lost
    envelope, definition, _ = readable(record, form=form, library=library)
    return (*lost, *not_written(definition, envelope, to=to))


def _clock(now: datetime | None) -> datetime:
    return as_london(now) if now else london_now()
