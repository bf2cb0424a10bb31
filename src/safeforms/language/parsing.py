"""YAML text -> a form, and canonical JSON -> the same form.

A bundled form is parsed without the schema, for the tests have proven its shape. Whether the form makes
sense is not asked here: its names may lead nowhere. A file with a wrong shape is not built, so that no
problem only follows from another.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from safeforms.conditions import Always, Name
from safeforms.definition import Check, Derived, Form, Indicator, Level, Notify, Section, Setting, Tell
from safeforms.language.building import Entry, option_list, questions
from safeforms.language.building_summary import copy_of, summary_parts
from safeforms.language.origins import Assembled, Origin
from safeforms.language.parts import ReadPart, assemble
from safeforms.language.shape import shape_problems
from safeforms.language.site_rules import with_site
from safeforms.language.yaml_text import Plain, YamlText
from safeforms.places import Place
from safeforms.problems import FormError, Path, Problem
from safeforms.questions import Range, Reason

LEVELS: Final[Mapping[str, Level]] = {"red": "red", "amber": "amber", "info": "info"}
FOLLOWING: Final = frozenset({"form.needs", "form.unknown_name"})
"""What may only follow from a part that is missing or has a wrong shape."""


def parse_form(text: YamlText, *, read_part: ReadPart, schema: Mapping[str, object] | None = None) -> Form:
    """The form that a definition says, its parts taken in; FormError with every problem otherwise.

    Without a schema the shape of the files is taken as proven.
    """
    if _is_part(text):
        raise _refused("This file is a part, not a form: forms take it in by 'include'.", text=text)
    if isinstance(text.data, dict) and "site" in text.data and "form" not in text.data:
        raise _refused("This file has the settings of a site, and is not a form: give it as settings.", text=text)
    return _parse(text, read_part=read_part, schema=schema)


def parse_part(
    text: YamlText, *, read_part: ReadPart, schema: Mapping[str, object] | None = None
) -> tuple[Form, frozenset[str]]:
    """A part alone as a form of at most one section, and the names that it leaves to its host to define."""
    if not _is_part(text):
        raise _refused("This file is no part: a part begins with 'part' and its id.", text=text)
    form = _parse(text, read_part=read_part, schema=schema)
    needs = text.data.get("needs") if isinstance(text.data, dict) else None
    return form, frozenset(map(str, needs if isinstance(needs, list) else ()))


def parse_definition(definition: str) -> Form:
    """The form that a `Form.definition` says, equal to the form it came from but for places."""
    return parse_data(json.loads(definition))


def parse_data(data: dict[str, Plain], *, local: YamlText | None = None, file: str = "") -> Form:
    """The form that plain data says; `local` is the settings file in which its key `local` was written."""
    origins: dict[Path, Origin] = {("local",): Origin(local, (), local.data)} if local else {}
    return _built(Assembled(data=data, origins=origins), definition=_canonical(data), file=file)


def _is_part(text: YamlText) -> bool:
    return isinstance(text.data, dict) and "part" in text.data


def _refused(message: str, *, text: YamlText) -> FormError:
    return FormError([Problem(code="form.shape", message=message, place=text.place(()))])


def _parse(text: YamlText, *, read_part: ReadPart, schema: Mapping[str, object] | None) -> Form:
    misshapen = [] if schema is None else shape_problems(text, schema=schema)
    whole = assemble(text, read_part=read_part if schema is None else _shaped(read_part, schema=schema))
    whole.problems = [*misshapen, *whole.problems]
    whole.whole = whole.whole and not misshapen
    if misshapen:
        raise FormError(_told(whole, file=text.file))
    return _built(whole, definition=_canonical(whole.data), file=text.file)


def _shaped(read_part: ReadPart, *, schema: Mapping[str, object]) -> ReadPart:
    """A reader of parts that raises FormError also where a part has a wrong shape."""

    def read(name: str) -> YamlText:
        text = read_part(name)
        problems = shape_problems(text, schema=schema) if _is_part(text) else []
        if problems:
            raise FormError(problems)
        return text

    return read


def _built(whole: Assembled, *, definition: str, file: str) -> Form:
    top = Entry(whole, (), whole.data)
    form = with_site(_form(top, definition=definition, file=file), top.inner("local"))
    for shared in top.entries("options"):
        option_list(shared)  # of a list that no question names, the conditions are read too
    if whole.problems:
        raise FormError(_told(whole, file=file))
    return form


def _told(whole: Assembled, *, file: str) -> list[Problem]:
    """The problems by place, those of the form's own file first; without any that may only follow from another."""
    told = [problem for problem in whole.problems if whole.whole or problem.code not in FOLLOWING]
    return sorted(dict.fromkeys(told), key=lambda problem: _spot(problem, file=file))


