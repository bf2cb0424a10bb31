"""A filled Word form -> its texts by slot, whatever Word or LibreOffice made of it since.

A row is known by where it stands, since people add and take out rows. What is typed outside the controls is not read:
on the line of a control that is told of. Two ticks where one is allowed are both given, and told of.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from safeforms.filled_forms import FilledForm
from safeforms.filled_forms.word_control import Control
from safeforms.filled_forms.word_parts import opened
from safeforms.filled_forms.word_walk import Walk, walked
from safeforms.places import Place
from safeforms.problems import Problem, Severity
from safeforms.readers import unreadable
from safeforms.streams import Broken
from safeforms.word_form.marks import IN_ROW, ONE_OF

NO_FORM: Final = "None of the boxes of a form is in it any more: fill in the blank form itself, in Word or LibreOffice."
BESIDE: Final = 'Beside the box "{}" stands something that is not read: write it into the box if it is an answer.'
PICTURE: Final = (
    'The box "{}" holds something that is no text, as a picture or a footnote: it is not read. Say it in words.'
)
NO_TICK: Final = 'The box "{}" holds something other than a tick: it is not read. Tick it, or leave it empty.'
SEVERAL: Final = 'The box "{}" is there more than once, not with the same in it: leave the one that is right.'

TWO_TICKS: Final = "Several boxes of this question are ticked, where only one may be: leave the one that is right."


def read(stream: BinaryIO, *, name: str) -> Iterator[FilledForm | Problem]:
    """The one form that a document is, or the problem that stands for it."""
    try:
        parts = opened(stream)
        walk = walked(parts)
        if not walk.held:
            raise Broken(NO_FORM)
    except Broken as broken:
        yield unreadable(broken.message, place=Place(name))
        return
    place = Place(name)
    texts, problems = _found(walk, place=place)
    yield FilledForm(form=parts.form, version=parts.version, texts=texts, place=place, problems=problems)


def _found(walk: Walk, *, place: Place) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """All that is filled in, by slot, rows counted from 0 as they stand; and what of it cannot be read."""
    numbers = _numbers(walk.held)
    slots = {held: _slot(held, numbers) for held in walk.held}
    tagged = {slot for held, slot in slots.items() if held.tagged}
    lists = {held.general: shown for held in walk.held if (shown := held.shown())}  # LibreOffice copies no lists
    said, problems = dict[str, dict[str, None]](), dict[Problem, None]()
    for held, slot in slots.items():
        if not held.tagged and slot in tagged:
            continue
        asked, _, option = slot.partition(ONE_OF)
        text = held.text(lists.get(held.general, {}))
        if text:
            said.setdefault(asked, {})[option or text] = None
        for message in _left(held, several=text != "" and len(said[asked]) > 1):
            problems[_problem(message, held, slot, place=place)] = None
    for held in walk.written_beside:
        problems[_problem(BESIDE, held, slots[held], place=place, severity="warning")] = None
    return {slot: "\n".join(texts) for slot, texts in said.items()}, tuple(problems)


def _numbers(controls: Iterable[Control]) -> dict[int, int]:
    """The number of each row of a table of the form, by its element."""
    numbers, counts = dict[int, int](), Counter[str]()
    for held in controls:
        inside = IN_ROW.match(held.name)
        if inside and held.row is not None and id(held.row) not in numbers:
            numbers[id(held.row)] = counts[inside[1]]
            counts[inside[1]] += 1
    return numbers


def _slot(held: Control, numbers: dict[int, int]) -> str:
    """The slot of what is held, or of one of its options, with the number of the row where it stands now."""
    number = numbers.get(id(held.row))
    name = held.name if number is None else IN_ROW.sub(rf"\g<1>.{number}.", held.name)
    return name.replace(".#.", ".0.")


def _left(held: Control, *, several: bool) -> Iterator[str]:
    """What is the matter with a control beside what is read of it."""
    if held.more:
        yield PICTURE
    if held.is_no_tick:
        yield NO_TICK
    if several:
        yield TWO_TICKS if ONE_OF in held.name else SEVERAL


def _problem(message: str, held: Control, slot: str, *, place: Place, severity: Severity = "error") -> Problem:
    """What is the matter, by the words that people know a control by."""
    asked = re.split("[=:?]", slot)[0]
    path = tuple(int(step) if step.isdecimal() else step for step in asked.split("."))
    return Problem(code="check_failed", message=message.format(held.called), severity=severity, path=path, place=place)
