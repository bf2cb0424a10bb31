"""A question as markup: its text, what to write, when it is asked, what it is answered with, why it may be left.

The id `q-PATH` names the question; in the row of a table the number of the row is `#`. A question with one field is
a `div` with a label, any other a `fieldset` with a legend.
"""

from collections.abc import Sequence
from typing import Final

from safeforms.asking_words import asked_in_words
from safeforms.definition import (
    Choices,
    DateTimeType,
    DateType,
    Form,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
)
from safeforms.form_words import answer_wanted
from safeforms.web_page.controls_markup import controls, reasons
from safeforms.web_page.table_markup import EMPTY_ROW, paper_table, rows
from safeforms.web_page.tags import END_OF_PARAGRAPH, NOTHING, SPACE, Html, element, joined, text, unclosed
from safeforms.words import sentence_case

ONE_FIELD: Final = (Text, Integer, NhsNumber)
LIMITED: Final = (Text, Integer, DateType, DateTimeType)
PLAIN: Final = frozenset({"text", "a whole number", "a date", "a date and time"})
"""What needs no telling beside the field itself."""


def question_markup(form: Form, question: Question, *, path: str, around: Sequence[Question] = ()) -> Html:
    """The question at a path; `around` are the questions of the group or the row that it stands in."""
    said = (text(question.text), _aside(question))
    inside = joined(
        _hints(form, question, around),
        _inside(form, question, path=path),
        reasons(question, form=form),
    )
    if isinstance(question.type, ONE_FIELD):
        asked = element("label", *said, for_=path)
        return element("div", asked, inside, class_="question", id=f"q-{path}")
    kind = "question group" if question.parts else "question"
    return element("fieldset", element("legend", *said), inside, class_=kind, id=f"q-{path}")


def _inside(form: Form, question: Question, *, path: str) -> Html:
    match question.type:
        case Group() | Override():
            return _parts(form, question, path=path)
        case Table():
            template = _parts(form, question, path=f"{path}.{EMPTY_ROW}")
            return joined(paper_table(form, question), rows(question, template, path=path))
        case _:
            return controls(question, path=path)


def _parts(form: Form, question: Question, *, path: str) -> Html:
    return joined(
        *(question_markup(form, part, path=f"{path}.{part.id}", around=question.parts) for part in question.parts)
    )


def _hints(form: Form, question: Question, around: Sequence[Question]) -> Html:
    """Paragraphs: what to write, when it is asked, where it comes from. Each ends where the next begins."""
    hint = " ".join(filter(None, [question.help, _to_write(form, question, around)]))
    when = asked_in_words(question, form=form, parts=around)
    said = {"hint": hint, "only-if": when and f"Answer only if {when}.", "why": "; ".join(question.source)}
    paragraphs = [unclosed("p", text(words), class_=kind) for kind, words in said.items() if words]
    return joined(*paragraphs, END_OF_PARAGRAPH) if paragraphs else NOTHING


def _to_write(form: Form, question: Question, around: Sequence[Question]) -> str:
    if isinstance(question.type, Choices):
        return "Tick all that apply."
    if isinstance(question.type, NhsNumber):
        return "Ten digits."
    wanted = answer_wanted(question, form=form, parts=around) if isinstance(question.type, LIMITED) else "text"
    return "" if wanted in PLAIN else f"{sentence_case(wanted)}."


def _aside(question: Question) -> Html:
    if question.follow_up:
        return joined(SPACE, element("small", text("(may follow later)")))
    return joined(SPACE, element("small", text("(optional)"))) if question.optional else NOTHING
