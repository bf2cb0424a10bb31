"""YAML text -> plain data, and the place of every value.

Scalars mean what a clinician typed: only `true` and `false` are booleans, numbers are plain decimals,
nothing becomes a date. The text is read as a stream of events with a stack of our own, because the
C composer of PyYAML dies of deep nesting; size, depth and number of values are bounded on the way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml

from safeforms.places import Place
from safeforms.problems import FormError, Path, Problem

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

LONGEST: Final = 1_000_000
DEEPEST: Final = 40
MOST_VALUES: Final = 100_000
HIDDEN: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNPRINTABLE: Final = re.compile(HIDDEN.pattern + "|[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # written as an escape such as \\0
HIDDEN_MESSAGE: Final = (
    "A hidden character stands here, one that turns the direction of writing or none to print: remove it."
)
NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?P<fraction>\.[0-9]{1,18})?\Z")
WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
if TYPE_CHECKING:
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark as PlainMark

    Mark = CMark | PlainMark

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class YamlText:
    """What a YAML text says.

    `places` has the place of each value by its path, `keys` that of each key. `cut` holds the paths of
    bare words without a value in `{...}`: what remains of a sentence that a comma cut in two.
    """

    file: str
    data: Plain = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    cut: set[Path] = field(default_factory=set)

    def place(self, path: Path) -> Place:
        """The place of a path, or of the nearest thing around it that has one."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


def read_yaml(text: str, *, file: str) -> YamlText:
    """The plain data of one YAML document, with places; a FormError that names the spot otherwise."""
    if len(text) > LONGEST:
        raise _refused("form.too_large", f"The file is larger than {LONGEST:,} characters.", Place(file))
    hidden = HIDDEN.search(text)
    if hidden:
        raise _refused("form.hidden_character", HIDDEN_MESSAGE, _place_in(text, hidden.start(), file=file))
    try:
        return _Composer(file).compose(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        message = f"This is not YAML: {error.problem or error.context}."
        raise _refused("form.yaml", message, _at(error.problem_mark, file=file)) from None
    except yaml.YAMLError:
        message = "This is not YAML: it holds a character that no text should."
        raise _refused("form.yaml", message, Place(file)) from None


@dataclass(slots=True)
class _Open:
    """A container whose end has not been read yet; `key` waits for its value."""

    container: dict[str, Plain] | list[Plain]
    path: Path
    flow: bool
    key: str | None = None

    def awaits_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None

    def next_path(self) -> Path:
        return (*self.path, len(self.container) if self.key is None else self.key)


class _Composer:
    """Builds data from events, with a stack instead of recursion."""

    def __init__(self, file: str) -> None:
        self.open: list[_Open] = []
        self.text = YamlText(file)

    def compose(self, events: Iterator[yaml.Event]) -> YamlText:
        documents = values = 0
        for event in events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            values += isinstance(event, yaml.NodeEvent)
            if documents > 1:
                raise self._refuse(event, "A file holds one form: a second document starts here.")
            if values > MOST_VALUES:
                raise self._refuse(event, f"The file holds more than {MOST_VALUES:,} values.")
            self._take(event)
        return self.text

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refuse(event, "Anchors and aliases (& and *) are not used in forms: write it out.")
        if getattr(event, "tag", None):
            raise self._refuse(event, "Tags (!) are not used in forms.")
        if isinstance(event, yaml.ScalarEvent) and UNPRINTABLE.search(event.value):
            raise self._refuse(event, HIDDEN_MESSAGE, code="form.hidden_character")
        match event:
            case yaml.ScalarEvent() if self.open and self.open[-1].awaits_key():
                self._key(event)
            case yaml.ScalarEvent():
                self._put(event, _scalar(event))
            case yaml.MappingStartEvent():
                self._enter(event, {})
            case yaml.SequenceStartEvent():
                self._enter(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.open.pop()

    def _key(self, event: yaml.ScalarEvent) -> None:
        top = self.open[-1]
        path = (*top.path, event.value)
        if path in self.text.keys:
            raise self._refuse(event, f"'{event.value}' stands twice here: first at {self.text.keys[path]}.")
        self.text.keys[path] = _at(event.start_mark, file=self.text.file)
        top.key = event.value

    def _enter(self, event: yaml.CollectionStartEvent, container: dict[str, Plain] | list[Plain]) -> None:
        if self.open and self.open[-1].awaits_key():
            raise self._refuse(event, "A key is one word or a text in quotes, not a list or a mapping.")
        if len(self.open) >= DEEPEST:
            raise self._refuse(event, f"This is nested more than {DEEPEST} deep.")
        path = self._put(event, container)
        self.open.append(_Open(container, path, bool(event.flow_style)))

    def _put(self, event: yaml.NodeEvent, value: Plain) -> Path:
        """Files a value under the key or position that waits for it; its path."""
        path: Path = ()
        if not self.open:
            self.text.data = value
        else:
            top = self.open[-1]
            path = top.next_path()
            if isinstance(top.container, list):
                top.container.append(value)
            else:
                top.container[str(top.key)] = value
            if top.flow and isinstance(event, yaml.ScalarEvent) and not event.value and not event.style:
                self.text.cut.add(path)
            top.key = None
        self.text.places[path] = _at(event.start_mark, file=self.text.file)
        return path

    def _refuse(self, event: yaml.Event, message: str, *, code: str = "form.yaml") -> FormError:
        return _refused(code, message, _at(event.start_mark, file=self.text.file))


def _scalar(event: yaml.ScalarEvent) -> Plain:
    if event.style:  # quoted, or a block of text
        return str(event.value)
    if event.value in WORDS:
        return WORDS[event.value]
    number = NUMBER.match(event.value)
    if not number:
        return str(event.value)
    return float(event.value) if number["fraction"] else int(event.value)


def _at(mark: "Mark | None", *, file: str) -> Place:
    if mark is None:
        return Place(file)
    return Place(file, mark.line + 1, mark.column + 1)


def _place_in(text: str, index: int, *, file: str) -> Place:
    before = text[:index]
    return Place(file, before.count("\n") + 1, index - before.rfind("\n"))


def _refused(code: str, message: str, place: Place) -> FormError:
    return FormError([Problem(code=code, message=message, place=place)])
