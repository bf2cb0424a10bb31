"""A summary as lines to read, in the order of part I of the specification.

First what the record is, whether it is complete and at which level; then the professional's own words, what was
found, what was not answered, and whom to tell. The standing text comes last.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from safeforms.clock import moment_in_words
from safeforms.lines import EMPTY, RULE, Line, Style, bullets, by_when, counted, on_one_line, paragraph
from safeforms.places import Place
from safeforms.problems import RecordError
from safeforms.summary import Summary
from safeforms.summary_items import (
    Finding,
    LocalSetting,
    OverrideShown,
    ProblemShown,
    TellIf,
    TellShown,
    UnansweredShown,
)

FIRST_SENTENCE: Final = re.compile(r'(?:"[^"]*"|[^"])*?\.(?=\s|$)')
STYLES: Final[dict[str | None, Style]] = {
    "red": "red",
    "amber": "amber",
    "grey": "grey",
    "green": "green",
    "info": "info",
    None: "heading",
}


def summaries_lines(summaries: Iterable[tuple[Summary | RecordError, Place | None]]) -> Iterator[Line]:
    """Summaries with a rule between them; what cannot be summarised says why."""
    for number, (summary, place) in enumerate(summaries):
        if number:
            yield from (EMPTY, Line(RULE, "faint"), EMPTY)
        if isinstance(summary, RecordError):
            yield from (Line(on_one_line(str(problem)), "bad") for problem in summary.problems)
        else:
            yield from summary_lines(summary, place=place)


def summary_lines(summary: Summary, *, place: Place | None = None) -> Iterator[Line]:
    """The whole summary; `place` names a record that has no id."""
    yield from _head(summary, place=place)
    yield from _problems(summary)
    yield from paragraph("Risk statement", _quoted(summary.statement))
    for finding in summary.findings:
        yield from _finding(finding)
    yield from paragraph("Could not be determined", _undetermined(summary))
    unanswered = [_unanswered(item) for item in summary.unanswered]
    yield from paragraph("Asked and not answered", bullets(unanswered or [summary.unanswered_words]))
    words = [line for item in summary.words for line in (Line(item.question, indent=2), *_quoted(item.answer, 6))]
    yield from paragraph("In their words", words)
    not_asked = [f"{item.question}: {item.answer}" for item in summary.not_asked]
    yield from paragraph("Recorded though not asked for", bullets(not_asked))
    yield from paragraph("Tell", _tell(summary))
    yield from paragraph("Tell, if it turns out", (line for item in summary.tell_if for line in _tell_if(item)))
    yield from paragraph("Still open", bullets(_still_open(summary)))
    yield from paragraph(f"Set locally by {summary.site}", bullets(map(_local, summary.local_settings)))
    yield from (EMPTY, Line(f"{summary.standing_text} (safeforms {summary.safeforms_version})", "aside"))


def _head(summary: Summary, *, place: Place | None) -> Iterator[Line]:
    record = f"Record {summary.record_id or place or ''}".rstrip()
    when = f", assessed {moment_in_words(summary.assessed_at)}" if summary.assessed_at else ""
    yield Line(f"{summary.form_title} ({summary.form} {summary.form_version})", "heading")
    yield Line(on_one_line(f"{record}{when}, marked {summary.status.replace('_', ' ')}"))
    yield Line(f"{_completeness(summary)}.")
    yield Line(f"Level: {summary.level_words}", STYLES[summary.level])
    if summary.possible_level and summary.possible_level != summary.level:
        yield Line(f"It could be {summary.possible_level}: see what could not be determined.", "heading")
    if summary.override:
        yield Line(_override(summary.override))


def _completeness(summary: Summary) -> str:
    if summary.status == "entered_in_error":
        return "Withdrawn"
    if summary.complete:
        return "Complete"
    count = counted(len(_shown_problems(summary)), "problem")
    return f"In progress: {count} left" if summary.status == "in_progress" else f"Incomplete: {count}"


def _shown_problems(summary: Summary) -> list[ProblemShown]:
    return [problem for problem in summary.problems if problem.code != "not_asked"]


def _override(own: OverrideShown) -> str:
    agreed = f", agreed by {own.agreed_by}" if own.agreed_by else ""
    return f"The professional's own level: {own.level}{agreed}, because: {own.reason or '(no reason given)'}"


def _problems(summary: Summary) -> Iterator[Line]:
    """What is missing or wrong, without what to do about it: that is the work of `validate`."""
    if summary.status == "entered_in_error":
        return
    texts = [_what_is_wrong(problem.message) for problem in _shown_problems(summary)]
    yield from paragraph("Please note" if summary.complete else "Missing or wrong", bullets(texts))


def _what_is_wrong(message: str) -> str:
    """The first sentence of a message; a stop inside quotes ends none."""
    first = FIRST_SENTENCE.match(message)
    return first[0] if first else message


def _finding(finding: Finding) -> Iterator[Line]:
    hard = " (no override may lower this)" if finding.hard else ""
    yield EMPTY
    yield Line(f"{finding.level.upper()}{hard}: {finding.concern} [{finding.indicator}]", STYLES[finding.level])
    yield from (Line(f"{item.question}: {item.answer}", indent=2) for item in finding.evidence)
    yield Line(f"To do, {finding.within}{by_when(finding.due)}:", indent=2)
    yield from bullets(finding.actions, indent=4)
    yield Line(f"Source: {', '.join(finding.source)}", "faint", indent=2)


def _undetermined(summary: Summary) -> Iterator[Line]:
    for item in summary.undetermined:
        yield Line(f"{item.question}: {item.why} What hangs on it:", indent=2)
        yield from bullets((f"{i.level}: {i.concern} [{i.indicator}]" for i in item.indicators), indent=4)


def _unanswered(item: UnansweredShown) -> str:
    note = f" ({item.note})" if item.note else ""
    return f"{item.question}: {item.reason_text}{note}{'; this settles it' if item.settled else ''}"


def _quoted(text: str | None, indent: int = 2) -> list[Line]:
    return [Line(text, indent=indent)] if text else []


def _tell(summary: Summary) -> Iterator[Line]:
    waiting = {item.question for item in summary.follow_up}
    for item in summary.tell:
        state = ["Not told yet."] if _reminder(item) in waiting else list(_sent(item))
        yield Line(" ".join([f"{item.name}: {item.within}{by_when(item.due)}.", *state]), indent=2, bullet=True)
        yield Line(f"For {', '.join(item.why)}. {item.due_note}".rstrip(), "faint", indent=4)


def _sent(item: TellShown) -> Iterator[str]:
    for sent in item.sent:
        if sent.sent_at:
            how = f", {sent.method}" if sent.method else ", how is not recorded"
            yield f"Sent {moment_in_words(datetime.fromisoformat(sent.sent_at))}{how}."
        if sent.not_sent_reason:
            yield f"Not sent: {sent.not_sent_reason}"


def _tell_if(item: TellIf) -> Iterator[Line]:
    yield Line(f"{item.name}: {item.within}, if", indent=2)
    yield from bullets(item.turns_out, indent=4)


def _still_open(summary: Summary) -> Iterator[str]:
    """What may come later; who is not told yet stands under "Tell"."""
    told = {_reminder(item) for item in summary.tell}
    for item in summary.follow_up:
        if item.question not in told:
            yield f"{item.question}: {item.within}{by_when(item.due)}"


def _local(setting: LocalSetting) -> str:
    return f"{setting.text.removesuffix('.')}: {setting.value} (the form has: {setting.standard}) [{setting.id}]"


def _reminder(item: TellShown) -> str:
    return f"Tell: {item.name}"
