"""Does a form make sense? CHECKS is the policy: each check is one thought, and its docstring is for form authors.

`DEFINITION_CODES` has the one sentence that explains each code of a problem in a definition, those of reading
and parsing included; docs/problems.md repeats it.
"""

from collections.abc import Callable, Iterator
from typing import Final

from safeforms.checks.of_copies import copies_without_a_way, unknown_kinds, unknown_readers
from safeforms.checks.of_grounds import optional_grounds, settled_ages
from safeforms.checks.of_guards import never_asked, unguarded_ages, unguarded_alls
from safeforms.checks.of_ids import circles, name_clashes, reserved_names, unused
from safeforms.checks.of_keys import idle_screening, misfits, unfit_checks, unfit_counts, unfit_summary
from safeforms.checks.of_names import ambiguous_names, read_ahead, unknown_names, unknown_questions
from safeforms.checks.of_options import unknown_options, unknown_reasons
from safeforms.checks.of_referrals import unfit_parts
from safeforms.checks.of_settings import unfit_lowest, unfit_settings
from safeforms.checks.of_texts import (
    reassuring_words,
    same_texts,
    unknown_recipients,
    unknown_sources,
    unknown_times,
    unsourced,
)
from safeforms.checks.of_types import ill_typed_tests
from safeforms.definition import Form
from safeforms.language.drafts import Draft
from safeforms.problems import Problem

Check = Callable[[Draft], Iterator[Problem]]

CHECKS: Final[tuple[Check, ...]] = (
    unknown_names,
    unknown_questions,
    ambiguous_names,
    unknown_options,
    unknown_reasons,
    ill_typed_tests,
    circles,
    read_ahead,
    name_clashes,
    reserved_names,
    unused,
    unsourced,
    unknown_sources,
    unknown_recipients,
    unknown_times,
    misfits,
    idle_screening,
    unfit_checks,
    unfit_summary,
    unfit_counts,
    unfit_parts,
    unknown_kinds,
    unknown_readers,
    copies_without_a_way,
    unfit_settings,
    unfit_lowest,
    unguarded_ages,
    unguarded_alls,
    never_asked,
    settled_ages,
    optional_grounds,
    same_texts,
    reassuring_words,
)

DEFINITION_CODES: Final[dict[str, str]] = {
    "form.yaml": "The file is not YAML of the kind that forms use.",
    "form.too_large": "The file is too large to be a form.",
    "form.hidden_character": "The file holds a hidden character, such as one that turns the direction of writing.",
    "form.shape": "A key is unknown, missing, or holds something of another kind than it must.",
    "form.cut_in_two": "A comma inside braces cut a text or a condition in two: it needs quotes.",
    "form.include": "A part cannot be taken in where the form asks for it.",
    "form.needs": "A part needs a name that nothing in the form defines.",
    "form.clash": "One id is defined in two places.",
    "form.file": "A file in a folder of forms cannot be read, or is not named by the id of its form.",
    "form.condition": "A text is not a condition.",
    "form.unknown_name": "A name, a list or a question is spoken of that the form does not have.",
    "form.unknown_option": "A condition tests for an option that the question does not offer.",
    "form.unknown_reason": "A reason is not one of the form's, or not one that the question accepts.",
    "form.unknown_source": "A source does not begin with the id of one of the form's sources.",
    "form.unknown_recipient": "Somebody is to be told who is not one of the form's recipients.",
    "form.condition_type": "A test can have no meaning, such as a date against a number.",
    "form.circle": "Questions, derived values or indicators wait for each other.",
    "form.reads_ahead": "Inside a group or table a question waits for one that is not above it.",
    "form.name_clash": "One id stands for two things that conditions or records could not tell apart.",
    "form.reserved_name": "An id is a word of the language, of a record or of the program.",
    "form.ambiguous_name": "Inside a group or table a name is used that both it and the form have.",
    "form.unused": "Nothing uses a derived value, a setting, a list of options or a reason (a warning).",
    "form.no_source": "An indicator says nothing of where it comes from, or a question does not (then a warning).",
    "form.within": "A time limit is not one that can be counted.",
    "form.does_not_fit": "A key does not fit the type of the question, or another key.",
    "form.unguarded_age": "An age is tested where the date may have been left with a reason.",
    "form.unguarded_all": "An indicator says `all` of a table that may have no row.",
    "form.may_never_be_asked": "A reason given elsewhere keeps a question from ever being required (a warning).",
    "form.settled_age": "A date that ages are counted from can be settled by a reason.",
    "form.rests_on_optional": "A red or amber indicator rests on nothing but what may be left blank.",
    "form.same_text": "Two options, or two questions beside each other, have the same text (a warning).",
    "form.reassuring_words": "A text says that there is no risk, which no answer can prove.",
    "form.not_local": "A site sets what the form does not leave to a site, or further than the form lets it.",
}
"""The codes of problems in definitions, each with the sentence that explains it."""


def check_form(form: Form, *, needs: frozenset[str] = frozenset()) -> list[Problem]:
    """Everything in a form that makes no sense, warnings included, by place; empty where nothing is.

    `needs` are names that a part may use though they are not in it: what rests on them could be anything.
    """
    draft = Draft(form=form, needs=needs)
    found = dict.fromkeys(problem for check in CHECKS for problem in check(draft))
    return sorted(found, key=_spot)


def _spot(problem: Problem) -> tuple[str, int, int, str, str]:
    place = problem.place
    file, line, column = (place.file, place.line or 0, place.column or 0) if place else ("", 0, 0)
    return file, line, column, problem.code, problem.message
