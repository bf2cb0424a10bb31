"""What the page of a form shows in a browser, and what the library says that it must show."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from safeforms import blank, load_form, summarise, validate
from safeforms.definition import Form
from safeforms.judgement.answers import is_blank
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.questions import Group, Override, Question, Table
from safeforms.summaries.summary_items import Undetermined
from tests.strategies import NOW

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Record = dict[str, Any]
Seen = dict[str, Any]

SEEN: Final = """() => {
  const shown = [...document.querySelectorAll("#p-form .question")].filter(box => box.checkVisibility());
  const error = box => document.getElementById("e-" + box.dataset.path);
  const points = name => [...document.querySelectorAll(`#${name} li li`)].map(one =>
    [one.closest("ul").closest("li").firstChild.textContent, one.textContent]);
  return {
    questions: shown.map(box => box.dataset.path).sort(),
    wrong: Object.fromEntries(
      shown.filter(box => !error(box).hidden).map(box => [box.dataset.path, error(box).textContent])),
    errors: [...document.querySelectorAll("#p-errors li")].map(item => item.firstChild.textContent),
    level: document.getElementById("p-level").textContent,
    findings: [...document.querySelectorAll("#p-findings .finding")].map(found => found.dataset.indicator),
    undetermined: points("p-undetermined"),
  };
}"""
WHEN_SAID: Final = """() => {
  const notice = document.getElementById("p-notice");
  window.said = new Promise(done =>
    new MutationObserver(() => done(notice.textContent)).observe(notice, { childList: true }));
}"""
KEEP_SAVED: Final = """
  window.saved = [];
  const create = URL.createObjectURL;
  URL.createObjectURL = file => { saved.push(file.text()); return create(file); };
"""


class FormPage:
    """The page of one form in a browser whose clock stands still, and all that went wrong in it."""

    def __init__(self, browser: "Browser", form: str, *, now: datetime = NOW, width: int = 1280) -> None:
        self.form = load_form(form)
        self.told: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            timezone_id="Europe/London",
            accept_downloads=True,
            reduced_motion="reduce",  # or each step of the focus scrolls for a while
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(5_000)
        self.page.clock.set_fixed_time(now.replace(tzinfo=ZoneInfo("Europe/London")))
        self.page.add_init_script(KEEP_SAVED)
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(f"{error}\n{error.stack}"))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("dialog", lambda dialog: dialog.accept())

    def _asked(self, address: str) -> None:
        if not address.startswith(("file:", "blob:")):
            self.told.append(address)

    def load(self, folder: Any) -> "FormPage":
        file = folder / f"{self.form.id}.html"
        if not file.exists():
            file.write_bytes(blank(self.form, to="html"))
        self.page.goto(file.as_uri())
        return self

    def open(self, record: object) -> str:
        """Opens a record from a file as a nurse does; gives back what the page says of it."""
        text = record if isinstance(record, str) else json.dumps(record)
        self.page.evaluate(WHEN_SAID)
        self.page.set_input_files(
            "#open-file", {"name": "record.json", "mimeType": "application/json", "buffer": text.encode()}
        )
        said: str = self.page.evaluate("said")
        return said

    @property
    def notice(self) -> str:
        return self.page.locator("#p-notice").text_content() or ""

    def seen(self) -> Seen:
        """What stands on the page."""
        found: Seen = self.page.evaluate(SEEN)
        return found

    def press(self, button: str) -> None:
        """Presses one of the buttons above the form, wherever it stands."""
        self.page.evaluate(f"document.getElementById('{button}').click()")

    def saved(self, button: str = "save-draft") -> Record:
        """What is saved when a button is pressed."""
        self.press(button)
        record: Record = json.loads(self.page.evaluate("saved.at(-1)"))
        return record


def expected(form: Form, record: Record) -> Seen:
    """What the page must show of a record that was opened and then checked, as the library judges it."""
    answers, status = record["answers"], record["status"]
    finished = {**record, "status": "completed"} if status == "in_progress" else record
    evaluation = Evaluation(form, read_contents(form, answers, now=NOW), now=NOW, finished=status != "in_progress")
    summary = summarise(record, form=form, now=NOW)
    errors = [problem for problem in validate(finished, form=form, now=NOW).problems if problem.severity == "error"]
    questions = sorted(_shown(evaluation, answers))
    open_ = summary.undetermined
    wrong: dict[str, list[str]] = {}
    for problem in errors:
        box = _box(problem.path, set(questions))
        if box:
            wrong.setdefault(box, []).append(problem.message)
    return {
        "questions": questions,
        "wrong": {box: " ".join(dict.fromkeys(messages)) for box, messages in wrong.items()},
        "errors": [problem.message for problem in errors],
        "level": f"Level: {summary.level_words}",
        "findings": [finding.indicator for finding in summary.findings],
        "undetermined": [*_undetermined(open_, yet=False), *_undetermined(open_, yet=True)],
    }


def _undetermined(items: tuple[Undetermined, ...], *, yet: bool) -> Iterator[list[str]]:
    """Those that are not answered yet stand last."""
    for item in items:
        if (item.why == "Not answered.") is yet:
            for one in item.indicators:
                yield [f"{item.question}: {item.why}", f"{one.level.capitalize()}, if it holds: {one.concern}"]


def _shown(evaluation: Evaluation, answers: Mapping[str, Any]) -> Iterator[str]:
    for question in evaluation.form.questions.values():
        raw = answers.get(question.id)
        if not _wanted(evaluation, question, (question.id,), answers):
            continue
        yield question.id
        rows: list[tuple[str, tuple[str | int, ...], object]] = []
        if isinstance(question.type, Group | Override):
            rows = [(question.id, (question.id,), raw)]
        elif isinstance(question.type, Table) and isinstance(raw, list):
            rows = [
                (f"{question.id}.{row}", (question.id, row), held)
                for row, held in enumerate(raw)
                if isinstance(held, dict) or is_blank(held)
            ]
        for key, path, held in rows:
            around = held if isinstance(held, dict) and "unanswered" not in held else {}
            yield from (f"{key}.{p.id}" for p in question.parts if _wanted(evaluation, p, (*path, p.id), around))


def _wanted(evaluation: Evaluation, question: Question, path: tuple[str | int, ...], around: Mapping[str, Any]) -> bool:
    note = around.get(question.note_id) if question.note_id else None
    if not (is_blank(around.get(question.id)) and is_blank(note)):
        return True
    asked = evaluation.asked(path)
    if asked.truth is not None:
        return asked.truth
    return any(evaluation.contents.at(other).kind in ("reason", "invalid") for other in asked.because)


def _box(path: tuple[str | int, ...], questions: set[str]) -> str | None:
    """The question at which a problem stands: its own, or the nearest around it."""
    for length in range(len(path), 0, -1):
        key = ".".join(map(str, path[:length]))
        box = next((box for box in (key, key.removesuffix("_note")) if box in questions), None)
        if box:
            return box
    return None
