"""How many questions a form asks of one record, as lines to read: by route, with what makes the longest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from safeforms.burdens.routes import REGISTRATION, Burden, Extreme
from safeforms.definition import Form
from safeforms.language.names import names_in
from safeforms.lines import EMPTY, Line, bullets
from safeforms.wording.answer_words import answer_in_words

SHOWN: Final = 6
"""So many answers are shown of those that make a record long."""


def burden_lines(form: Form, burdens: Iterable[Burden]) -> Iterator[Line]:
    """The burden of a form, a paragraph for each route."""
    yield Line(f"{form.title} ({form.id} {form.version})", "heading")
    header = next((section.title for section in form.sections if section.id == REGISTRATION), None)
    registered = f'"{header}", which comes from registration, and ' if header else ""
    yield Line("How many questions one record can be asked. A group or a table counts as one; a follow-up counts, too.")
    yield Line(f"Not counted: {registered}what is optional.")
    routes = list(burdens)
    if not routes:
        yield from (EMPTY, Line("No record of this form can be complete.", "bad"))
    for burden in routes:
        yield EMPTY
        yield from _route(form, burden)


def _route(form: Form, burden: Burden) -> Iterator[Line]:
    route = burden.route[:1].upper() + burden.route[1:] or "Every record"
    fewest, most = _number(burden.fewest, end="least"), _number(burden.most, end="most")
    yield Line(f"{route}: {fewest} to {most} questions, {len(burden.always)} of them always", "heading")
    yield Line(_proof(burden), indent=2)
    if burden.most_told.bound > burden.most.bound:
        told = _number(burden.most_told, end="most")
        yield Line(f"Where answers are recorded that nobody asked for, which can open questions too: {told}.", indent=2)
    if burden.most.answers is not None:
        yield Line("The longest has, among others:", indent=2)
        yield from bullets(_opening(form, burden.most), indent=4)


def _number(extreme: Extreme, *, end: str) -> str:
    if extreme.exact:
        return f"{extreme.bound}"
    proven = f"{extreme.bound} at the very {end}"
    return f"{len(extreme.asked)} ({proven})" if extreme.asked else proven


def _proof(burden: Burden) -> str:
    if all(extreme.exact for extreme in (burden.fewest, burden.most, burden.most_told)):
        return "Exact: no complete record has fewer or more, and a record of each was made."
    return "No complete record has fewer or more; not each number is known to be reached."


def _opening(form: Form, most: Extreme) -> Iterator[str]:
    """The answers of a record on which most of its questions rest, in form order."""
    answers = most.answers or {}
    opened = Counter(name for asked in most.asked for name in _read_of(form, asked) if name in answers)
    for name, _ in sorted(opened.most_common(SHOWN), key=lambda item: form.positions[item[0]]):
        answer = answers[name]
        shown = {"unanswered": answer["unanswered"]} if isinstance(answer, Mapping) else answer
        yield f'"{form.questions[name].text}" {answer_in_words(form.questions[name], shown)}'


def _read_of(form: Form, asked: str) -> set[str]:
    """The questions with options that decide whether a question is asked, itself or through derived truths."""
    waiting, found, seen = list(names_in(form.questions[asked].when)), set[str](), set[str]()
    while waiting:
        name = waiting.pop()
        if name in form.questions and form.questions[name].options:
            found.add(name)
        elif name in form.derived and name not in seen:
            seen.add(name)
            waiting.extend(names_in(form.derived[name].meaning))
    return found