def _spot(problem: Problem, *, file: str) -> tuple[bool, str, int, int]:
    place = problem.place
    return (place.file != file, place.file, place.line or 0, place.column or 0) if place else (False, "", 0, 0)


def _canonical(data: Mapping[str, Plain]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _form(top: Entry, *, definition: str, file: str) -> Form:
    sources, recipients, kinds = top.inner("sources"), top.inner("recipients"), top.inner("kinds")
    derived = top.inner("derived")
    return Form(
        id=top.text("form"),
        version=top.text("version"),
        title=top.text("title"),
        purpose=top.text("purpose"),
        filled_in_by=top.text("filled_in_by"),
        sources={key: sources.text(key) for key in sources.values},
        reasons={entry.id: _reason(entry) for entry in top.entries("reasons")},
        recipients={key: recipients.text(key) for key in recipients.values},
        kinds={key: kinds.text(key) for key in kinds.values},
        copies={entry.id: copy_of(entry) for entry in top.entries("copies")},
        settings={entry.id: _setting(entry) for entry in top.entries("settings")},
        sections=tuple(_section(entry) for entry in top.entries("sections")),
        derived={key: _derived(derived, key) for key in derived.values},
        checks=tuple(_check(entry) for entry in top.entries("checks")),
        indicators={entry.id: _indicator(entry) for entry in top.entries("indicators")},
        notify=tuple(_notify(entry) for entry in top.entries("notify")),
        summary=summary_parts(top.inner("summary")),
        definition=definition,
        idle=_idle(top),
        file=file,
    )


def _idle(top: Entry) -> dict[str, Place | None]:
    """The lists of options and the reasons that no question uses, with their places."""
    asked = list(_asked(top))
    used = {entry.values.get("options") for entry in asked if isinstance(entry.values.get("options"), str)}
    used |= {reason for entry in asked for reason, _ in entry.names("unanswered")}
    shared = [*top.entries("options"), *top.entries("reasons")]
    return {entry.id: entry.place() for entry in shared if entry.id not in used}


def _asked(around: Entry) -> Iterator[Entry]:
    """Every question, and those in groups and tables."""
    for section in around.entries("sections"):
        for question in section.entries("questions"):
            yield question
            yield from question.entries("questions")


def _reason(entry: Entry) -> Reason:
    return Reason(id=entry.id, text=entry.text("text"), note_required=bool(entry.text("note")))


def _setting(entry: Entry) -> Setting:
    limits = entry.inner("range")
    return Setting(
        name=entry.id,
        text=entry.text("text"),
        default=entry.number("default", 0),
        unit=entry.text("unit"),
        limits=Range(start=limits.number("from", None), end=limits.number("to", None)),
        source=entry.texts("source"),
    )


def _section(entry: Entry) -> Section:
    return Section(id=entry.id, title=entry.text("title"), questions=questions(entry))


def _derived(around: Entry, key: str) -> Derived:
    alone = isinstance(around.values[key], str)
    meaning = around.expression(key) if alone else around.inner(key).expression("is")
    text = "" if alone else around.inner(key).text("text")
    place = around.whole.key_place((*around.path, key))
    return Derived(name=key, meaning=meaning or Name(key), text=text, place=place)


def _check(entry: Entry) -> Check:
    return Check(
        id=entry.id,
        never=entry.condition("never") or Always(),
        at=entry.text("at"),
        message=entry.text("message"),
        source=entry.texts("source"),
        place=entry.place(),
    )


def _indicator(entry: Entry) -> Indicator:
    return Indicator(
        id=entry.id,
        level=LEVELS.get(entry.text("level"), "red"),
        when=entry.condition("when") or Always(),
        concern=entry.text("concern"),
        actions=entry.texts("actions"),
        tell=_tell(entry),
        within=entry.text("within"),
        hard=entry.flag("hard"),
        lowest=LEVELS.get(entry.text("lowest")),
        source=entry.texts("source"),
        place=entry.place(),
    )


def _notify(entry: Entry) -> Notify:
    return Notify(
        id=entry.id,
        text=entry.text("text"),
        tell=_tell(entry),
        when=entry.condition("when") or Always(),
        within=entry.text("within"),
        source=entry.texts("source"),
        place=entry.place(),
    )


def _tell(entry: Entry) -> tuple[Tell, ...]:
    return tuple(Tell(recipient=name, when=around.condition(name) or Always()) for name, around in entry.names("tell"))
