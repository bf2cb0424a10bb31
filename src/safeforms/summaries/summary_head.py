"""The head of a summary's document: which record and whom it is of, its level, what is most pressing, what is missing.

The level that was computed always stands there, whatever level the professional set.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from safeforms.clock import FIRST, LAST, LEAVING, moment_in_words
from safeforms.documents.document import Banner, Block, Fact, Facts, Item, Items, Paragraph, Section
from safeforms.lines import by_when, counted, on_one_line
from safeforms.places import Place
from safeforms.summaries.summary_items import Finding, Level, OverrideShown, ProblemShown
from safeforms.summaries.summary_shown import NOT_IN_COPY, SummaryShown
from safeforms.summaries.summary_told import open_later

GRAVITY: Final[tuple[Level | None, ...]] = ("red", "amber", "grey", None, "green")
FIRST_SENTENCE: Final = re.compile(r'(?:"[^"]*"|[^"])*?\.(?=\s|$)')


def record_facts(summary: SummaryShown, *, place: Place | None) -> Facts:
    """Record, state, whom it is of, when, where and by whom, form; a record that has no id is named by its place."""
    record = [record_name(summary, place=place), f"marked {summary.status.replace('_', ' ')}"]
    safely = [summary.safe_contact] if summary.safe_contact else []
    when = [Fact(name="Assessed", value=moment_in_words(summary.assessed_at))] if summary.assessed_at else []
    return Facts(
        facts=(
            Fact(name="Record", value=", ".join(filter(None, record))),
            *([] if summary.complete is None else [Fact(name="State", value=completeness(summary))]),
            *(Fact(name=item.question, value=item.answer) for item in (*summary.person, *safely)),
            *when,
            *(Fact(name=item.question, value=item.answer) for item in summary.seen),
            Fact(name="Form", value=f"{summary.form_title} ({summary.form} {summary.form_version})"),
        )
    )


def record_name(summary: SummaryShown, *, place: Place | None) -> str:
    """The id of a record, or else its place; neither in a copy that leaves out the id."""
    return summary.record_id or ("" if summary.copy_for else on_one_line(str(place or "")))


def completeness(summary: SummaryShown) -> str:
    """Whether the record is complete, and if not how much is missing or wrong."""
    if summary.status == "entered_in_error":
        return "Withdrawn"
    if summary.complete is None:
        return NOT_IN_COPY
    if summary.complete:
        return "Complete"
    blank, wrong = _blank_and_wrong(summary)
    counts = [counted(len(blank), "answer") + " missing"] if blank else []
    counts += [f"{len(wrong)} to put right"] if wrong else []
    state = "In progress" if summary.status == "in_progress" else "Incomplete"
    return f"{state}: {', '.join(counts)}" if counts else state


def levels(summary: SummaryShown) -> str:
    """The computed level in words, and beside it the professional's own where there is one."""
    if summary.override is None:
        return summary.level_words
    return f"{summary.level_words} (computed). The professional's own level: {summary.override.level.capitalize()}."


def level_banner(summary: SummaryShown) -> Banner:
    """The computed level beside the professional's own, and below them what is most pressing.

    It has the colour of the graver of the two; what is not rated has none.
    """
    own = summary.override
    below = list(own_level(own, findings=summary.findings)) if own else []
    if summary.possible_level and summary.possible_level != summary.level:
        below.append(f"It could be {summary.possible_level}: see what could not be determined.")
    graver = min([summary.level, *([own.level] if own else [])], key=GRAVITY.index)
    return Banner(text=f"Level: {levels(summary)}", mark=graver or "", below=(*below, *_pressing(summary)))


