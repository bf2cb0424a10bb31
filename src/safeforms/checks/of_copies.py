"""Checks of what is sensitive and who may have a copy of it: every kind and every recipient is one of the form's.

A kind that nothing declares would never be left out of a copy, nor carried by one.
"""

from collections.abc import Iterator

from safeforms.language.drafts import Draft
from safeforms.language.shape import did_you_mean
from safeforms.problems import Problem
from safeforms.summary_parts import HOME


def unknown_kinds(draft: Draft) -> Iterator[Problem]:
    """A question or a copy speaks of a kind of sensitive things that the form does not have."""
    kinds = draft.form.kinds
    if draft.borrows(kinds):
        return
    for path, question, _ in draft.asked:
        for kind in sorted(question.kinds - set(kinds)):
            message = f"'{path}' is sensitive of the kind '{kind}', {_unknown(kind, kinds)}"
            yield Problem(code="form.unknown_name", message=message, place=question.place, question=path)
    for copy in draft.form.copies.values():
        for kind in sorted(((copy.carries or frozenset()) | copy.by_safe_contact) - set(kinds)):
            message = f"The copy for '{copy.recipient}' carries the kind '{kind}', {_unknown(kind, kinds)}"
            yield Problem(code="form.unknown_name", message=message, place=draft.file)


def unknown_readers(draft: Draft) -> Iterator[Problem]:
    """A copy, or a referral, is for somebody who is not one of the form's recipients."""
    recipients = draft.form.recipients
    if draft.borrows(recipients):
        return
    referral = draft.form.summary.referral.recipient
    named = [(f"The copy for '{name}'", name) for name in draft.form.copies if name != HOME]
    named += [("A referral", referral)] if referral else []
    for what, name in named:
        if name not in recipients:
            hint = did_you_mean(name, recipients) or ": define it under 'recipients'."
            message = f"{what} goes to '{name}', which is not one of the form's recipients{hint}"
            yield Problem(code="form.unknown_recipient", message=message, place=draft.file)


def copies_without_a_way(draft: Draft) -> Iterator[Problem]:
    """A copy carries more by the safe contact, and is not the home's, or the summary names no question for that.

    One that could reach the home never has everything.
    """
    home = draft.form.copies.get(HOME)
    for copy in draft.form.copies.values():
        if copy.by_safe_contact and copy.recipient != HOME:
            message = f"The copy for '{copy.recipient}' has 'by_safe_contact', which only 'home' can have: take it out."
            yield Problem(code="form.does_not_fit", message=message, place=draft.file)
    if home and home.by_safe_contact and not (draft.form.summary.safe_contact or draft.is_part):
        message = (
            "The copy for 'home' has 'by_safe_contact': name the question of that way as 'safe_contact' of 'summary'."
        )
        yield Problem(code="form.does_not_fit", message=message, place=draft.file)
    if home and home.carries is None:
        message = "The copy for 'home' carries everything, and it could reach the home: list kinds, or take it out."
        yield Problem(code="form.does_not_fit", message=message, place=draft.file)


def _unknown(kind: str, kinds: object) -> str:
    names = list(kinds) if isinstance(kinds, dict) else []
    return f"which is not one of the form's kinds{did_you_mean(kind, names) or ': define it under kinds.'}"
