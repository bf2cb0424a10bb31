"""A record out of a set in which all is decided: it shows that what the search promised can really be asked.

It is written from what the set says, and what is still missing in groups and rows is filled in as the rules ask for it.
Where that comes to nothing, nothing was shown, and the promise is only a bound.
"""

from collections.abc import Mapping
from typing import Any, Final

from safeforms.burdens.filling import MOMENT, NOTE, answer_of, plain_answer, put, with_plain_parts, written
from safeforms.burdens.held import BLANK_KIND
from safeforms.burdens.measures import ROW, Measure, question_of
from safeforms.burdens.numbers import Value, numbers_for
from safeforms.burdens.outlook import Outlook
from safeforms.burdens.rows import rows_for
from safeforms.burdens.truths import TRUE, bits
from safeforms.judgement.answers import Content
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.faults import Fault, errors_among
from safeforms.problems import Path
from safeforms.questions import Group, Override, Question, Table

Answers = dict[str, object]
MENDINGS: Final = 20


def record_of(outlook: Outlook) -> Answers | None:
    """The answers of a complete record of the set; None where none could be made."""
    form = outlook.points.form
    chosen = {path: _chosen(outlook, path) for path in outlook.points.answers if ROW not in path}
    valued = {path for path, content in chosen.items() if content.kind == "value" and _there(path, chosen)}
    numbers = numbers_for(outlook, valued)
    if numbers is None:
        return None
    answers: Answers = {}
    for question in form.questions.values():
        if not isinstance(question.type, Table) or (question.id,) not in valued:
            put(answers, question, _answer(outlook, question, chosen, numbers))
    for question in form.questions.values():
        if isinstance(question.type, Table) and (question.id,) in valued:
            count = numbers.get(Measure("count", path=(question.id,)), 1)
            rows = rows_for(outlook, question, answers, count=count if isinstance(count, int) else 1)
            if rows is None:
                return None
            answers[question.id] = rows
    return answers if _mended(outlook, answers) else None


def _chosen(outlook: Outlook, path: Path) -> Content:
    """What a record is to hold: nothing where that may be, a value rather than a reason."""
    held, contents = outlook.held(path), outlook.points.contents[path]
    if held & BLANK_KIND:
        return contents[0]
    return contents[next(bits(held & outlook.points.values[path] or held))]


def _there(path: Path, chosen: Mapping[Path, Content]) -> bool:
    """Whether there is anything around an answer."""
    return len(path) == 1 or chosen[path[:1]].kind == "value"


def _answer(
    outlook: Outlook, question: Question, chosen: Mapping[Path, Content], numbers: Mapping[Measure, Value]
) -> object:
    """The answer to a question; one that no condition reads gets any, if it must have one."""
    path: Path = (question.id,)
    content = chosen.get(path)
    if content is None:
        must = outlook.asked(path) == TRUE and not question.may_stay_open
        return plain_answer(question) if must else None
    if content.kind != "value" or not isinstance(question.type, Group | Override):
        return _single(question, content, path, numbers)
    inside = [(part, (question.id, part.id)) for part in question.parts]
    parts = {part.id: _single(part, chosen[inner], inner, numbers) for part, inner in inside if inner in chosen}
    return with_plain_parts(question, parts)


def _single(question: Question, content: Content, path: Path, numbers: Mapping[Measure, Value]) -> object:
    number = numbers.get(Measure("answer", path=path))
    return answer_of(question, content) if number is None or content.kind != "value" else written(number)


def _mended(outlook: Outlook, answers: Answers) -> bool:
    """Whether a record is complete once what is missing has been filled in."""
    for _ in range(MENDINGS):
        faults = errors_among(judge_answers(outlook.points.form, answers, now=MOMENT).faults)
        if not faults:
            return True
        if not all(_mend(outlook, answers, fault) for fault in faults):
            return False
    return False


def _mend(outlook: Outlook, answers: Answers, fault: Fault) -> bool:
    """Fill in what is missing; False where something else is wrong."""
    holder: Any = answers
    for step in fault.path[:-1]:
        holder = holder[step]
    if fault.code == "note_missing":
        holder[fault.path[-1]] = NOTE
        return True
    if fault.code != "missing_answer" or fault.detail:
        return False
    question = question_of(outlook.points.form, fault.path)
    put(holder, question, plain_answer(question))
    return True
