"""The script of a form's page without its page: Node judges records by it, and the library says what it must find."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path as File
from typing import Any, Final

from safeforms.api import summarise, validate
from safeforms.clock import as_london, due, parse_date, parse_datetime, parse_within, urgency
from safeforms.definition import Form
from safeforms.judgement.answers import Content, is_blank
from safeforms.judgement.contents import read_contents
from safeforms.judgement.envelope import Envelope, open_record
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.messages import heading
from safeforms.phrases import bare
from safeforms.problems import Path, Problem, RecordError
from safeforms.questions import Table
from safeforms.summaries.summary import Summary
from safeforms.summaries.telling import _asking, _covered
from safeforms.web_page.script import engine_script

NODE: Final = next(filter(None, map(shutil.which, ("node", "nodejs"))), None)
Said = dict[str, Any]
FIRST_OF_1970: Final = date(1970, 1, 1).toordinal()
HARNESS: Final = """
const plainly = (key, value) =>
  value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value;
const read = texts => texts.map(([text, within]) => [
  day(text) || null, moment(text) || null, urgency(within, moment(text)), bare(text)]);
const answered = ([record, now]) => {
  if (!now) return read(record);
  const said = judge(record, now);
  said.headings = said.undetermined.map(one => heading(one.key));
  return said;
};
let rest = "";
process.stdin.on("data", piece => {
  const lines = (rest + piece).split("\\n");
  rest = lines.pop();
  for (const line of lines) process.stdout.write(JSON.stringify(answered(JSON.parse(line)), plainly) + "\\n");
});
"""


class Engine:
    """One process of Node that judges record after record by the script of one form."""

    def __init__(self, form: Form, folder: File, *, script: str = "") -> None:
        assert NODE
        self.form = form
        file = folder / f"{form.id}.js"
        file.write_text(f'"use strict";\n{script or engine_script(form)}{HARNESS}', encoding="utf-8")
        self.node = subprocess.Popen(
            [NODE, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def judge(self, record: object, *, now: datetime) -> Said:
        """What the script says of a record as JSON carries it."""
        said: Said = self._answer([record, now.isoformat(timespec="seconds")])
        return said

    def _answer(self, asked: object) -> Any:
        assert self.node.stdin and self.node.stdout
        self.node.stdin.write(json.dumps(asked) + "\n")
        self.node.stdin.flush()
        return json.loads(self.node.stdout.readline() or "{}")

    def reads(self, texts: Sequence[tuple[str, str]]) -> list[object]:
        """Of texts, each with how soon something is due: day, moment, how pressing it is from then, bare phrase."""
        read: list[object] = self._answer([texts])
        return read

    def says(self, record: object, *, like: Said, now: datetime) -> Said:
        """The same of what is expected alone."""
        said = self.judge(record, now=now)
        return {key: said.get(key) for key in like}

    def close(self) -> None:
        """Ends the process."""
        self.node.communicate()


def as_read(raw: object) -> Any:
    """A raw value as a browser reads it from JSON: 3.0 is 3, and no number is not a number."""
    text = json.dumps(raw).replace("NaN", "0.5")
    return json.loads(
        text, parse_float=lambda number: int(float(number)) if float(number).is_integer() else float(number)
    )


def page_agrees(engine: Engine, record: object, *, now: datetime) -> None:
    """The script and the library say the same of a record."""
    given = as_read(record)
    expected = expected_of(engine.form, given, now=now)

    assert engine.says(given, like=expected, now=now) == expected


def expected_of(form: Form, record: object, *, now: datetime) -> Said:
    """What the script must say of a record, by the library."""
    verdict = validate(record, form=form, now=now)
    head: Said = {
        "problems": [
            {"code": p.code, "path": list(p.path), "key": key_of(p.path), "severity": p.severity, "message": p.message}
            for p in verdict.problems
        ],
        "complete": verdict.complete,
        "accepted": verdict.accepted,
    }
    envelope = open_record(record)
    try:
        summary = summarise(record, form=form, now=now)
    except RecordError:
        return head
    assert not isinstance(envelope, Problem)
    contents = read_contents(form, envelope.answers, now=now)
    plain = Evaluation(form, contents, now=now, finished=envelope.finished)
    return {
        **head,
        "asked": {key_of(path): _asked(plain, path) for path in _paths(form, envelope.answers)},
        **_summary(form, summary, plain, envelope),
    }


def read_by_the_library(texts: Sequence[tuple[str, str]]) -> list[object]:
    """What an engine must read in texts."""
    return [_read(text, within) for text, within in texts]


def _read(text: str, within: str) -> list[object]:
    date_, moment = parse_date(text), parse_datetime(text)
    start, soon = moment and as_london(moment), parse_within(within, settings={})
    assert soon
    kind, until, hours = urgency(due(soon, start=start))
    pressing = [kind, *_value(until).values(), hours] if kind else [0, 0, 0, 0]
    return [date_ and _day(date_), start and _value(start), pressing, bare(text)]


def key_of(path: Path) -> str:
    """A path as the script writes it."""
    return ".".join(map(str, path))


def _asked(plain: Evaluation, path: Path) -> Said:
    ruling = plain.asked(path)
    return {"truth": ruling.truth, "because": Unordered(map(key_of, ruling.because))}


class Unordered(list[str]):
    """Keys whose order says nothing."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, list) and sorted(self) == sorted(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None


