"""When a question is asked, in words for a page; what this form always holds true is left out."""

from collections.abc import Sequence

from safeforms.conditions import Always, Both, Condition, Either, Truth
from safeforms.definition import Form
from safeforms.questions import Question
from safeforms.wording.words import in_words, spelt_out


def asked_in_words(question: Question, *, form: Form, parts: Sequence[Question] = ()) -> str:
    """When a question is asked, as a phrase for "if ..."; empty where it always is.

    A shared part asks under a named truth that its host may say always holds: no condition to whoever reads it.
    """
    match _without_constants(question.when, form=form):
        case Always():
            return ""
        case Both(all_of):
            return spelt_out([in_words(one, form=form, parts=parts) for one in all_of], joined_by="and")
        case Either(any_of):
            return spelt_out([in_words(one, form=form, parts=parts) for one in any_of], joined_by="or")
        case when:
            return in_words(when, form=form, parts=parts)


def _without_constants(condition: Condition, *, form: Form) -> Condition:
    match condition:
        case Truth(name) if name in form.derived and isinstance(form.derived[name].meaning, Always):
            return Always()
        case Both(parts):
            kept = [part for part in _all_without(parts, form=form) if not isinstance(part, Always)]
            return Both(tuple(kept)) if len(kept) > 1 else (kept[0] if kept else Always())
        case Either(parts):
            any_of = tuple(_all_without(parts, form=form))
            return Always() if Always() in any_of else Either(any_of)
        case _:
            return condition


def _all_without(parts: Sequence[Condition], *, form: Form) -> list[Condition]:
    return [_without_constants(part, form=form) for part in parts]
