"""A filled Word form -> its texts by slot, whatever Word or LibreOffice made of it since.

A row is known by where it stands, since people add and take out rows. What is typed outside the controls is not read:
on the line of a control that is told of. Two ticks where one is allowed are both given, and their slot is named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from safeforms.filled_forms import FilledForm
from safeforms.filled_forms.word_control import Control
from safeforms.filled_forms.word_parts import Parts, opened
from safeforms.filled_forms.word_walk import Walk, walked
from safeforms.places import Place
from safeforms.problems import Problem, Severity
from safeforms.readers import unreadable
from safeforms.slots.names import path_of
from safeforms.streams import Broken
from safeforms.word_form.marks import IN_ROW, ONE_OF

NO_FORM: Final = "None of the boxes of a form is in it any more: fill in the blank form itself, in Word or LibreOffice."
Wrong = tuple[str, str]
"""The code of a problem, and its sentence without the box."""
BESIDE: Final = (
    "unreadable",
    'Beside the box "{}" stands something that is not read: write it into the box if it is an answer.',
)
PICTURE: Final = (
    "unreadable",
    'The box "{}" holds something that is no text, as a picture or a footnote: it is not read. Say it in words.',
)
NO_TICK: Final = (
    "wrong_format",
    'The box "{}" holds something other than a tick: it is not read. Tick it, or leave it empty.',
)
GARBLED: Final = (
    "unreadable",
    'The program that saved the form wrote the answer in the box "{}" more than once: it is not read. Look at the form '
    "and write the answer again.",
)
TWICE: Final = (
    "check_failed",
    'The box "{}" is there more than once, not with the same in it: leave the one that is right.',
)


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
    yield _found(parts, walk, place=Place(name))


def _found(parts: Parts, walk: Walk, *, place: Place) -> FilledForm:
    """All that is filled in, rows counted from 0 as they stand; and what of it cannot be read."""
    numbers = _numbers(walk.held)
    slots = {held: _slot(held, numbers) for held in walk.held}
    tagged = {slot for held, slot in slots.items() if held.tagged}
    lists = {held.general: shown for held in walk.held if (shown := held.shown())}  # LibreOffice copies no lists
    said, problems, several = dict[str, dict[str, None]](), dict[Problem, None](), set[str]()
    for held, slot in slots.items():
        if not held.tagged and slot in tagged:
            continue
        asked, _, option = slot.partition(ONE_OF)
        text = held.text(lists.get(held.general, {}))
        if text:
            said.setdefault(asked, {})[option or text] = None
        twice = text != "" and len(said[asked]) > 1
        several |= {asked} if twice and option else set()
        for wrong in _left(held, twice=twice and not option):
            problems[_problem(wrong, held, slot, place=place)] = None
    for held in walk.written_beside:
        problems[_problem(BESIDE, held, slots[held], place=place, severity="warning")] = None
    texts = {slot: "\n".join(pieces) for slot, pieces in said.items()}
    return FilledForm(
        form=parts.form,
        version=parts.version,
        texts=texts,
        place=place,
        problems=tuple(problems),
        several=frozenset(several),
    )


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


def _left(held: Control, *, twice: bool) -> Iterator[Wrong]:
    """What is the matter with a control beside what is read of it."""
    if held.more:
        yield PICTURE
    if held.is_garbled:
        yield GARBLED
    if held.is_no_tick:
        yield NO_TICK
    if twice:
        yield TWICE


def _problem(wrong: Wrong, held: Control, slot: str, *, place: Place, severity: Severity = "error") -> Problem:
    """What is the matter, by the words that people know a control by."""
    code, message = wrong
    path = path_of(slot.partition(ONE_OF)[0])
    return Problem(code=code, message=message.format(held.called), severity=severity, path=path, place=place)
