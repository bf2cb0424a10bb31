"""The report line by line -> what the bundled forms answer to each: docs/traceability.md.

What answers a line is found by the `source:` of what the forms define, never from a list. The table in
tests/cases/trace says what each line is about, whether it is in scope, and what it waits for.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from safeforms import list_forms, load_form
from safeforms.definition import Form
from safeforms.language.tracing import Citing, citations

TABLES: Final = Path(__file__).parent / "cases" / "trace"
REPORT: Final = "cqc"
"""The id under which the forms cite the report."""

VERBS: Final[Mapping[Citing, str]] = {
    "question": "asks",
    "check": "refuses",
    "indicator": "finds",
    "news": "tells",
    "setting": "lets a site set",
}
CHAPTERS: Final = {
    "women": "What people told the inspectors",
    "1.1": "Chapter 1",
    "2.1": "Chapter 2",
    "3.1": "Chapter 3",
    "4.1": "Chapter 4: looked-after children",
    "5.1.1": "Chapter 5.1: leadership",
    "5.2.1": "Chapter 5.2: governance",
    "5.3.1": "Chapter 5.3: training and supervision",
    "rec 1.1": "Recommendations",
}
"""The line that each chapter begins with."""

NO_RULES: Final = {"record": "the record of a looked-after child", "reports": "management reports"}
"""What else is not built yet."""

Answers = Mapping[tuple[Citing, str], tuple[str, ...]]
"""What cites a line of the report, by its kind and name: the ids of the forms in which it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the report. `named` has the ids that must answer it: forms, or `any`, and the names in them."""

    ref: str
    scope: Literal["in", "part", "out"]
    says: str
    named: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    waits_for: tuple[str, ...]
    note: str

    def cited_by(self, where: str) -> bool:
        """Whether a citation means this line: `1.14`, `1.14 and why`, and not `1.1`."""
        return f"{where} ".startswith(f"{self.ref} ")


@cache
def rows() -> tuple[Row, ...]:
    """Every line, in the order of the report."""
    return tuple(
        Row(
            ref=line["ref"],
            scope=line["scope"],  # type: ignore[arg-type]
            says=line["says"],
            named=tuple(_named(line["answered_by"])),
            waits_for=tuple(line["waits_for"].split()),
            note=line["note"],
        )
        for line in _lines("report")
    )


@cache
def across_records() -> Mapping[str, str]:
    """What cannot be said of one record alone and is not built yet: id -> what it would find."""
    return {line["id"]: line["what"] for line in _lines("across_records")}


@cache
def bundled() -> Mapping[str, Form]:
    return {form.id: load_form(form.id) for form in list_forms()}


@cache
def answers() -> Mapping[str, Answers]:
    """What answers each line of the report that anything answers; what the report has no such line for is at ''."""
    found: dict[str, dict[tuple[Citing, str], tuple[str, ...]]] = defaultdict(dict)
    for form in bundled().values():
        for each in citations(form):
            if each.source == REPORT:
                ref = next((row.ref for row in rows() if row.cited_by(each.where)), "")
                known = found[ref].get((each.by, each.name), ())
                found[ref][each.by, each.name] = (*known, form.id) if form.id not in known else known
    return found


def page() -> str:
    """The page as Markdown."""
    return "\n".join([*_head(), *_chapters(), *_waiting()])


def _head() -> Iterator[str]:
    scoped = [row for row in rows() if row.scope != "out"]
    answered = [row for row in scoped if row.ref in answers()]
    both = [row for row in answered if row.waits_for]
    yield "# The report, line by line"
    yield ""
    yield (
        "What each paragraph, case example and recommendation of the CQC review of 19 September 2014 led to in the "
        "bundled forms. Names such as `seen_alone` are explained on [the page of each form](forms/README.md); the "
        "forms that have them stand in brackets. They are found by the sources that the forms cite, so that this page "
        "cannot claim what no form holds."
    )
    yield ""
    yield (
        f"Of {len(rows())} lines {len(scoped)} are in scope, wholly or in part; {len(rows()) - len(scoped)} are not. "
        f"The forms answer {len(answered)} of them, {len(both)} of which also wait for rules across records; "
        f"{len(scoped) - len(answered)} wait for those rules alone, which are not built yet: [what waits](#what-waits)."
    )
    yield ""
    yield "Nothing in the forms has been reviewed by a clinician. What a line says is our own short wording."


def _chapters() -> Iterator[str]:
    for row in rows():
        if row.ref in CHAPTERS:
            yield from ("", f"## {CHAPTERS[row.ref]}", "")
            yield from ("| line | what it says | what answers it | what does not |", "| --- | --- | --- | --- |")
        yield f"| {_title(row)} | {row.says} | {_answered(row)} | {_left(row)} |"


def _title(row: Row) -> str:
    scope = {"in": "", "part": " (in part)", "out": " (out of scope)"}[row.scope]
    return f"**{row.ref}**{scope}"


def _answered(row: Row) -> str:
    found = answers().get(row.ref, {})
    said = []
    for by, verb in VERBS.items():
        names: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for (kind, name), forms in found.items():
            if kind == by:
                names[forms].append(f"`{name}`")
        if names:
            listed = "; ".join(f"{', '.join(each)} ({_forms(forms)})" for forms, each in names.items())
            said.append(f"{verb} {listed}")
    return "<br>".join(said)


def _forms(forms: tuple[str, ...]) -> str:
    return "all" if len(forms) == len(bundled()) else ", ".join(forms)


def _left(row: Row) -> str:
    rules = [name for name in row.waits_for if name not in NO_RULES]
    waits = [f"rules across records: {', '.join(rules)}"] if rules else []
    waits += [NO_RULES[name] for name in row.waits_for if name in NO_RULES]
    return "<br>".join(filter(None, (f"Waits for {'; '.join(waits)}." if waits else "", row.note)))


def _waiting() -> Iterator[str]:
    """What is not built yet, with the lines that wait for it."""
    yield from ("", "## What waits", "")
    yield "All of this needs several records: of a person, of a household, or of a month. None of it is built yet."
    yield from ("", "| | what it would find or hold | lines that wait for it |", "| --- | --- | --- |")
    for name, what in across_records().items():
        waiting = [row.ref for row in rows() if name in row.waits_for]
        yield f"| {name} | {what} | {', '.join(waiting) or 'none of the report'} |"
    yield ""


def _named(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """`cash ed: one, two; any: three` as the forms and the names in them."""
    for group in filter(None, text.split("; ")):
        forms, _, names = group.partition(": ")
        yield tuple(forms.split()), tuple(names.split(", "))


def _lines(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
