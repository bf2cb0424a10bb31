"""The fields of an open PDF as texts by slot: radio groups as ids of options, ticks, texts, lists.

A PDF may be made to lead in circles or to be endless: each field is met once, and their number is bounded.
"""

from collections.abc import Iterator
from typing import Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, PdfObject, StreamObject

from safeforms.pdf_form.names import FORM_FIELD, FORM_PROPERTY, OFF, VERSION_FIELD, VERSION_PROPERTY
from safeforms.slots import TICK
from safeforms.streams import Broken

MOST_FIELDS: Final = 20_000
DEEPEST: Final = 16
LONGEST: Final = 200
"""Of the name of a field."""
LONGEST_TEXT: Final = 1_000_000
TOO_LONG: Final = "A field of the PDF holds more than any answer: fill in the blank form itself."
GONE: Final = "A field of the PDF is damaged: get it again."
TOO_MANY: Final = "The PDF has more fields than any form: fill in the blank form itself."
RADIO: Final = 1 << 15
Fields = Iterator[tuple[str, DictionaryObject]]


def texts_of(reader: PdfReader) -> dict[str, str] | None:
    """What is filled in, by name of the field; None where there are no fields. Broken where there is too much."""
    form = _dictionary(reader.root_object.get("/AcroForm"))
    fields = list(_fields(form)) if form is not None else []
    if not fields:
        return None
    texts = dict[str, str]()
    for name, field in fields:
        text = _text(field)
        if len(text) > LONGEST_TEXT:
            raise Broken(TOO_LONG)
        if text:
            texts.setdefault(name, text)
    return texts


def form_named(reader: PdfReader, texts: dict[str, str]) -> tuple[str | None, str | None]:
    """Which form and version the file says it is; their fields are taken out of the texts."""
    said = reader.metadata
    form, version = (_said(said.get(f"/{key}")) if said else "" for key in (FORM_PROPERTY, VERSION_PROPERTY))
    return texts.pop(FORM_FIELD, form) or None, texts.pop(VERSION_FIELD, version) or None


def is_xfa(reader: PdfReader) -> bool:
    """Whether the file has its form in XML beside the fields."""
    return "/XFA" in (_dictionary(reader.root_object.get("/AcroForm")) or ())


def has_scripts(reader: PdfReader) -> bool:
    """Whether the document, or a field of it, has something to run."""
    root = reader.root_object
    names = _dictionary(root.get("/Names"))
    opening = _dictionary(root.get("/OpenAction"))
    form = _dictionary(root.get("/AcroForm"))
    return (
        "/AA" in root
        or (names is not None and "/JavaScript" in names)
        or (opening is not None and "/JS" in opening)
        or (form is not None and any("/AA" in field or "/A" in field for _, field in _fields(form)))
    )


def _fields(form: DictionaryObject) -> Fields:
    """Every field that can hold an answer with its whole name, each once."""
    seen = set[int]()
    left = [(field, "", 0) for field in reversed(_held(form, "/Fields"))]
    while left:
        field, around, depth = left.pop()
        if id(field) in seen or depth > DEEPEST:
            continue
        seen.add(id(field))
        if len(seen) > MOST_FIELDS:
            raise Broken(TOO_MANY)
        name = ".".join(filter(None, (around, _said(field.get("/T")))))[:LONGEST]
        kids = [kid for kid in _held(field, "/Kids") if "/T" in kid]
        left.extend((kid, name, depth + 1) for kid in reversed(kids))
        if not kids and name:
            yield name, field


def _held(holder: DictionaryObject, key: str) -> list[DictionaryObject]:
    """The fields or boxes within something; Broken where one is gone, for nobody would miss what it held."""
    held = [_dictionary(found) for found in _array(holder.get(key))]
    if None in held or (not held and key in holder and not isinstance(holder[key], ArrayObject)):
        raise Broken(GONE)
    return [found for found in held if found is not None]


def _text(field: DictionaryObject) -> str:
    """What one field holds; empty where nothing is filled in."""
    match _inherited(field, "/FT"):
        case "/Btn":
            state = _state(field)
            return "" if not state else TICK if not _is_radio(field) else _option(field, state)
        case "/Ch":
            return _exported(field, _said(_inherited(field, "/V")))
        case _:
            return _said(_inherited(field, "/V")).replace("\r\n", "\n").replace("\r", "\n")


def _state(field: DictionaryObject) -> str:
    """The name of the state that a button is in; empty where it is off. Some programs set only its picture."""
    said = [_said(_inherited(field, "/V")), *(_said(box.get("/AS")) for box in (field, *_held(field, "/Kids")))]
    states = [state.removeprefix("/") for state in said]
    return next((state for state in states if state and state != OFF), "")


def _is_radio(field: DictionaryObject) -> bool:
    flags = _inherited(field, "/Ff")
    return isinstance(flags, int) and bool(flags & RADIO)


def _option(field: DictionaryObject, state: str) -> str:
    """The id of the option of a state; where states are numbers, the list of options has the ids."""
    options = _array(field.get("/Opt"))
    if state.isdecimal() and len(state) < 6 and int(state) < len(options):
        return _said(options[int(state)])
    return state


def _exported(field: DictionaryObject, chosen: str) -> str:
    """The id of what is chosen from a list, which some programs give by its words."""
    pairs = [pair for option in _array(_inherited(field, "/Opt")) if len(pair := _array(option)) == 2]
    ids = {_said(pair[0]): _said(pair[0]) for pair in pairs}
    words = {_said(pair[1]): _said(pair[0]) for pair in pairs}
    return ids.get(chosen, words.get(chosen, chosen))


def _inherited(field: DictionaryObject, key: str) -> object:
    """What a field says, or what stands around it."""
    here: DictionaryObject | None = field
    for _ in range(DEEPEST):
        if here is None:
            return None
        if key in here:
            return here[key]
        here = _dictionary(here.get("/Parent"))
    return None


def _said(found: object) -> str:
    """A text or a name as text; of several, the first."""
    found = found.get_object() if isinstance(found, PdfObject) else found
    match found:
        case StreamObject():
            return found.get_data().decode("utf-8", "replace")
        case ArrayObject():
            return _said(found[0]) if found else ""
        case ByteStringObject():
            return found.decode("utf-8", "replace")
        case str():
            return str(found)
        case _:
            return ""


def _dictionary(found: object) -> DictionaryObject | None:
    found = found.get_object() if isinstance(found, PdfObject) else found
    return found if isinstance(found, DictionaryObject) else None


def _array(found: object) -> list[object]:
    found = found.get_object() if isinstance(found, PdfObject) else found
    return list(found) if isinstance(found, ArrayObject) else []
