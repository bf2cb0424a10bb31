"""Records in which every answer can be told from every other: a mark of its own in each text and each option.

A mark is of letters and digits, so that no escaping of HTML, Markdown or addresses changes it; `marks_in` looks for it
in either case.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import count

from safeforms import Summary, load_form
from safeforms.definition import Form, Section
from safeforms.documents.document_html import document_fragment, document_html
from safeforms.documents.document_lines import document_lines
from safeforms.documents.document_markdown import document_markdown
from safeforms.questions import Choice, Choices, Group, Option, Override, Question, Table, Text, YesNo
from safeforms.summary_parts import Copy

Answers = dict[str, object]
MARK = re.compile(r"mk[0-9]+km")


def faces(summary: Summary) -> dict[str, str]:
    """All that can be made of a summary, as text."""
    document = summary.document()
    return {
        "json": summary.model_dump_json(),
        "text": "\n".join(line.text for line in document_lines(document)),
        "markdown": document_markdown(document),
        "html": document_html(document),
        "notebook": document_fragment(document),
    }


def marks_in(text: str) -> set[str]:
    """The marks that stand in a text, in capitals too."""
    return set(MARK.findall(text.casefold()))


@cache
def marked(name: str) -> Form:
    """A bundled form with a mark in the text of each option, another in each question."""
    numbers = count(1000)

    def option(one: Option) -> Option:
        return replace(one, text=f"{one.text} mk{next(numbers)}km")

    def question(one: Question) -> Question:
        kind = one.type
        if isinstance(kind, YesNo | Choice | Choices):
            return replace(one, type=replace(kind, options={key: option(each) for key, each in kind.options.items()}))
        if isinstance(kind, Group | Table | Override):
            return replace(one, type=replace(kind, questions=tuple(map(question, kind.questions))))
        return one

    def section(one: Section) -> Section:
        return replace(one, questions=tuple(map(question, one.questions)))

    form = load_form(name)
    return replace(form, sections=tuple(map(section, form.sections)))


class Marker:
    """Marks the texts of one record, and knows which marks are of what a copy may carry."""

    def __init__(self, form: Form, copy: Copy) -> None:
        self.form, self.copy = form, copy
        self.carried: set[str] = set()
        self.withheld: set[str] = set()
        self._numbers = count(1)
        self._in_no_part = (form.summary.sent, form.summary.override)

    def record(self, answers: Mapping[str, object]) -> Answers:
        """The answers with a mark in every text, and texts where there were none; options are kept."""
        return self._filled(tuple(self.form.questions.values()), answers, frozenset())

    def _filled(
        self, questions: tuple[Question, ...], answers: Mapping[str, object], around: frozenset[str]
    ) -> Answers:
        filled: Answers = {}
        for question in questions:
            kinds = around | (question.kinds or {"unnamed"} if question.sensitive else frozenset())
            kinds |= {"in no copy of a part"} if question.id in self._in_no_part else frozenset()
            if self._of(kinds) is self.withheld:
                self.withheld.update(*(marks_in(option.text) for option in question.options.values()))
            raw = answers.get(question.id)
            if raw is not None or isinstance(question.type, Text):
                filled[question.id] = self._answer(question, raw, kinds)
            if question.note_id and (raw is not None or self._of(kinds) is self.withheld):
                filled[question.note_id] = self._text(kinds)
        return filled

    def _answer(self, question: Question, raw: object, kinds: frozenset[str]) -> object:
        if isinstance(raw, Mapping) and "unanswered" in raw:
            return {**raw, "note": self._text(kinds)}
        if isinstance(question.type, Text):
            return self._text(kinds)
        if isinstance(raw, Mapping):
            return self._filled(question.parts, raw, kinds)
        if isinstance(raw, list) and question.parts:
            return [self._filled(question.parts, row, kinds) for row in raw]
        for chosen in raw if isinstance(raw, list) else [raw]:
            option = question.options.get({True: "yes", False: "no"}.get(chosen, chosen))  # type: ignore[arg-type]
            self._of(kinds).update(marks_in(option.text) if option else ())
        return raw

    def _text(self, kinds: frozenset[str]) -> str:
        mark = f"mk{next(self._numbers)}km"
        self._of(kinds).add(mark)
        return f'{mark.upper()} says enough for any question, and <b title="{mark}"> & more/{mark}'

    def _of(self, kinds: frozenset[str]) -> set[str]:
        return self.carried if self.copy.carries is None or kinds <= self.copy.carries else self.withheld
