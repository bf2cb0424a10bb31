"""What stands around the answers of a record: its form, version, id and status.

A bare mapping of answers is a record too, where the form is named another way. A record's `form` is an id,
never a path.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Final, Literal, get_args

from safeforms.judgement.answer_origin import Origin
from safeforms.judgement.answers import exact, is_unicode
from safeforms.judgement.raw_record import RawRecord
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.values import dataclass

Status = Literal["in_progress", "completed", "amended", "entered_in_error"]
LARGEST_ID: Final = 10**18
KEYS: Final = frozenset({"form", "form_version", "record_id", "status", "answers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One record opened. `problems` has what is wrong with the envelope; the answers are still judged.

    `origin` and `warnings` as in the raw record, where it was read from the cells of an export.
    """

    form: str | None = None
    form_version: str | None = None
    record_id: str | None = None
    status: Status = "completed"
    answers: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    origin: Origin | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether nothing more is to come: what is missing is then refused."""
        return self.status != "in_progress"

    def as_record(self) -> dict[str, object]:
        """The record again, its envelope in the order of the published schemas; null where it said nothing."""
        return {
            "form": self.form,
            "form_version": self.form_version,
            "record_id": self.record_id,
            "status": self.status,
            "answers": self.answers,
        }

    @property
    def stands(self) -> bool:
        """Whether it is put forward as an assessment: neither in progress nor entered in error."""
        return self.status in ("completed", "amended")


def open_record(raw: object, *, place: Place | None = None) -> Envelope | Problem:
    """The record that a raw value is; one Problem where there are no answers to judge.

    `place` is where it was read, None where a raw record says so itself.
    """
    origin, warnings = None, tuple[Problem, ...]()
    if isinstance(raw, RawRecord):
        origin, warnings, place = raw.origin, raw.warnings, place or raw.place
        raw = raw.data
    if not isinstance(raw, Mapping):
        return _problem("unreadable", "A record must be a mapping: answers by question id.", place)
    if not ("answers" in raw or "form" in raw):
        return Envelope(answers=raw, origin=origin, warnings=warnings)
    answers = raw.get("answers")
    if not isinstance(answers, Mapping):
        return _problem("unreadable", "The record has no answers: `answers` must map question ids to answers.", place)
    texts = {key: _text(raw.get(key), number=key == "record_id") for key in ("form", "form_version", "record_id")}
    problems = [
        _problem("wrong_type", f"The record's `{key}` must be text, every character of it whole.", place, path=(key,))
        for key, text in texts.items()
        if text is None and raw.get(key) is not None
    ]
    problems += [_stranger(place) for key in raw if key not in KEYS]
    status = next((name for name in get_args(Status) if name == raw.get("status")), None)
    if status is None and raw.get("status") is not None:
        allowed = ", ".join(get_args(Status))
        message = f"The record's `status` must be one of {allowed}."
        problems.append(_problem("not_an_option", message, place, path=("status",)))
    return Envelope(
        form=texts["form"],
        form_version=texts["form_version"],
        record_id=texts["record_id"],
        status=status or "completed",
        answers=answers,
        problems=tuple(problems),
        origin=origin,
        warnings=warnings,
    )


def _text(value: object, *, number: bool) -> str | None:
    """A text as it stands, or a number that is an id; None of anything else."""
    if isinstance(value, str):
        return exact(value) if is_unicode(value) else None
    return str(value) if number and type(value) is int and abs(value) < LARGEST_ID else None


def _stranger(place: Place | None) -> Problem:
    message = "Beside `answers` the record holds something unknown. Its name is not shown: it may be a patient's."
    return _problem("unknown_question", message, place)


def _problem(code: str, message: str, place: Place | None, *, path: tuple[str | int, ...] = ()) -> Problem:
    return Problem(code=code, message=message, place=place, path=path)
