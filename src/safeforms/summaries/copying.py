"""A record -> the copy of its summary for one recipient: whether they may have one, and what it says of itself.

A copy follows a telling: nobody gets one whom the record does not ask to be told. What it has is in `copyist.py`.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from safeforms.definition import Form
from safeforms.judgement.contents import read_contents
from safeforms.judgement.envelope import Envelope
from safeforms.language.shape import did_you_mean
from safeforms.places import Place
from safeforms.problems import Problem, RecordError, UsageError
from safeforms.summaries.carrying import with_what_is_asked_for, withheld_from
from safeforms.summaries.copyist import Copyist
from safeforms.summaries.summarising import summary_of
from safeforms.summaries.summary import Summary
from safeforms.summaries.summary_items import CopyShown, TellShown
from safeforms.summaries.summary_shown import PLAIN_TEXT
from safeforms.summary_parts import HOME, Copy

AT_HOME: Final = "the person, or whoever is at home"
BY_SAFE_CONTACT: Final = "the person, by the way that the record says is safe"
WORDS: Final = "This is a copy for: {name}."
A_PART: Final = "What is not in it may not have been asked, or may not be for this copy."
OF_WHAT_WAS_FOUND: Final = "Of what was found it has what the form says to tell them."
KEEP: Final = "Keep it where nobody at the person's home can read it, online too."
OF_A_PART: Final = "the overall level, what is still open or to be done, and who else was told"
OF_HOME: Final = (
    "everything that is only asked because of an answer of these kinds",
    "what was found, and what follows from it",
    "how to reach the person",
)


def copy_of(
    envelope: Envelope,
    *,
    form: Form,
    recipient: str,
    now: datetime,
    place: Place | None = None,
    by_safe_contact: bool = False,
) -> Summary:
    """The copy of an opened record's summary for a recipient.

    UsageError where the form knows of no such copy, RecordError where none may be made of this record.
    """
    copy = _copy_for(form, recipient, by_safe_contact=by_safe_contact)
    if envelope.status == "entered_in_error":
        raise _refused("The record was entered in error: nobody gets a copy of it.", place=place)
    if recipient == HOME:
        return _home_copy(envelope, form=form, copy=copy, now=now, by_safe_contact=by_safe_contact, place=place)
    whole = summary_of(envelope, form=form, now=now, place=place)
    told = next((told for told in whole.tell if told.recipient == recipient), None)
    if told is None:
        name = form.recipients[recipient]
        sentence = f"No copy is made for '{recipient}' ({name}): nothing in the record asks for them to be told."
        raise _refused(sentence, place=place)
    if told.state == "not_sent":
        sentence = f"No copy is made for '{recipient}' ({told.name}): the record says why they are not told."
        raise _refused(sentence, place=place)
    return copy_from(whole, told, envelope=envelope, form=form)


def copy_from(whole: Summary, told: TellShown, *, envelope: Envelope, form: Form) -> Summary:
    """The copy for somebody who is told, made from the summary of the same record."""
    copy = _copy_for(form, told.recipient, by_safe_contact=False)
    shown = _service_shown(form, copy, told)
    if copy.carries is None:
        return whole.model_copy(update={"copy_for": shown})
    withheld = withheld_from(form, copy)
    return Copyist(envelope, form=form, copy=copy, now=whole.made_at, withheld=withheld).part(whole, told, shown)


def _copy_for(form: Form, recipient: str, *, by_safe_contact: bool) -> Copy:
    """What the form says of a copy; who has no entry gets nothing sensitive."""
    if recipient == HOME and HOME not in form.copies:
        raise UsageError(f"The form '{form.id}' allows no copy that could reach the home.")
    if recipient != HOME and recipient not in form.recipients:
        hint = did_you_mean(recipient, [*form.recipients, HOME]) or f": it has {', '.join(form.recipients)}."
        raise UsageError(f"'{recipient}' is not one of the recipients of the form '{form.id}'{hint}")
    copy = form.copies.get(recipient, Copy(recipient=recipient))
    if by_safe_contact and recipient != HOME:
        raise UsageError("Only a copy that could reach the home can go by the safe contact.")
    if by_safe_contact and not (copy.by_safe_contact and form.summary.safe_contact):
        raise UsageError(f"The form '{form.id}' says nothing of a copy that goes by the safe contact.")
    return copy


def _refused(sentence: str, *, place: Place | None) -> RecordError:
    return RecordError([Problem(code="check_failed", message=sentence, place=place)])


def _home_copy(
    envelope: Envelope, *, form: Form, copy: Copy, now: datetime, by_safe_contact: bool, place: Place | None
) -> Summary:
    """By the safe contact it may say what the person was asked; otherwise not even that."""
    assert copy.carries is not None, "a copy for the home never has everything: the form was not checked"
    if by_safe_contact:
        contents = read_contents(form, envelope.answers, now=now)
        if contents.at((str(form.summary.safe_contact),)).kind != "value":
            raise _refused("No copy goes by the safe contact: the record has no safe way to reach them.", place=place)
        copy = replace(copy, carries=copy.carries | copy.by_safe_contact)
    withheld = withheld_from(form, copy)
    if not by_safe_contact:
        withheld = with_what_is_asked_for(form, withheld)
    name = BY_SAFE_CONTACT if by_safe_contact else AT_HOME
    confirmed = ("Whoever made it has confirmed that it goes by that way.",) if by_safe_contact else ()
    shown = CopyShown(
        recipient=HOME,
        name=name,
        words=WORDS.format(name=name),
        more=(*confirmed, A_PART),
        left_out=_left_out_at_home(form, copy, by_safe_contact=by_safe_contact),
    )
    made = Copyist(envelope, form=form, copy=copy, now=now, withheld=withheld).bare(shown)
    plain = copy.leaves_out and not by_safe_contact
    return made.model_copy(update={"standing_text": PLAIN_TEXT}) if plain else made


def _left_out_at_home(form: Form, copy: Copy, *, by_safe_contact: bool) -> tuple[str, ...]:
    """What a copy for the home never has; in the form's plain words, if it has any, where anybody there may read it."""
    if copy.leaves_out and not by_safe_contact:
        return (copy.leaves_out,)
    return (*_kinds_left_out(form, copy), *OF_HOME[by_safe_contact:], OF_A_PART)


def _service_shown(form: Form, copy: Copy, told: TellShown) -> CopyShown:
    more: tuple[str, ...] = ("It has the whole summary.", KEEP)
    left_out: tuple[str, ...] = ()
    if copy.carries is not None:
        more = (OF_WHAT_WAS_FOUND, A_PART, KEEP)
        left_out = (*(f"answers about {kind}" for kind in _kinds_left_out(form, copy)), OF_A_PART)
    words = WORDS.format(name=told.name)
    return CopyShown(
        recipient=told.recipient, name=told.name, words=words, left_out=left_out, news=told.news, more=more
    )


def _kinds_left_out(form: Form, copy: Copy) -> tuple[str, ...]:
    """What such a copy never has, by the form alone: so that nobody can tell from it whether there was any."""
    carried = copy.carries or frozenset()
    asked = frozenset().union(*(question.kinds for _, question in form.walk()))
    unnamed = any(question.sensitive and not question.kinds for _, question in form.walk())
    named = (words for kind, words in form.kinds.items() if kind in asked - carried)
    return (*named, *(["whatever else is sensitive"] if unnamed else []))
