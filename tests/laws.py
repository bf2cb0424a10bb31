"""What holds for every record under every form: each law as a function that fails where it is broken.

The tests put them to bundled forms and their cases, and to forms and records that are drawn.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy as copy_of
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from pydantic import ValidationError

from safeforms.api import summarise, validate
from safeforms.definition import Form
from safeforms.judgement.assessment import judge_answers
from safeforms.judgement.contents import read_contents
from safeforms.judgement.evaluating import Evaluation
from safeforms.judgement.faults import WARNINGS, Fault
from safeforms.judgement.judging import in_form_order, judge
from safeforms.language.names import is_truth, names_in, readers_of
from safeforms.library import load_model
from safeforms.problems import Path
from safeforms.questions import Group, Question, Table
from tests.strategies import NOW, sensible

Answers = dict[str, Any]
TRUTHS = {True: 3, None: 1, False: 0}
OUTCOME = ("worst_finding", "gap", "to_tell")


def examples(usual: int) -> int:
    """How many examples a law gets under the profile of Hypothesis in use, given how many it usually gets."""
    in_use = settings.default or settings()
    return usual * in_use.max_examples // settings.get_profile("safeforms").max_examples


def interpreted(form: Form, answers: Answers, *, finished: bool = True) -> Evaluation:
    """A record as the plain interpreter sees it."""
    return Evaluation(form, read_contents(form, answers, now=NOW), now=NOW, finished=finished)


def errors_of(form: Form, answers: Answers) -> list[Fault]:
    """What a finished record is refused for."""
    return [fault for fault in judge_answers(form, answers, now=NOW).faults if fault.code not in WARNINGS]


def resting_on_outcome(form: Form) -> set[str]:
    """What depends on the findings, the gaps or whom to tell, however far."""
    return set().union(*(readers_of(form, node) | {node} for node in OUTCOME))


def generated_rules_agree(form: Form, answers: Answers, *, finished: bool) -> None:
    """The generated rules find the faults and truths that the interpreter finds."""
    given = copy_of(answers)
    quick = judge_answers(form, answers, now=NOW, finished=finished)
    generated = judge_answers(form, answers, now=NOW, finished=finished, rated=True)
    plain = interpreted(form, answers, finished=finished)

    assert repr(answers) == repr(given)
    assert in_form_order(form, list(generated.faults)) == judge(plain)
    assert in_form_order(form, list(quick.faults)) == judge(plain)
    assert generated.truths == tuple(TRUTHS[plain.named(name).truth] for name in form.indicators)
    assert (generated.gap, generated.to_tell) == (
        TRUTHS[plain.named("gap").truth],
        TRUTHS[plain.named("to_tell").truth],
    )
    assert generated.worst == plain.worst_finding().value


def filling_in_overturns_nothing(form: Form, answers: Answers, data: st.DataObject, *, finished: bool = True) -> None:
    """One blank of a question that is or may be asked is filled in, and what was True or False stays so."""
    before = interpreted(form, answers, finished=finished)
    open_ = [path for path in blanks(before) if before.asked(path).truth is not False]
    if not open_:
        return
    path = data.draw(st.sampled_from(open_), label="filled in")
    question = before.question(path)
    answer = data.draw(st.one_of(sensible(question), reasons(question)), label="answer")
    after = interpreted(form, changed(answers, path, answer), finished=finished)

    outcome = resting_on_outcome(form)
    truths = [name for name, derived in form.derived.items() if is_truth(form, derived.meaning)]
    for name in {*truths, *form.indicators} - outcome:
        ruled = before.named(name).truth
        assert ruled is None or after.named(name).truth is ruled, name
    for name in set(form.questions) - outcome:
        ruled = before.asked((name,)).truth
        assert ruled is None or after.asked((name,)).truth is ruled, name


def blanks(evaluation: Evaluation) -> list[Path]:
    """The blanks that must be filled in where they are asked, those in groups and rows that hold something too."""
    paths: list[Path] = []
    for question in evaluation.form.questions.values():
        path: Path = (question.id,)
        rows = [(*path, row) for row in evaluation.contents.rows(path)] if isinstance(question.type, Table) else [path]
        holders = [holder for holder in rows if evaluation.contents.at(holder).kind == "value"]
        paths += [path, *((*holder, part.id) for holder in holders for part in question.parts)]
    return [
        path for path in paths if evaluation.contents.at(path).kind == "blank" and not evaluation.may_stay_open(path)
    ]


def reasons(question: Question) -> st.SearchStrategy[object]:
    """The reasons that a question accepts, each with a note; answers where there is none."""
    if not question.unanswered:
        return sensible(question)
    return st.sampled_from([{"unanswered": reason, "note": "Said why at length"} for reason in question.unanswered])


def each_required_answer_removed_gives_one_error(form: Form, answers: Answers) -> None:
    """Of a complete record: each answer that must be there, taken out, gives exactly one error, where it was.

    A `require` that reads what lies outside of its group or row is left aside: it fails with what it reads.
    """
    plain, outcome = interpreted(form, answers), resting_on_outcome(form)
    for path in _required(plain):
        errors = errors_of(form, changed(answers, path, None))
        told = [
            fault
            for fault in errors
            if fault.path == path or not (_rests_on(form, fault, outcome) or _looks_outside(form, fault))
        ]

        assert told == [Fault("missing_answer", path)], path


def _required(plain: Evaluation) -> list[Path]:
    """The paths of the answers that must be there; not of one that is all that its group or row holds."""
    paths: list[Path] = []
    for path, content in plain.contents.by_path.items():
        beside = [other for other in plain.contents.by_path if other[:-1] == path[:-1]]
        if isinstance(path[-1], int) or content.kind == "blank" or (len(path) > 1 and len(beside) == 1):
            continue
        if plain.asked(path).truth and not plain.may_stay_open(path):
            paths.append(path)
    return paths


def _rests_on(form: Form, fault: Fault, names: Iterable[str]) -> bool:
    """Whether a fault comes of a question, or of a rule that only looks on, which reads one of some names."""
    question = form.question_at(".".join(str(step).removesuffix("_note") for step in fault.path if step != "note"))
    read = {str(fault.path[0])} if fault.path else set()
    if fault.code == "check_failed":
        read |= {name for check in form.checks if check.id == fault.detail for name in names_in(check.never)}
    if fault.code == "note_missing" and question:
        read |= {name for option in question.options.values() if option.note for name in names_in(option.note)}
    return not read.isdisjoint(names)


def _looks_outside(form: Form, fault: Fault) -> bool:
    """Whether a fault comes of a `require` that reads more than the questions of its own group or row."""
    question = form.questions.get(str(fault.path[0])) if fault.path else None
    if fault.detail != "require" or question is None or not isinstance(question.type, Group | Table):
        return False
    require = question.type.require
    return require is not None and not set(names_in(require)) <= {part.id for part in question.parts}


def changed(answers: Mapping[str, Any], path: Path, answer: object) -> Answers:
    """Answers with one put in at a path; None takes it out. What lies beside the path is shared, not copied."""
    copy = dict(answers)
    *around, last = path
    holder: Any = copy
    for step in around:
        holder[step] = holder[step].copy()
        holder = holder[step]
    if answer is None:
        del holder[last]
    else:
        holder[last] = answer
    return copy


def model_accepts_what_the_rules_pass(form: Form, answers: Answers) -> None:
    """The model refuses a record with the errors that the rules find, and no other record."""
    expected = [(fault.code, fault.path) for fault in in_form_order(form, errors_of(form, answers))]
    try:
        load_model(form).model_validate(answers, context={"now": NOW})
    except ValidationError as error:
        assert [(line["type"], line["loc"]) for line in error.errors(include_input=False)] == expected
    else:
        assert expected == []


def summary_says_what_was_ruled(form: Form, answers: Answers, *, status: str = "completed") -> None:
    """Nothing that was found, or may be, is missing from the summary; and no green without completeness."""
    finished = status != "in_progress"
    plain = interpreted(form, answers, finished=finished)
    record = {"form": form.id, "status": status, "answers": answers}
    summary, verdict = summarise(record, form=form, now=NOW), validate(record, form=form, now=NOW)
    ruled = {name: plain.named(name).truth for name in form.indicators}
    doubted = any(problem.code == "check_failed" for problem in verdict.problems)
    open_ = {indicator.indicator for question in summary.undetermined for indicator in question.indicators}

    assert {finding.indicator for finding in summary.findings} == {name for name, truth in ruled.items() if truth}
    assert open_ >= {name for name, truth in ruled.items() if truth is None}
    assert summary.complete is verdict.complete
    if not summary.complete:
        assert summary.level in (None, "red", "amber")
    if summary.level == "green":
        levels = {form.indicators[name].level for name, truth in ruled.items() if truth is not False}
        assert levels <= {"info"} and plain.named("gap").truth is False
    if not doubted:
        assert bool(summary.tell) is (plain.named("to_tell").truth is True)
        assert bool(summary.tell or summary.tell_if) is (plain.named("to_tell").truth is not False)


def messages_hold_no_answer(form: Form, answers: Answers, *, mark: str) -> None:
    """No problem of a record repeats what was answered. `mark` stands in the texts of the answers."""
    verdict = validate({"form": form.id, "answers": answers}, form=form, now=NOW)

    assert not [problem for problem in verdict.problems if mark in f"{problem}{problem.path}{problem.excerpt}"]
