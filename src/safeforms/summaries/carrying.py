"""What a copy for one recipient may carry of a record: which questions, and the answers without all the others.

A question is carried where all its kinds are, those of the group around it too. Where a copy must not even tell what
was asked, more is taken out: what reads a withheld answer, however far, for that it was asked tells what was answered.
"""

from collections.abc import Collection, Mapping

from safeforms.conditions import Condition, Name, Value
from safeforms.definition import Form
from safeforms.judgement.answers import REASON_KEYS
from safeforms.language.names import dependencies, names_in, readers_of
from safeforms.once import once
from safeforms.problems import Path
from safeforms.questions import Question, Table
from safeforms.summary_parts import HOME, Copy


def kinds_of(form: Form, path: Path) -> frozenset[str] | None:
    """The sensitive kinds of what a path of a record holds: none where it is not sensitive; None where it is, of any.

    A note is of the kinds of its question, a derived value of all that it rests on. What the form does not know may be
    of any kind.
    """
    found = questions_along(form, path)
    if not found or any(question.sensitive and not question.kinds for question in found):
        return None
    return frozenset().union(*(question.kinds for question in found))


def may_carry(form: Form, path: Path, *, copy: Copy) -> bool:
    """Whether a copy may carry what a path of a record holds, by its kinds alone."""
    if copy.carries is None:
        return True
    kinds = kinds_of(form, path)
    return kinds is not None and kinds <= copy.carries


def questions_along(form: Form, path: Path) -> tuple[Question, ...]:
    """The question at a path, the group or table around it first; of a note the question that it belongs to.

    Of a derived value all that it rests on; none where the form does not know the path.
    """
    if path[0] in form.derived:
        read = rests_on(form, Name(str(path[0])))
        return tuple(each for name, q in form.questions.items() if name in read for each in (q, *q.parts))
    names = [step for step in path if isinstance(step, str)]
    outer = form.questions.get(names[0]) or _of_note(names[0], tuple(form.questions.values()))
    if outer is None or len(names) == 1:
        return (outer,) if outer else ()
    inner = next((part for part in outer.parts if part.id == names[1]), None) or _of_note(names[1], outer.parts)
    return (outer, inner) if inner and len(names) == 2 else ()


def withheld_from(form: Form, copy: Copy) -> frozenset[str]:
    """The dotted paths of all questions that a copy leaves out.

    A copy of a part has neither whom else the record says was told nor the level of the professional; one that could
    reach the home has no way to reach the person.
    """
    if copy.carries is None:
        return frozenset()
    parts = form.summary
    found = {name for name, _ in form.walk() if not may_carry(form, tuple(name.split(".")), copy=copy)}
    found |= {name for name in (parts.sent, parts.override) if name}
    if copy.recipient == HOME and parts.safe_contact:
        found.add(parts.safe_contact)
    return _whole_paths(form, found)


def with_what_is_asked_for(form: Form, withheld: frozenset[str]) -> frozenset[str]:
    """Withheld questions, and all that are only asked, or not asked, because of one of them."""
    outer = {name.partition(".")[0] for name in withheld}
    return _whole_paths(form, outer | readers_of(form, *outer))


def answers_without(form: Form, answers: Mapping[str, object], *, withheld: frozenset[str]) -> dict[str, object]:
    """The answers of a record, with their notes, but for those withheld; what the form does not know is left out."""
    return _kept(tuple(form.questions.values()), answers, "", withheld)


def rests_on(form: Form, meaning: Condition | Value) -> frozenset[str]:
    """The questions outside groups that something reads, itself or by the values and indicators that it names."""
    waiting = _waiting(form)
    found: set[str] = set()
    ahead = set(names_in(meaning))
    while ahead:
        found |= ahead
        opened = (waiting.get(name, set()) for name in ahead if name not in form.questions)
        ahead = set().union(*opened) - found
    return frozenset(found & set(form.questions))


_waiting = once(dependencies)
"""What each question, value and indicator of a form reads itself."""


def _whole_paths(form: Form, names: Collection[str]) -> frozenset[str]:
    """The questions of these names, of a group with its parts."""
    return frozenset(name for name, _ in form.walk() if name in names or name.partition(".")[0] in names)


def _of_note(name: str, among: tuple[Question, ...]) -> Question | None:
    return next((question for question in among if question.note_id == name), None)


def _kept(
    questions: tuple[Question, ...], answers: Mapping[str, object], around: str, withheld: frozenset[str]
) -> dict[str, object]:
    kept: dict[str, object] = {}
    for question in questions:
        name = f"{around}{question.id}"
        if name in withheld:
            continue
        if question.id in answers:
            kept[question.id] = _answer(question, answers[question.id], withheld)
        if question.note_id and question.note_id in answers:
            kept[question.note_id] = answers[question.note_id]
    return kept


def _answer(question: Question, raw: object, withheld: frozenset[str]) -> object:
    """An answer without the parts that are withheld; a reason stays, what is no group where one belongs does not."""
    if not question.parts:
        return raw
    if isinstance(raw, Mapping) and "unanswered" in raw:
        return _reason(raw)
    if isinstance(question.type, Table):
        return [_row(question, row, withheld) for row in raw] if isinstance(raw, list | tuple) else None
    return _row(question, raw, withheld)


def _reason(raw: Mapping[str, object]) -> dict[str, object] | None:
    """Why there is no answer, as far as that is text: anything could be wrapped in what is none."""
    kept = {key: raw[key] for key in REASON_KEYS if isinstance(raw.get(key), str)}
    return kept if "unanswered" in kept else None


def _row(question: Question, raw: object, withheld: frozenset[str]) -> object:
    return _kept(question.parts, raw, f"{question.id}.", withheld) if isinstance(raw, Mapping) else None