def own_level(own: OverrideShown, *, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Why the professional gives another level; and that it does not stand, where it is lower than it may be."""
    agreed = f", agreed by {own.agreed_by}" if own.agreed_by else ""
    yield f"Why {own.level.capitalize()}{agreed}: {own.reason or '(no reason that can be used is recorded)'}"
    lower = GRAVITY.index(own.level) > GRAVITY.index(own.computed)
    hard = [finding.level for finding in findings if finding.hard and finding.level != "info"]
    if any(GRAVITY.index(own.level) > GRAVITY.index(level) for level in hard):
        yield "That level does not stand: a finding below is one that no override may lower."
    elif lower and own.computed and not (own.reason and own.agreed_by):
        yield "That level does not stand: to lower it takes a reason and the senior who agreed."


def _pressing(summary: SummaryShown) -> Iterator[str]:
    """What to do first, whom to tell first, and how much is overdue already."""
    to_do = [finding for finding in summary.findings if finding.actions]
    if to_do:
        first = min(to_do, key=lambda finding: _urgency(finding.within, finding.due))
        others = sum(len(finding.actions) for finding in to_do) - 1
        more = f" ({counted(others, 'more point')} to do below.)" if others else ""
        yield f"Do first, {first.within}{by_when(first.due)}: {first.actions[0]}{more}"
    to_tell = [tell for tell in summary.tell if tell.state in ("open", "failed")]
    if to_tell:
        soonest = min(_urgency(tell.within, tell.due) for tell in to_tell)
        first_told = [tell for tell in to_tell if _urgency(tell.within, tell.due) == soonest]
        names = "; ".join(tell.name for tell in first_told)
        yield f"Tell first, {first_told[0].within}{by_when(first_told[0].due)}: {names}."
    overdue = sum(tell.overdue for tell in summary.tell) + sum(item.overdue for item in open_later(summary))
    if overdue:
        yield f"Overdue: {counted(overdue, 'thing')} to tell or to follow up."


def _urgency(within: str, due: date | datetime | None) -> tuple[int, datetime]:
    """A key that sorts what is due: before the person leaves, then by the deadline, then what has none."""
    if within == LEAVING:
        return 0, FIRST
    if due is None:
        return 2, LAST
    return 1, due if isinstance(due, datetime) else datetime.combine(due, time.max)


def missing(summary: SummaryShown) -> Section | None:
    """What is missing or wrong, section by section of the form, without what to do about it: so `validate` says."""
    blank, wrong = _blank_and_wrong(summary)
    if summary.status == "entered_in_error" or not (blank or wrong):
        return None
    blocks: list[Block] = []
    if blank:
        blocks += [Paragraph(text="Not answered:"), Items(items=tuple(_by_section(blank)))]
    if wrong and blank:
        blocks.append(Paragraph(text="To be put right:"))
    if wrong:
        blocks.append(Items(items=tuple(Item(text=_what_is_wrong(problem)) for problem in wrong)))
    return Section(title="Please note" if summary.complete else "Missing or wrong", blocks=tuple(blocks))


def _blank_and_wrong(summary: SummaryShown) -> tuple[list[ProblemShown], list[ProblemShown]]:
    """What is not answered, and all else, apart from what was not asked for: that stands in full elsewhere."""
    shown = [problem for problem in summary.problems if problem.code != "not_asked"]
    blank = [problem for problem in shown if problem.code == "missing_answer" and problem.question]
    return blank, [problem for problem in shown if problem not in blank]


def _by_section(problems: list[ProblemShown]) -> Iterator[Item]:
    for section in dict.fromkeys(problem.section for problem in problems):
        found = (problem for problem in problems if problem.section == section)
        questions = tuple(Item(text=problem.question + _column(problem)) for problem in found)
        yield Item(text=section, items=questions)


def _what_is_wrong(problem: ProblemShown) -> str:
    """The first sentence of a message, a stop inside quotes ends none; and the row and column of an export."""
    first = FIRST_SENTENCE.match(problem.message)
    row = f" [{on_one_line(problem.place)}]" if problem.place else ""
    return (first[0] if first else problem.message) + row + _column(problem)


def _column(problem: ProblemShown) -> str:
    return f' [column "{on_one_line(problem.header)}"]' if problem.header is not None else ""
