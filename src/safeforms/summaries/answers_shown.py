"""Answers of one record as a reader sees them: the question, and what was recorded for it, in words.

Paths name rows by their position. A note stands in brackets behind the answer that it belongs to.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from safeforms.clock import age_in_words, as_day
from safeforms.conditions import Name, Years
from safeforms.definition import Derived, Form
from safeforms.judgement.answers import is_blank
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.messages import heading
from safeforms.problems import Path
from safeforms.questions import Override, Question, Table
from safeforms.summaries.summary_items import AnswerShown
from safeforms.wording.answer_words import answer_in_words
from safeforms.wording.words import sentence_case

NOT_ANSWERED: Final = "(not answered)"


def beside_the_statement(form: Form) -> tuple[Question, ...]:
    """The questions of the section that asks for the statement: what was thought, discussed, decided and done."""
    statement = form.summary.statement
    return next((s.questions for s in form.sections if any(q.id == statement for q in s.questions)), ())


class AnswersShown:
    """Says the answers of one record; `raw` are those answers as they were recorded.

    `blanks`: a part of a group or row that was asked and left blank says so. Not where answers were taken out before.
    """

    def __init__(self, evaluation: Evaluation, raw: Mapping[str, object], *, blanks: bool = True) -> None:
        self.form, self.evaluation, self.contents = evaluation.form, evaluation, evaluation.contents
        self.raw, self.order, self.blanks = raw, evaluation.form.positions, blanks

    def at(self, path: Path) -> AnswerShown:
        """What is recorded at a path, or that nothing is; of a derived value what it comes to."""
        derived = self.form.derived.get(str(path[0]))
        if derived:
            name = (derived.text or derived.name).removesuffix(" in years")
            return AnswerShown(path=path, question=sentence_case(name), answer=self._derived(derived))
        return AnswerShown(path=path, question=heading(self.form, path), answer=self._answer_and_note(path))

    def of(self, paths: Iterable[Path]) -> tuple[AnswerShown, ...]:
        """What is recorded at each of these, in form order."""
        return tuple(self.at(path) for path in sorted(paths, key=self.position))

    def listed(self, names: Iterable[str]) -> tuple[AnswerShown, ...]:
        """What is recorded for questions outside groups by their short names, in the order given: of a table each row.

        A question that was not asked, and not answered either, is left out; a blank one that was asked says so. A
        derived value may be named too, such as an age; it is left out where there is none.
        """
        return tuple(self.shortly(path) for name in names for path in self._recorded(name))

    def first(self, name: str | None) -> AnswerShown | None:
        """What is recorded for one question; None where the form has none, or did not ask and nothing is recorded."""
        return next(iter(self.listed([name] if name else [])), None)

    def text(self, name: str | None) -> str | None:
        """The text that answers a question, unchanged."""
        return self.contents.text((name,)) if name else None

    def moment(self, name: str | None) -> datetime | None:
        """The date and time that answers a question."""
        return self.contents.moment((name,)) if name else None

    def position(self, path: Path) -> tuple[int, int, int]:
        """A key that sorts paths into form order."""
        outer = self.order.get(str(path[0]), len(self.order))
        row = next((step for step in path if isinstance(step, int)), -1)
        inner = self.order.get(f"{path[0]}.{path[-1]}", 0)
        return outer, row, inner

    def shortly(self, path: Path) -> AnswerShown:
        """What is recorded at the path of a question or a row, under the short name of the question if it has one."""
        question = self.form.questions.get(str(path[0]))
        if question is None or not question.short:
            return self.at(path)
        several = len(path) > 1 and len(self.contents.rows(path[:1])) > 1
        name = f"{question.short} ({int(path[1]) + 1})" if several else question.short
        return self.at(path).model_copy(update={"question": name})

    def _recorded(self, name: str) -> Iterator[Path]:
        path: Path = (name,)
        if name not in self.form.questions:
            if self.evaluation.quantity(Name(name)).value is not None:
                yield path
            return
        kind = self.contents.at(path).kind
        if kind == "blank" and self.evaluation.asked(path).truth is False:
            return
        if kind == "blank" and self.evaluation.may_stay_open(path):
            return
        rows = self.contents.rows(path) if isinstance(self.form.questions[name].type, Table) else ()
        yield from ((name, row) for row in rows)
        if not rows:
            yield path

    def _derived(self, derived: Derived) -> str:
        """A number; an age in the units in which people say it, for a baby is not "0"."""
        match derived.meaning:
            case Years(start, end):
                born, day = (self.evaluation.quantity(moment).value for moment in (start, end))
                assert isinstance(born, date) and isinstance(day, date)
                return age_in_words(as_day(born), as_day(day))
            case _:
                return str(self.evaluation.quantity(Name(derived.name)).value)

    def _answer_and_note(self, path: Path) -> str:
        """An answer with the note of its option; of the path of a note the note alone."""
        if not isinstance(path[-1], int) and self._is_note(path):
            return f"(note) {self.contents.notes[(*path[:-1], str(path[-1]).removesuffix('_note'))]}"
        note = self._note(path)
        said = self._answer(path)
        return f"{said} ({note})" if note else said

    def _note(self, path: Path) -> str:
        """The note of an option, or of a reason."""
        content = self.contents.at(path)
        note = content.note if content.kind == "reason" else self.contents.notes.get(path)
        return note.strip() if isinstance(note, str) else ""

    def _is_note(self, path: Path) -> bool:
        names = [str(step) for step in path if not isinstance(step, int)]
        return self.form.question_at(".".join(names)) is None

    def _answer(self, path: Path) -> str:
        content, question = self.contents.at(path), self.evaluation.question(path)
        if content.kind == "reason":
            return self.form.reasons[str(content.reason)].text
        if content.kind == "blank":
            return NOT_ANSWERED
        if isinstance(path[-1], int):
            return answer_in_words(question, [self._with_blanks(path)]).removeprefix("1: ")
        if question.parts:
            return answer_in_words(question, self._with_blanks(path))
        if content.kind == "invalid":
            return f"{answer_in_words(question, self._raw(path))} (cannot be used)"
        return answer_in_words(question, content.value)

    def _with_blanks(self, path: Path) -> object:
        """A group or a row as it was recorded, where each part that was asked and left blank says so."""
        raw = self._raw(path)
        if not isinstance(raw, Mapping):
            return raw
        raw = {name: inside for name, inside in raw.items() if not is_blank(inside)}
        if not self.blanks or isinstance(self.evaluation.question(path).type, Override):
            return raw
        parts = [(part.id, (*path, part.id)) for part in self.evaluation.question(path).parts]
        return {**raw, **{name: NOT_ANSWERED for name, inner in parts if self._is_missing(inner)}}

    def _is_missing(self, path: Path) -> bool:
        blank, asked = self.contents.at(path).kind == "blank", self.evaluation.asked(path).truth
        return blank and asked is True and not self.evaluation.may_stay_open(path)

    def _raw(self, path: Path) -> object:
        found: object = self.raw
        for step in path:
            found = found[step]  # type: ignore[index]
        return found


def answers_of(
    form: Form, answers: Mapping[str, object], *, now: datetime, finished: bool, blanks: bool = True
) -> AnswersShown:
    """The answers of a record, read and ready to be shown; `finished` is False where it is still in progress."""
    evaluation = Evaluation(form, read_contents(form, answers, now=now), now=now, finished=finished)
    return AnswersShown(evaluation, answers, blanks=blanks)
