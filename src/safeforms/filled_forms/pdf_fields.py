"""The fields of an open PDF as texts by slot: radio groups as ids of options, ticks, texts, lists.

A program that copies pages may leave fields on them that the form no longer lists: they are fields as well. Two of one
name that say different things are two forms in one file, of which no record is made.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from safeforms.filled_forms.pdf_objects import GONE, TOO_LONG, TOO_MANY, annotations, dictionary, items, said
from safeforms.pdf_form.names import FORM_FIELD, FORM_PROPERTY, OFF, VERSION_FIELD, VERSION_PROPERTY
from safeforms.slots import TICK
from safeforms.streams import Broken

MOST_FIELDS: Final = 30_000
"""With the boxes of their groups."""
MOST_OPTIONS: Final = 100_000
"""Of all lists together."""
DEEPEST: Final = 16
LONGEST: Final = 200
"""Of a part of the name of a field."""
LONGEST_RECORD: Final = 10_000_000
RADIO: Final = 1 << 15
TWICE: Final = (
    "A field of the PDF is there twice and does not say the same: give each filled form in a file of its own."
)
NAMELESS: Final = "Fields of the PDF have lost their names: save the filled form as a whole, not page by page."
Fields = list[tuple[str, DictionaryObject]]


def fields_of(reader: PdfReader) -> Fields:
    """Every field that can hold an answer with its whole name, each once. Broken where one is gone, or too many are."""
    seen = set[int]()
    form = dictionary(reader.root_object.get("/AcroForm"))
    listed = list(_listed(form, seen=seen)) if form is not None else []
    return listed + list(_on_pages(reader, seen=seen))


def texts_of(fields: Fields) -> dict[str, str]:
    """What is filled in, by name of the field. Broken where it is too much, or two fields of one name differ."""
    _refuse_many_options(fields)
    texts, total = dict[str, str](), 0
    for name, field in fields:
        text = _text(field)
        total += len(name) + len(text)
        if total > LONGEST_RECORD:
            raise Broken(TOO_LONG)
        if not name and text:
            raise Broken(NAMELESS)
        if texts.setdefault(name, text) != text:
            raise Broken(TWICE)
    return {name: text for name, text in texts.items() if text}


def several_in(fields: Fields) -> frozenset[str]:
    """The groups of which only one box may be on and several are, by name."""
    return frozenset(name for name, field in fields if _is_radio(field) and len(_states(field)) > 1)


def form_named(reader: PdfReader, texts: dict[str, str]) -> tuple[str | None, str | None]:
    """Which form and version the file says it is; their fields are taken out of the texts."""
    written = reader.metadata
    form, version = (said(written.get(f"/{key}")) if written else "" for key in (FORM_PROPERTY, VERSION_PROPERTY))
    return texts.pop(FORM_FIELD, form) or None, texts.pop(VERSION_FIELD, version) or None


def _listed(form: DictionaryObject, *, seen: set[int]) -> Iterator[tuple[str, DictionaryObject]]:
    """The fields that the form lists, in its order; those that are met are put into `seen`, and their boxes."""
    left = [(field, "", 0) for field in reversed(_held(form, "/Fields"))]
    met = len(left)
    while left:
        field, around, depth = left.pop()
        if id(field) in seen:
            continue
        seen.add(id(field))
        name = _within(around, field)
        held = _held(field, "/Kids")
        kids = [kid for kid in held if "/T" in kid]
        met += len(held)
        if met > MOST_FIELDS or depth > DEEPEST:
            raise Broken(TOO_MANY)
        left.extend((kid, name, depth + 1) for kid in reversed(kids))
        if not kids:
            seen.update(map(id, held))
            yield name, field


def _on_pages(reader: PdfReader, *, seen: set[int]) -> Iterator[tuple[str, DictionaryObject]]:
    """The fields on the pages that the form does not list, by what stands around each."""
    for _, widget in annotations(reader):
        if widget.get("/Subtype") == "/Widget" and id(widget) not in seen:
            around = [field for field in _upwards(widget) if "/T" in field] or [widget]
            if id(around[0]) not in seen:
                seen.add(id(around[0]))
                name = ""
                for field in reversed(around):
                    name = _within(name, field)
                yield name, around[0]


def _within(around: str, field: DictionaryObject) -> str:
    """The name of a field with what it stands in."""
    own = said(field.get("/T"))
    if len(own) > LONGEST:
        raise Broken(TOO_LONG)
    return ".".join(filter(None, (around, own)))


def _held(holder: DictionaryObject, key: str) -> list[DictionaryObject]:
    """The fields or boxes within something; Broken where one is gone, for nobody would miss what it held."""
    held = [dictionary(found) for found in items(holder.get(key))]
    if None in held or (not held and key in holder and not isinstance(holder[key], ArrayObject)):
        raise Broken(GONE)
    return [found for found in held if found is not None]


def _text(field: DictionaryObject) -> str:
    """What one field holds; empty where nothing is filled in."""
    match _inherited(field, "/FT"):
        case "/Btn":
            states = _states(field)
            return ", ".join(_option(field, state) for state in states) if _is_radio(field) else TICK if states else ""
        case "/Ch":
            return _exported(field, said(_inherited(field, "/V")))
        case "/Sig":
            return ""
        case _:
            return said(_inherited(field, "/V")).replace("\r\n", "\n").replace("\r", "\n")


def _refuse_many_options(fields: Fields) -> None:
    """Each list is looked through: many fields with one long list would take hours."""
    left = MOST_OPTIONS
    for _, field in fields:
        left -= len(items(_inherited(field, "/Opt")))
        if left < 0:
            raise Broken(TOO_MANY)


def _states(field: DictionaryObject) -> list[str]:
    """The names of the states that a button is in, of several boxes that are on all; none where it is off.

    Some programs set only the picture.
    """
    return _on([said(_inherited(field, "/V"))]) or _on(said(box.get("/AS")) for box in (field, *_held(field, "/Kids")))


def _on(states: Iterable[str]) -> list[str]:
    named = (state.removeprefix("/") for state in states)
    return list(dict.fromkeys(state for state in named if state and state != OFF))


def _is_radio(field: DictionaryObject) -> bool:
    flags = _inherited(field, "/Ff")
    return _inherited(field, "/FT") == "/Btn" and isinstance(flags, int) and bool(flags & RADIO)


def _option(field: DictionaryObject, state: str) -> str:
    """The id of the option of a state; where states are numbers, the list of options has the ids."""
    options = items(field.get("/Opt"))
    if state.isdecimal() and len(state) < 6 and int(state) < len(options):
        return said(options[int(state)])
    return state


def _exported(field: DictionaryObject, chosen: str) -> str:
    """The id of what is chosen from a list, which some programs give by its words."""
    pairs = [pair for option in items(_inherited(field, "/Opt")) if len(pair := items(option)) == 2]
    ids = {said(pair[0]): said(pair[0]) for pair in pairs}
    words = {said(pair[1]): said(pair[0]) for pair in pairs}
    return ids.get(chosen, words.get(chosen, chosen))


def _inherited(field: DictionaryObject, key: str) -> object:
    """What a field says, or what stands around it."""
    return next((here[key] for here in _upwards(field) if key in here), None)


def _upwards(field: DictionaryObject) -> Iterator[DictionaryObject]:
    """A field, and what stands around it, from within."""
    here: DictionaryObject | None = field
    for _ in range(DEEPEST):
        if here is None:
            return
        yield here
        here = dictionary(here.get("/Parent"))
