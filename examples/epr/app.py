"""A small service behind the screens of an EPR: drafts, problems beside the fields, sign-off with the summary.

It keeps what it is given in memory, knows no users, and is no product: it shows where each call of safeforms goes.
Its logs hold ids that it made itself, codes and paths, and never an answer.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Final
from uuid import uuid4

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from safeforms import Form, Problem, ProblemDict, Verdict, list_forms, load_form, summarise, validate
from safeforms.models.miu import MiuAssessment

Answers = dict[str, object]
LOG: Final = logging.getLogger("epr")


@dataclass(slots=True)
class Kept:
    """One assessment as it is kept: the record, and the summary as it was when somebody signed."""

    record: dict[str, object]
    summary: dict[str, object] | None = None


@dataclass(slots=True)
class Shelf:
    """Where assessments are kept, by ids that we make: an NHS number in an address would stand in every log."""

    kept: dict[str, Kept] = field(default_factory=dict)

    def put(self, record: dict[str, object]) -> None:
        self.kept[str(record["record_id"])] = Kept(record)

    def get(self, form: str, record_id: str) -> Kept:
        found = self.kept.get(record_id)
        if found is None or found.record["form"] != form:
            raise HTTPException(404, "There is no such assessment.")
        return found


class Visit(BaseModel):
    """A visit of this EPR's own, which is only taken with a complete assessment in it."""

    model_config = ConfigDict(hide_input_in_errors=True)

    number: int
    assessment: MiuAssessment


class VisitTaken(BaseModel):
    """What became of a visit."""

    number: int
    brought_by: str


def form_called(form: str) -> Form:
    """The form of an address. Only ids are looked up: `load_form` would take a path, too."""
    if form not in {known.id for known in list_forms()}:
        raise HTTPException(404, "There is no such form.")
    return load_form(form)


KnownForm = Annotated[Form, Depends(form_called)]


def create_app(*, clock: Callable[[], datetime | None] = lambda: None) -> FastAPI:
    """The service with an empty shelf; a `clock` that says None leaves the time to safeforms."""
    app, shelf = FastAPI(title="Safeguarding assessments"), Shelf()

    @app.post("/assessments/{form}", status_code=201)
    def begin(form: KnownForm, answers: Answers) -> dict[str, object]:
        return _keep_draft(shelf, form, answers, record_id=uuid4().hex, now=clock())

    @app.put("/assessments/{form}/{record_id}")
    def keep(form: KnownForm, record_id: str, answers: Answers) -> dict[str, object]:
        _refuse_signed(shelf.get(form.id, record_id))
        return _keep_draft(shelf, form, answers, record_id=record_id, now=clock())

    @app.get("/assessments/{form}/{record_id}")
    def reopen(form: KnownForm, record_id: str) -> dict[str, object]:
        return shelf.get(form.id, record_id).record

    @app.post("/assessments/{form}/{record_id}/sign-off", response_model=None)
    def sign_off(form: KnownForm, record_id: str) -> dict[str, object] | JSONResponse:
        kept = shelf.get(form.id, record_id)
        _refuse_signed(kept)
        record, now = {**kept.record, "status": "completed"}, clock()
        verdict = validate(record, form=form, now=now)
        _log("sign-off", verdict)
        if not verdict.complete:
            return JSONResponse(_beside_fields(verdict), status_code=422)
        summary = summarise(record, form=form, now=now).model_dump(mode="json")
        shelf.kept[record_id] = Kept(record, summary)
        return summary

    @app.get("/assessments/{form}/{record_id}/summary")
    def summary(form: KnownForm, record_id: str) -> dict[str, object]:
        kept = shelf.get(form.id, record_id)
        return kept.summary or summarise(kept.record, form=form, now=clock()).model_dump(mode="json")

    @app.post("/visits", status_code=201)
    def take(visit: Visit) -> VisitTaken:
        people = visit.assessment.companions
        named = [str(person.relationship) for person in people] if isinstance(people, tuple) else []
        return VisitTaken(number=visit.number, brought_by=", ".join(named) or "nobody named")

    app.add_exception_handler(RequestValidationError, _refuse_request)
    return app


def _keep_draft(
    shelf: Shelf, form: Form, answers: Answers, *, record_id: str, now: datetime | None
) -> dict[str, object]:
    """Keeps a draft whatever is wrong with it: what somebody wrote down is never lost."""
    record: dict[str, object] = {
        "form": form.id,
        "form_version": form.version,
        "record_id": record_id,
        "status": "in_progress",
        "answers": answers,
    }
    shelf.put(record)
    verdict = validate(record, form=form, now=now)
    _log("draft", verdict)
    return _beside_fields(verdict)


def _refuse_signed(kept: Kept) -> None:
    if kept.record["status"] != "in_progress":
        raise HTTPException(409, "This assessment is signed: amend it in a new one.")


def _beside_fields(verdict: Verdict) -> dict[str, object]:
    """For the screen: the problems of each field under the name of its input, such as `companions.0.age_group`."""
    return {
        "record_id": verdict.record_id,
        "status": verdict.status,
        "complete": verdict.complete,
        "problems": _by_field(verdict.problems),
    }


def _by_field(problems: Sequence[Problem]) -> dict[str, list[ProblemDict]]:
    """Under the empty name: what is wrong with the record as a whole."""
    fields: dict[str, list[ProblemDict]] = {}
    for problem in problems:
        fields.setdefault(".".join(map(str, problem.path)), []).append(problem.as_dict())
    return fields


def _refuse_request(_request: Request, error: Exception) -> JSONResponse:
    """422 in our own words. FastAPI's would repeat what was sent, of which the answers are a part."""
    assert isinstance(error, RequestValidationError)
    lines = error.errors()
    LOG.info("request refused: %s", ", ".join(line["type"] for line in lines))
    problems = [{"code": line["type"], "path": line["loc"][1:], "message": line["msg"]} for line in lines]
    return JSONResponse({"problems": problems}, status_code=422)


def _log(what: str, verdict: Verdict) -> None:
    codes = ", ".join(sorted({problem.code for problem in verdict.problems}))
    LOG.info("%s of %s %s: %d problems (%s)", what, verdict.form, verdict.record_id, len(verdict.problems), codes)


app = create_app()
