"""Checks of options and reasons: that conditions and questions use those that there are."""

from collections.abc import Iterator

from safeforms.conditions import Condition, In, Includes, Is, Name, Part, Unanswered, Value
from safeforms.language.condition_types import Scope
from safeforms.language.drafts import Draft, printed
from safeforms.language.shape import did_you_mean, quoted
from safeforms.problems import Problem


def unknown_options(draft: Draft) -> Iterator[Problem]:
    """A condition tests for an option that the question does not offer, so that it could never hold."""
    for written, test, scope in draft.tests:
        for name, literal in _options_tested(test):
            meaning = scope.stands_for(name)
            words = meaning.words if meaning else ()
            if words and literal not in words:
                hint = did_you_mean(literal, words) or f": write one of {', '.join(words)}."
                message = f"{quoted(literal)} in {written.what} is no option of '{printed(name)}'{hint}"
                yield written.problem("form.unknown_option", message, test=test, word=literal)


def unknown_reasons(draft: Draft) -> Iterator[Problem]:
    """A question accepts, or a condition asks for, a reason that is not one of the form's or the question's."""
    reasons = draft.form.reasons
    for path, question, _ in draft.asked:
        for reason in question.unanswered:
            if reason not in reasons and not draft.borrows(reasons):
                hint = did_you_mean(reason, reasons) or ": define it under 'reasons'."
                message = f"'{reason}', which '{path}' accepts, is not one of the form's reasons{hint}"
                yield Problem(code="form.unknown_reason", message=message, place=question.place, question=path)
    for written, test, scope in draft.tests:
        if isinstance(test, Unanswered):
            for word, message in _reasons_not_accepted(test, scope):
                yield written.problem("form.unknown_reason", f"In {written.what}: {message}", test=test, word=word)


def _options_tested(test: Condition | Value) -> Iterator[tuple[Name | Part, str]]:
    """Each literal beside the name that it is compared with."""
    match test:
        case Is((Name() | Part()) as name, literal, _):
            yield name, str(literal)
        case In((Name() | Part()) as name, literals, _):
            yield from ((name, str(literal)) for literal in literals)
        case Includes(name, options):
            yield from ((name, option) for option in options)


def _reasons_not_accepted(test: Unanswered, scope: Scope) -> Iterator[tuple[str, str]]:
    """The word to underline and the sentence, for each reason that the question does not accept."""
    meaning = scope.stands_for(test.name)
    accepted = meaning.question.unanswered if meaning and meaning.question else None
    if accepted is None:
        return
    name = printed(test.name)
    if not accepted:
        yield name, f"'{name}' accepts no reason, so that this never holds: list some under its 'unanswered'."
        return
    for reason in test.reasons:
        if reason not in accepted:
            hint = did_you_mean(reason, accepted) or f": it accepts {', '.join(accepted)}."
            yield reason, f"'{reason}' is not a reason that '{name}' accepts{hint}"
