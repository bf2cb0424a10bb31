"""Where a form comes from: every source that it cites, with what cites it.

A citation is a text that begins with the id of a source; what follows says where in that source, and may say why:
`cqc 1.14`, `S22 no national number was found`. Options, reasons and derived values have no sources of their own.
"""

from collections.abc import Iterator
from typing import Literal

from safeforms.definition import Form
from safeforms.places import Place
from safeforms.values import dataclass

Citing = Literal["question", "setting", "check", "indicator", "news"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One source of one thing in a form. `name` is the id of that thing, of a question its dotted path."""

    text: str
    by: Citing
    name: str
    place: Place | None = None

    @property
    def source(self) -> str:
        """The id of the source; empty where the text is."""
        return self.text.partition(" ")[0]

    @property
    def where(self) -> str:
        """Where in the source, and perhaps why; empty where the citation says neither."""
        return self.text.partition(" ")[2]


def citations(form: Form) -> Iterator[Citation]:
    """Every citation in a form: those of its questions in form order, then of settings, checks, indicators and news."""
    for by, name, place, texts in _citing(form):
        yield from (Citation(text=" ".join(text.split()), by=by, name=name, place=place) for text in texts)


def _citing(form: Form) -> Iterator[tuple[Citing, str, Place | None, tuple[str, ...]]]:
    """Everything that may have a source. A question stands before its parts, also where two have one id."""
    for section in form.sections:
        for question in section.questions:
            yield "question", question.id, question.place, question.source
            for part in question.parts:
                yield "question", f"{question.id}.{part.id}", part.place, part.source
    yield from (("setting", each.name, None, each.source) for each in form.settings.values())
    yield from (("check", each.id, each.place, each.source) for each in form.checks)
    yield from (("indicator", each.id, each.place, each.source) for each in form.indicators.values())
    yield from (("news", each.id, each.place, each.source) for each in form.notify)
