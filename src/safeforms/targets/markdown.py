"""Form -> a blank form on paper, as Markdown.

Section -> heading; question -> a paragraph, its options as boxes to tick, its reasons as boxes after "Or, if not
answered"; `when` -> "Answer only if ..." in words; group -> its questions indented; table -> a table with empty
rows. Nothing from a form is taken for Markdown: its signs are escaped.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from safeforms.definition import Form
from safeforms.markdown_text import escaped
from safeforms.outline import Box, Entry, outline_of

LINE: Final = "\\_" * 30
DAY: Final = "\\_\\_ / \\_\\_ / \\_\\_\\_\\_"
EMPTY_ROWS: Final = 3


def render(form: Form) -> bytes:
    """The form as Markdown in UTF-8, the same bytes each time."""
    return ("\n".join(_form(form)) + "\n").encode()


def losses(form: Form) -> tuple[str, ...]:
    """What paper cannot do: check, compute, follow up."""
    lost = ["Answers are not checked while they are written.", "Indicators and levels are not computed."]
    if any(question.follow_up for _, question in form.walk()):
        lost.append("What may come later has no clock.")
    return tuple(lost)


def _form(form: Form) -> Iterator[str]:
    outline = outline_of(form)
    yield f"# {escaped(outline.title)}"
    yield ""
    yield f"{outline.version_line}. {outline.standing}"
    for line in (outline.purpose, outline.filled_in_by and f"Filled in by: {outline.filled_in_by}"):
        if line:
            yield ""
            yield escaped(line)
    for chapter in outline.chapters:
        yield ""
        yield f"## {escaped(chapter.title)}"
        for entry in chapter.entries:
            yield from _entry(entry, within=False)


def _entry(entry: Entry, *, within: bool) -> Iterator[str]:
    indent = "  " if within else ""
    mark = "- " if within else ""
    aside = f" ({escaped(', '.join(entry.marks))})" if entry.marks else ""
    yield ""
    yield f"{mark}**{escaped(entry.text)}**{aside}"
    if entry.help:
        yield f"{indent}*{escaped(entry.help)}*"
    if entry.only_if:
        yield ""
        yield f"{indent}*Answer only if {escaped(entry.only_if)}.*"
    if entry.hint:
        yield ""
        yield indent + escaped(entry.hint)
    yield ""
    yield from (indent + line if line else "" for line in _answer(entry))
    if entry.reasons:
        yield ""
        yield f"{indent}Or, if not answered:"
        yield ""
        yield from (f"{indent}- [ ] {_box(reason)}" for reason in entry.reasons)


def _answer(entry: Entry) -> Iterator[str]:
    match entry.kind:
        case "one" | "many":
            yield from (f"- [ ] {_box(option)}" for option in entry.options)
        case "line" | "lines" | "nhs_number":
            yield LINE
        case "number":
            yield f"{LINE} {escaped(entry.unit)}".rstrip()
        case "day":
            yield DAY
        case "moment":
            yield f"{DAY} \\_\\_ : \\_\\_"
        case "group":
            for part in entry.parts:
                yield from _entry(part, within=True)
        case "table":
            yield from _table(entry)
        case _:
            assert_never(entry.kind)


def _table(entry: Entry) -> Iterator[str]:
    heads = [escaped(part.text) for part in entry.parts]
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for _ in range(EMPTY_ROWS):
        yield f"|{'  |' * len(heads)}"
    for part in entry.parts:
        if part.options:
            yield ""
            yield f"{escaped(part.text)}: {'; '.join(escaped(option.text) for option in part.options)}."


def _box(box: Box) -> str:
    alone = f" ({escaped(box.aside)})" if box.aside else ""
    note = f" ({escaped(box.note)}: {LINE})" if box.note else ""
    return f"{escaped(box.text)}{alone}{note}"
