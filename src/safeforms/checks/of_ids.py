"""Checks of ids: that no two things share one, that none is reserved, that what waits for each other has an end."""

import keyword
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Final

from safeforms.definition import RESERVED_NAMES
from safeforms.judgement.envelope import KEYS
from safeforms.language.condition_text import KEYWORDS
from safeforms.language.condition_walks import names_of
from safeforms.language.drafts import Draft, printed
from safeforms.language.names import dependencies
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.questions import Question

OF_A_REASON: Final = frozenset({"unanswered", "note"})
OF_THE_MODEL: Final = frozenset({"rules", "part_models", "made_from"})
"""What the class of a form has beside its questions."""
OF_PYDANTIC: Final = frozenset(
    {"construct", "copy", "dict", "from_orm", "json", "mro", "parse_file", "parse_obj", "parse_raw", "register"}
    | {"schema", "schema_json", "update_forward_refs", "validate"}
)
"""What pydantic's own class has beside `model_...`: checking a form must not load pydantic. A test holds the list."""

Named = tuple[str, str, Place | None]
"""The id of something, what that is, and its place."""


def circles(draft: Draft) -> Iterator[Problem]:
    """Questions, derived values and indicators wait for each other, so that none of them can ever be decided."""
    form = draft.form
    waiting = {node: sorted(names) for node, names in dependencies(form).items()}
    places = {name: place for name, _, place in _named(draft)}
    order = [*places, *waiting]
    while members := _circle(waiting):
        start = members.index(min(members, key=order.index))  # so that the same is told each time
        turned = (*members[start:], *members[:start], members[start])
        message = f"These wait for each other in a circle: {' -> '.join(turned)}. Take one of them out of a condition."
        yield Problem(code="form.circle", message=message, place=places.get(turned[0], draft.file))
        waiting = {node: [name for name in names if name not in members] for node, names in waiting.items()}


def name_clashes(draft: Draft) -> Iterator[Problem]:
    """One id stands for two things. Questions, derived values, indicators and settings share their names."""
    taken: dict[str, str] = {}
    for name, what, place in _named(draft):
        if name in taken:
            both = f"both {taken[name]} and {what}" if taken[name] != what else f"the id of two: each is {what}"
            yield Problem(code="form.name_clash", message=f"'{name}' is {both}: rename one.", place=place)
        taken.setdefault(name, what)
    for questions in [draft.form.questions.values(), *(question.parts for _, question, _ in draft.asked)]:
        yield from _clashes_inside(list(questions))


def reserved_names(draft: Draft) -> Iterator[Problem]:
    """An id is a word of the language, of a record or of the program, which would then be misread."""
    for name, what, place in _named(draft):
        if name in RESERVED_NAMES | KEYWORDS:
            yield _reserved(name, what, place, why="is a word of the language")
    for path, question, scope in draft.asked:
        why = _why_reserved(question.id, part=scope.within is not None)
        if why:
            yield _reserved(question.id, "a question", question.place, why=why)
        for option in question.options:
            if option in KEYWORDS - {"yes", "no"}:
                yield _reserved(option, f"an option of '{path}'", question.place, why="is a word of the language")
    for reason in draft.form.reasons:
        if reason in KEYWORDS:
            yield _reserved(reason, "a reason", draft.file, why="is a word of the language")


def unused(draft: Draft) -> Iterator[Problem]:
    """Nothing uses a derived value, a setting, a list of options or a reason: perhaps something was forgotten.

    Shared parts may bring more than one form uses.
    """
    form = draft.form
    if draft.is_part:
        return
    used = {printed(name) for _, test, _ in draft.tests for name in names_of(test)}
    used.update(indicator.within for indicator in form.indicators.values())
    used.update(notify.within for notify in form.notify)
    later = [question.follow_up for _, question, _ in draft.asked if question.follow_up]
    used.update(within for follow_up in later for within in (follow_up.within, *follow_up.escalate))
    for derived in form.derived.values():
        shared = derived.place is not None and derived.place.file != form.file
        if derived.name not in used and not shared:
            yield _unused(derived.name, "derived value", derived.place)
    for name, place in form.idle.items():
        if place is None or place.file == form.file:
            yield _unused(name, "list of options or reason", place)
    for setting in form.settings:
        if setting not in used:
            yield _unused(setting, "setting", draft.file)


def _circle(waiting: dict[str, list[str]]) -> list[str]:
    """The members of one circle, each waiting for the next; empty where there is none."""
    try:
        tuple(TopologicalSorter(waiting).static_order())
    except CycleError as error:
        return list(reversed(error.args[1][1:]))
    return []


def _named(draft: Draft) -> Iterator[Named]:
    """Everything that a condition can name, what has no line of its own first; questions in groups and tables aside."""
    form = draft.form
    yield from ((setting, "a setting", draft.file) for setting in form.settings)
    yield from ((q.id, "a question", q.place) for section in form.sections for q in section.questions)
    yield from ((derived.name, "a derived value", derived.place) for derived in form.derived.values())
    yield from ((indicator.id, "an indicator", indicator.place) for indicator in form.indicators.values())


def _clashes_inside(questions: list[Question]) -> Iterator[Problem]:
    """Ids that questions side by side share, and notes that have the id of a question."""
    ids = {question.id for question in questions}
    for question in questions:
        if question.note_id in ids:
            message = f"'{question.note_id}' is a question, and the notes of '{question.id}' are kept there: rename it."
            yield Problem(code="form.name_clash", message=message, place=question.place)
    yield from _twice(questions)


def _twice(questions: Iterable[Question]) -> Iterator[Problem]:
    seen = set[str]()
    for question in questions:
        if question.id in seen:
            message = f"Two questions beside each other have the id '{question.id}': rename one."
            yield Problem(code="form.name_clash", message=message, place=question.place)
        seen.add(question.id)


def _why_reserved(name: str, *, part: bool) -> str:
    """Why no question may have an id; empty where it may."""
    if part and name in RESERVED_NAMES | KEYWORDS:
        return "is a word of the language"
    if name in OF_A_REASON:
        return "is how a record says why a question was left"
    if not part and name in KEYS:
        return "is how a record names its own parts"
    if keyword.iskeyword(name):
        return "is a word of Python"
    if name in OF_THE_MODEL or name in OF_PYDANTIC or name.startswith("model_"):
        return "has a meaning in the Python class of a form"
    return ""


def _reserved(name: str, what: str, place: Place | None, *, why: str) -> Problem:
    message = f"'{name}' cannot be the id of {what}, for it {why}: choose another."
    return Problem(code="form.reserved_name", message=message, place=place)


def _unused(name: str, kind: str, place: Place | None) -> Problem:
    message = f"Nothing uses the {kind} '{name}': use it, or take it out."
    return Problem(code="form.unused", message=message, place=place, severity="warning")
