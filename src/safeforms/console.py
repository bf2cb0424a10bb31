"""Forms, problems and summaries on a terminal: the only room that imports rich.

Plain text where output is no terminal, so that it can be searched and compared. Texts of forms and records are
printed as they are: no markup in them is obeyed, and control characters are left out.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO, Final

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table
from rich.text import Text

from safeforms.clock import day_in_words, moment_in_words
from safeforms.conditions import Always
from safeforms.definition import Form, Question
from safeforms.definition import Table as TableType
from safeforms.problems import Path, Problem
from safeforms.reports import value_at
from safeforms.words import in_words

if TYPE_CHECKING:
    from safeforms.assessment import Verdict
    from safeforms.problems import RecordError
    from safeforms.summary import Summary, UnansweredShown, Undetermined

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
STYLES: Final = {
    "red": "bold red",
    "amber": "bold yellow",
    "grey": "bold bright_black",
    "green": "green",
    "info": "cyan",
}
KINDS: Final = {
    "YesNo": "yes or no",
    "Choice": "one of",
    "Choices": "any of",
    "Text": "text",
    "Integer": "whole number",
    "DateType": "date",
    "DateTimeType": "date and time",
    "NhsNumber": "NHS number",
    "Group": "group",
    "Table": "table",
    "Override": "own level",
}


def show_list(rows: Iterable[Mapping[str, str]]) -> None:
    """A line for each form."""
    table = Table(box=None, pad_edge=False)
    for column in ("form", "version", "title"):
        table.add_column(column, no_wrap=column != "title")
    for row in rows:
        table.add_row(*(Text(row[column]) for column in ("form", "version", "title")))
    _console().print(table)


def show_form(form: Form) -> None:
    """A form to read: what is asked, when in words, which reasons it accepts; then what matters."""
    out = _console()
    _say(out, f"{form.title} ({form.id} {form.version})", style="bold")
    for line in (form.purpose, form.filled_in_by and f"Filled in by: {form.filled_in_by}"):
        if line:
            _say(out, line)
    for section in form.sections:
        out.print()
        _say(out, section.title, style="bold underline")
        for question in section.questions:
            _show_question(out, form, question, indent=2, within=())
    _show_rules(out, form)


def show_problems(problems: Iterable[Problem], *, checked: int) -> None:
    """The problems of definitions, each as `file:line:column: code: sentence`, then how many."""
    out = _console()
    count = 0
    for problem in problems:
        count += 1
        _say(out, str(problem), style="" if problem.severity == "error" else "yellow")
    files = f"{checked} definition" + ("" if checked == 1 else "s")
    _say(out, f"{files} checked, {count or 'no'} problem{'' if count == 1 else 's'}.", style="" if count else "green")


def show_verdicts(judged: "Iterable[tuple[Verdict, object]]", *, show_values: bool) -> None:
    """A line for each record, and below it a line for each problem."""
    out = _console()
    for verdict, answers in judged:
        where = " ".join(filter(None, [str(verdict.place or ""), verdict.record_id and f"({verdict.record_id})"]))
        _say(out, f"{where}: {_state(verdict)}" if where else _state(verdict), style=_state_style(verdict))
        for problem in verdict.problems:
            path = dotted(problem.path)
            mark = f"{problem.severity}: " if problem.severity == "warning" else ""
            value = value_at(answers, problem.path) if show_values else None
            shown = f" [recorded: {value}]" if value is not None else ""
            _say(out, f"{path + ': ' if path else ''}{mark}{problem.code}: {problem.message}{shown}", indent=2)


def show_summaries(summaries: "Iterable[Summary | RecordError]") -> None:
    """Summaries one below the other, in the order of FORMS.md I; what cannot be summarised is named."""
    out = _console()
    for summary in summaries:
        problems = summary.problems if isinstance(summary, Exception) else None
        if problems is not None:
            for problem in problems:
                _say(out, str(problem), style="bold")
        else:
            _show_summary(out, summary)  # type: ignore[arg-type]
        out.rule(style="bright_black", characters="-")


def dotted(path: Path) -> str:
    """A path as text: `companions.0.age_group`."""
    return ".".join(str(step) for step in path)


@contextmanager
def progress(size: int) -> Iterator[Callable[[BinaryIO], None]]:
    """A bar on standard error while records are read; call what it gives with the stream being read."""
    columns = (TextColumn("{task.description}"), BarColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=size)
        done = last = 0
        reading: BinaryIO | None = None

        def advance(stream: BinaryIO) -> None:
            nonlocal done, last, reading
            if stream is not reading:
                done, last, reading = done + last, 0, stream
            last = stream.tell() if stream.seekable() else last
            bar.update(task, completed=done + last)

        yield advance


def _console() -> Console:
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "0") or 0) or 120
    return Console(markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


def _say(out: Console, line: str, *, style: str = "", indent: int = 0) -> None:
    """A line of text; on a terminal it is folded under its indent, in a pipe it stays whole."""
    text = Text(CONTROL.sub("", line), style=style)
    if out.is_terminal:
        out.print(Padding(text, (0, 0, 0, indent)))
    else:
        out.print(Text(" " * indent) + text, soft_wrap=True)


def _state(verdict: "Verdict") -> str:
    if verdict.form is None:
        return "unreadable"
    count = len(verdict.errors)
    if verdict.status == "entered_in_error":
        return "entered in error"
    if verdict.complete:
        return "complete"
    if verdict.accepted:
        return f"in progress, {len(verdict.problems)} left"
    return f"incomplete, {count} problem{'' if count == 1 else 's'}"


def _state_style(verdict: "Verdict") -> str:
    return "green" if verdict.complete else "bold" if verdict.accepted else "bold red"


def _show_question(out: Console, form: Form, question: Question, *, indent: int, within: tuple[Question, ...]) -> None:
    kind = KINDS[type(question.type).__name__]
    flags = [kind, *(name for name in ("optional", "screening") if getattr(question, name))]
    if question.follow_up:
        flags.append("may follow later")
    _say(out, f"{question.text}  [{question.id}: {', '.join(flags)}]", indent=indent)
    if question.help:
        _say(out, question.help, style="italic", indent=indent + 4)
    if not isinstance(question.when, Always):
        _say(out, f"asked when {in_words(question.when, form=form, parts=within)}", style="cyan", indent=indent + 4)
    if question.options:
        _say(out, "; ".join(option.text for option in question.options.values()), style="dim", indent=indent + 4)
    if question.unanswered:
        reasons = "; ".join(form.reasons[reason].text for reason in question.unanswered if reason in form.reasons)
        _say(out, f"or why not: {reasons}", style="dim", indent=indent + 4)
    if isinstance(question.type, TableType):
        most = f" to {question.type.most}" if question.type.most else " or more"
        _say(out, f"rows: {question.type.fewest}{most}", style="dim", indent=indent + 4)
    for part in question.parts:
        _show_question(out, form, part, indent=indent + 4, within=question.parts)


def _show_rules(out: Console, form: Form) -> None:
    out.print()
    _say(out, "What must never be", style="bold underline")
    for check in form.checks:
        _say(out, f"{check.message}  [{check.id}]", indent=2)
    out.print()
    _say(out, "What matters", style="bold underline")
    for indicator in form.indicators.values():
        hard = ", hard" if indicator.hard else ""
        heading = f"{indicator.level}{hard}: {indicator.concern}  [{indicator.id}]"
        _say(out, heading, style=STYLES[indicator.level], indent=2)
        _say(out, f"when {in_words(indicator.when, form=form)}", indent=6)
        tell = ", ".join(form.recipients.get(tell.recipient, tell.recipient) for tell in indicator.tell)
        _say(out, f"{indicator.within}: tell {tell}" if tell else indicator.within, style="dim", indent=6)


def _show_summary(out: Console, summary: "Summary") -> None:
    level = summary.level or ""
    record = f", record {summary.record_id}" if summary.record_id else ""
    when = f", {moment_in_words(summary.assessed_at)}" if summary.assessed_at else ""
    _say(out, f"{summary.form_title} ({summary.form} {summary.form_version}){record}{when}", style="bold")
    done = "Complete" if summary.complete else f"Incomplete: {_count(summary)}"
    _say(out, f"{done}. Status: {summary.status.replace('_', ' ')}.")
    _say(out, f"Level: {summary.level_words}", style=STYLES.get(level, "bold"))
    if summary.possible_level != summary.level and summary.possible_level:
        _say(out, f"Could be: {summary.possible_level}, see what could not be determined")
    if summary.override:
        own = summary.override
        agreed = f", agreed by {own.agreed_by}" if own.agreed_by else ""
        _say(out, f"The professional's own level: {own.level}{agreed}, because: {own.reason or '(no reason given)'}")
    if summary.statement:
        _section(out, "Risk statement", [summary.statement])
    _show_findings(out, summary)
    _section(out, "Could not be determined", [_open_line(item) for item in summary.undetermined])
    unanswered = [_unanswered_line(item) for item in summary.unanswered]
    _section(out, "Asked and not answered", unanswered or [summary.unanswered_words])
    _section(out, "Recorded though not asked for", [f"{item.question}: {item.answer}" for item in summary.not_asked])
    _section(out, "In their words", [f"{item.question}: {item.answer}" for item in summary.words])
    _show_tell(out, summary)
    if not summary.complete:
        _section(out, "Not complete because", [p.message for p in summary.problems if p.code != "not_asked"])
    _say(out, f"{summary.standing_text} (safeforms {summary.safeforms_version})", style="italic")


def _count(summary: "Summary") -> str:
    count = sum(problem.code != "not_asked" for problem in summary.problems)
    return f"{count} problem{'' if count == 1 else 's'}"


def _show_findings(out: Console, summary: "Summary") -> None:
    for finding in summary.findings:
        hard = " (hard)" if finding.hard else ""
        _say(out, f"{finding.level.upper()}{hard}: {finding.concern}", style=STYLES[finding.level])
        for item in finding.evidence:
            _say(out, f"{item.question}: {item.answer}", indent=4)
        for action in finding.actions:
            _say(out, f"-> {action}", indent=4)
        _say(out, f"{finding.within}{_until(finding.due)}; source: {', '.join(finding.source)}", style="dim", indent=4)


def _unanswered_line(item: "UnansweredShown") -> str:
    note = f" ({item.note})" if item.note else ""
    return f"{item.question}: {item.reason_text}{note}{'; settled' if item.settled else ''}"


def _open_line(item: "Undetermined") -> str:
    levels = ", ".join(f"{indicator.indicator} ({indicator.level})" for indicator in item.indicators)
    return f"{item.question}: {item.why} Hangs on it: {levels}"


def _show_tell(out: Console, summary: "Summary") -> None:
    lines = []
    for item in summary.tell:
        sent = "; ".join(f"sent {s.sent_at}" if s.sent_at else f"not sent: {s.not_sent_reason}" for s in item.sent)
        state = f" [{sent}]" if sent else ""
        lines.append(f"{item.name}: {item.within}{_until(item.due)}, for {', '.join(item.why)}{state}")
    _section(out, "Tell", lines)
    _section(
        out, "Tell, if it turns out", [f"{i.name}: {i.within}, if: {' / '.join(i.turns_out)}" for i in summary.tell_if]
    )
    follow_up = [f"{item.question}: {item.within}{_until(item.due)}" for item in summary.follow_up]
    _section(out, "Still open", follow_up)


def _section(out: Console, title: str, lines: list[str]) -> None:
    if lines:
        _say(out, title, style="bold")
    for line in lines:
        _say(out, line, indent=4)


def _until(due: date | datetime | None) -> str:
    if due is None:
        return ""
    return f" (by {moment_in_words(due) if isinstance(due, datetime) else day_in_words(due)})"
