"""What a form defines, as phrases for a page: the answer that a question takes, its reasons, how soon, who is told.

When a question is asked is said by `asked_in_words`, any other condition by `in_words`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from safeforms.clock import parse_within, words_of
from safeforms.conditions import Always
from safeforms.definition import Form, Indicator, Setting, Tell
from safeforms.questions import (
    Bound,
    Choice,
    Choices,
    Code,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Option,
    Override,
    Question,
    Range,
    Table,
    Text,
    YesNo,
)
from safeforms.wording.words import in_words

LEVELS: Final = ("red", "amber", "info")
CHECK_CODE: Final = "check against the current UK release"
TERMINOLOGIES: Final = {"http://snomed.info/sct": "SNOMED CT"}
BUILT_IN_BOUNDS: Final = {"today": "today", "now": "this moment"}


def answer_wanted(question: Question, *, form: Form, parts: Sequence[Question] = ()) -> str:
    """What kind of answer a question wants, with its options and limits; `parts` are those of the group around it."""
    match question.type:
        case YesNo(options=options):
            plain = {option.text for option in options.values()} == {"Yes", "No"} and question.note_id is None
            return "yes or no" if plain else f"yes or no: {_options(form, options.values(), parts)}"
        case Choice(options=options):
            return f"one of: {_options(form, options.values(), parts)}"
        case Choices(options=options):
            return f"any of: {_options(form, options.values(), parts)}"
        case Text(min_length=fewest, max_length=most):
            limits = [f"at least {fewest}"] * (fewest > 1) + [f"at most {most}"] * (most is not None)
            return f"text, {' and '.join(limits)} characters" if limits else "text"
        case Integer(limits=limits, unit=unit):
            return " ".join(filter(None, ("a whole number", limits_in_words(limits, form=form, parts=parts), unit)))
        case DateType(limits=limits):
            return f"a date {limits_in_words(limits, form=form, parts=parts)}".rstrip()
        case DateTimeType(limits=limits):
            return f"a date and time {limits_in_words(limits, form=form, parts=parts)}".rstrip()
        case NhsNumber():
            return "an NHS number, ten digits"
        case Group() | Override():
            return "these together"
        case Table(fewest=fewest, most=most):
            return f"a row each, {fewest} to {most}" if most else f"a row each, {fewest} or more"
        case _:
            assert_never(question.type)


def marks(question: Question, *, form: Form) -> Iterator[str]:
    """What sets a question apart: optional, screening, to follow later."""
    if question.optional:
        yield "optional"
    if question.screening:
        yield "screening (a gap here cannot be green)"
    if question.follow_up:
        yield f"may follow later, within {within_in_words(question.follow_up.within, form=form)}"
        for within, step in question.follow_up.escalate.items():
            yield f"if it does not come, within {within_in_words(within, form=form)}: {step}"


def reasons_accepted(question: Question, *, form: Form, parts: Sequence[Question] = ()) -> Iterator[str]:
    """Why a question may be left, in the order of the form; of each that can settle it, when it does."""
    for reason in question.unanswered.values():
        text = form.reasons[reason.id].text if reason.id in form.reasons else reason.id
        asides = ["with a note"] if reason.note_required else []
        if reason.settles is not None:
            always = isinstance(reason.settles, Always)
            settles = f" if {in_words(reason.settles, form=form, parts=parts)}"
            asides.append(f"settles it{'' if always else settles}")
        yield f"{text} ({', '.join(asides)})" if asides else text


def codes(form: Form) -> Iterator[tuple[str, str, Code]]:
    """Every code with the path of its question and the text of the answer, which is empty where all answers share it.

    Whoever shows them says that each is to be checked (`CHECK_CODE`): a definition cannot say that one was.
    """
    for path, question in form.walk():
        if question.code:
            yield path, "", question.code
        yield from ((path, option.text, option.code) for option in question.options.values() if option.code)


def code_in_words(code: Code) -> str:
    """The name of the terminology, where it is one that we know, and the code."""
    return f"{TERMINOLOGIES.get(code.system, code.system)} {code.code}"


def within_in_words(within: str, *, form: Form) -> str:
    """How soon, in words also where the name of a setting says it."""
    parsed = parse_within(within, settings=form.settings)
    assert parsed is not None, f"{within} is no time: the form was not checked"
    return words_of(parsed)


def may_be_lowered(indicator: Indicator) -> str:
    """Who may lower the level of an indicator, as a sentence; empty where an override may, and no site."""
    if indicator.hard:
        return "No override may lower it."
    return f"A site may set it as low as {indicator.lowest}." if indicator.lowest else ""


def told_in_words(tells: Iterable[Tell], *, form: Form) -> str:
    """Who is told, each with its condition; empty where nobody is."""
    return "; ".join(_told(tell, form=form) for tell in tells)


def setting_in_words(setting: Setting) -> str:
    """The number that counts here, what the form has where a site has set another, and the site's limits."""
    said = amount_in_words(setting.value, unit=setting.unit)
    if setting.value != setting.default:
        said += f" here (the form has {setting.default})"
    start, end = setting.limits.start, setting.limits.end
    if start is None and end is None:
        return said
    limits = f"{start} to {end}" if start is not None and end is not None else f"{start} or more"
    return f"{said}; a site may set {limits if start is not None else f'{end} or less'}"


def limits_in_words(limits: Range, *, form: Form, parts: Sequence[Question] = ()) -> str:
    """From what up to what an answer may lie; empty where it has no limits."""
    start = "" if limits.start is None else f"from {bound_in_words(form, limits.start, parts)}"
    end = "" if limits.end is None else f"up to {bound_in_words(form, limits.end, parts)}"
    return " ".join(filter(None, (start, end)))


def bound_in_words(form: Form, bound: Bound, parts: Sequence[Question]) -> str:
    """One limit: a number, a day, the text of a question, or in words what the clock says."""
    if not isinstance(bound, str):
        return str(bound)
    asked = next((part for part in parts if part.id == bound), None) or form.questions.get(bound)
    return BUILT_IN_BOUNDS.get(bound) or (f'"{asked.text}"' if asked else bound)


def amount_in_words(number: int, *, unit: str) -> str:
    """A number with what it counts: 1 working day, 3 signs."""
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}".rstrip()


def _options(form: Form, options: Iterable[Option], parts: Sequence[Question]) -> str:
    return "; ".join(_option(form, option, parts) for option in options)


def _option(form: Form, option: Option, parts: Sequence[Question]) -> str:
    asides = ["and nothing else"] if option.exclusive else []
    if option.note is not None:
        always = isinstance(option.note, Always)
        asides.append("with a note" if always else f"with a note if {in_words(option.note, form=form, parts=parts)}")
    return f"{option.text} ({', '.join(asides)})" if asides else option.text


def _told(tell: Tell, *, form: Form) -> str:
    name = form.recipients.get(tell.recipient, tell.recipient)
    return name if isinstance(tell.when, Always) else f"{name} (if {in_words(tell.when, form=form)})"