def _paths(form: Form, answers: Any) -> Iterable[Path]:
    for question in form.questions.values():
        yield (question.id,)
        if not isinstance(question.type, Table):
            yield from ((question.id, part.id) for part in question.parts)
            continue
        raw = answers.get(question.id)
        for row, held in enumerate(raw if isinstance(raw, list) else ()):
            if isinstance(held, dict) or is_blank(held):
                yield from ((question.id, row, part.id) for part in question.parts)


def _summary(form: Form, summary: Summary, plain: Evaluation, envelope: Envelope) -> Said:
    override = summary.override
    return {
        "contents": {key_of(path): _content(content) for path, content in plain.contents.by_path.items()},
        "level": summary.level,
        "levelWords": summary.level_words,
        "possibleLevel": summary.possible_level,
        "findings": [finding.indicator for finding in summary.findings],
        "undetermined": [
            {"key": key_of(one.path), "why": one.why, "indicators": [open_.indicator for open_ in one.indicators]}
            for one in summary.undetermined
        ],
        "headings": [heading(form, one.path) for one in summary.undetermined],
        "unanswered": [
            {"key": key_of(one.path), "reason": one.reason, "note": one.note, "settles": plain.settles(one.path).truth}
            for one in summary.unanswered
        ],
        "notAsked": Unordered(key_of(one.path) for one in summary.not_asked),
        "tell": [{"to": told.recipient, "because": list(told.why), "within": told.within} for told in summary.tell],
        "tellIf": _tell_if(summary, plain, withdrawn=envelope.status == "entered_in_error"),
        "override": override and {"level": override.level, "reason": override.reason, "agreedBy": override.agreed_by},
    }


def _content(content: Content) -> Said:
    """A content without what it is not, and a date or moment as the script counts it."""
    found: Said = {"kind": content.kind}
    if content.value is not None:
        found["value"] = _value(content.value)
    if content.kind == "reason":
        found |= {"reason": content.reason, "note": content.note}
    return found


def _value(value: object) -> Any:
    if isinstance(value, datetime):
        seconds = (value.hour * 60 + value.minute) * 60 + value.second
        return {**_day(value), "time": seconds * 10**6 + value.microsecond}
    if isinstance(value, int) and abs(value) > 2**53:
        return float(value)
    return _day(value) if isinstance(value, date) else list(value) if isinstance(value, tuple) else value


def _day(day: date) -> dict[str, int]:
    return {"day": day.toordinal() - FIRST_OF_1970}


def _tell_if(summary: Summary, plain: Evaluation, *, withdrawn: bool) -> list[Said]:
    """The summary's lines of whom to tell if something turns out, with the ids of what asks for it."""
    if withdrawn:
        return []
    open_ = {indicator.indicator for one in summary.undetermined for indicator in one.indicators}
    asking = list(_asking(plain, doubted=open_, start=summary.assessed_at))
    certain = [ask for ask in asking if ask.ruling.truth is True]
    possible = [ask for ask in asking if ask.ruling.truth is None and not _covered(ask, certain)]
    by: dict[str, dict[str, None]] = {}
    for ask in possible:
        by.setdefault(ask.tell.recipient, {})[ask.by] = None
    return [{"to": one.recipient, "because": list(by[one.recipient]), "within": one.within} for one in summary.tell_if]
