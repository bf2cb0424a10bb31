"""What an answer is given with: boxes, fields and lines, by the type of the question.

The page as it is written is the form on paper: a box is a text that bears the value it stands for (`data-v`), which the
sheet gives a box to tick. `behaviour/naming.js` makes a radio button or a checkbox of it, and names it and every field
from the path, which stands once, at its question: so the page stays light.
"""

from collections.abc import Iterable
from typing import Final

from safeforms.definition import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Form,
    Integer,
    NhsNumber,
    Option,
    Question,
    Text,
    YesNo,
)
from safeforms.web_page.tags import NOTHING, SPACE, Html, element, joined, text, unclosed

SAY_MORE: Final = joined(SPACE, element("small", text("say more:")))
"""On paper a line follows; the script makes a field of its own where it finds this."""
SHORT: Final = 16
"""A question that takes no more characters than this is taken to want no more than a line."""
LONG: Final = 30
"""An answer that must have as many characters gets several lines."""
DATE_PARTS: Final = ("Day", "Month", "Year")


def controls(question: Question, *, path: str) -> Html:
    """What the answer is given with, and the note of an option; nothing of a group or a table."""
    match question.type:
        case YesNo() | Choice() | Choices():
            return _options(question)
        case Text(min_length=fewest):
            return element("textarea", id=path, class_=_room(question, fewest=fewest))
        case Integer(unit=unit):
            return joined(_field(path, class_="short"), SPACE, text(unit))
        case NhsNumber():
            return _field(path, class_="medium")
        case DateType():
            return _date(*DATE_PARTS)
        case DateTimeType():
            return _date(*DATE_PARTS, "Time")
        case _:
            return NOTHING


def reasons(question: Question, *, form: Form) -> Html:
    """Why the question may be left, as boxes beside its answer, and which of them need a note."""
    if not question.unanswered:
        return NOTHING
    boxes = (
        _box(
            f"?{reason.id}",
            form.reasons[reason.id].text if reason.id in form.reasons else reason.id,
            more=reason.note_required,
        )
        for reason in question.unanswered.values()
    )
    return element("div", *boxes, class_="reasons")  # what stands above them is in the style: it is there many times


def _options(question: Question) -> Html:
    boxes = (_box(option.id, _said(option), more=option.note is not None) for option in question.options.values())
    return element("div", *boxes, class_=f"options{_width(question.options.values())}")


def _room(question: Question, *, fewest: int) -> str | None:
    """One line, several, or (None) two."""
    if fewest >= LONG:
        return "long"
    return "line" if len(question.text) <= SHORT else None


def _width(options: Iterable[Option]) -> str:
    """Few short options stand beside each other, many short ones in columns."""
    longest, number = max(len(option.text) for option in options), len(list(options))
    if number < 4 and longest < 12:
        return " inline"
    return " columns" if number > 5 and longest < 48 else ""


def _said(option: Option) -> str:
    return f"{option.text} (nothing else)" if option.exclusive else option.text


def _box(value: str, said: str, *, more: bool) -> Html:
    return unclosed("p", text(said), SAY_MORE if more else NOTHING, data_v=value)


def _field(path: str, *, class_: str | None = None) -> Html:
    return element("input", id=path, class_=class_)


def _date(*parts: str) -> Html:
    return element("div", *(element("label", text(part), element("input")) for part in parts), class_="date")
