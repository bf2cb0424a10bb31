"""The fields of a PDF as readers want them: one for each slot, with the words of its question and what is filled in.

The typesetter names every box by itself, numbers the options of a radio group, and calls the group by its first option;
names with dots, which a part of a name may not have, become fields in fields. Texts have no picture of their own
(`NeedAppearances`): viewers draw them as they draw what is typed there, and in as small letters as they need.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pydyf import PDF, Array, Dictionary, Stream, String

from safeforms.lines import on_one_line
from safeforms.pdf_form.names import OFF, ON
from safeforms.slots import STATUS
from safeforms.wording.outline import RECORD_STATUS, ROW, Outline
from safeforms.wording.paper_form import NOT_ANSWERED

MULTILINE: Final = 1 << 12
READ_ONLY: Final = 1
RADIO: Final = 1 << 15
"""Without the flag that keeps a box from being cleared again by a second click."""
HIDDEN: Final = 1 << 1
INK: Final = "0.13 0.17 0.2 rg"
NO_SIZE: Final = "0"
"""The size of letters that a viewer makes as small as the text needs."""
LETTER, LINE = 0.53, 1.2
"""How wide a letter and how high a line is on the whole, for letters of size 1."""
UTF_16: Final = b"\xfe\xff"


def finish(pdf: PDF, *, outline: Outline, known_as: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """Puts the fields in order and writes the texts of a record into them; `known_as` goes into hidden fields."""
    form = pdf.catalog["AcroForm"]
    words = dict(_words(outline))
    fields = [field for field in _objects(pdf, form["Fields"]) if "Parent" not in field]
    off = _added(pdf, Stream(extra={"Type": "/XObject", "Subtype": "/Form", "BBox": Array([0, 0, 1, 1])}))
    for field in fields:
        _fill(pdf, field, words=words, texts=texts, off=off)
    fields += [_hidden(pdf, name, said) for name, said in known_as.items()]
    form["Fields"] = _nested(pdf, fields)
    _say_what_heads_name(pdf)
    form["DA"] = next(field["DA"] for field in fields if "DA" in field)
    _have_ticks(pdf)


def _have_ticks(pdf: PDF) -> None:
    """Viewers that draw ticks anew ask the form for the usual font of ticks by this name."""
    ticks = Dictionary({"Type": "/Font", "Subtype": "/Type1", "Name": "/ZaDb", "BaseFont": "/ZapfDingbats"})
    (resources,) = _objects(pdf, [pdf.catalog["AcroForm"]["DR"]])
    (fonts,) = _objects(pdf, [resources["Font"]])
    fonts["ZaDb"] = _added(pdf, ticks)


def _say_what_heads_name(pdf: PDF) -> None:
    """The headings of tables name columns: screen readers are told."""
    for made in pdf.objects:
        if isinstance(made, Dictionary) and made.get("S") == "/TH":
            made["A"]["Scope"] = "/Column"


def text_string(said: str) -> bytes:
    """A text as PDF writes those of any language: line ends and brackets in it stay what they are."""
    return b"<" + (UTF_16 + said.encode("utf-16-be", "replace")).hex().encode() + b">"


def _words(outline: Outline) -> Iterator[tuple[str, str]]:
    """The words of each radio group, by name with `#` for the row."""
    yield STATUS, RECORD_STATUS
    for entry in outline.walk():
        yield entry.slot, entry.text
        yield entry.reason_slot, f"{NOT_ANSWERED}: {entry.text}"


def _words_of(name: str, words: Mapping[str, str]) -> str:
    if name in words:
        return words[name]
    outer, row, part = name.split(".")
    return f"{words[f'{outer}.{ROW}.{part}']}, row {int(row) + 1}"


def _fill(pdf: PDF, field: Dictionary, *, words: Mapping[str, str], texts: Mapping[str, str], off: bytes) -> None:
    name = str(field["T"].string)
    said = texts.get(name, "")
    if "Kids" in field:
        _fill_group(pdf, field, called=_words_of(name, words), chosen=said, off=off)
    elif field["FT"] == "/Btn":
        _mark(field, state=ON, ticked=name in texts, off=off)
        field["V"] = field["AS"]
    else:
        _write(field, said)


def _write(field: Dictionary, said: str) -> None:
    """A text or a choice. `DA` is how viewers write in it: colour, font and size."""
    *_, font, size, _ = field["DA"].string.decode("ascii").split()
    shown = next((str(words.string) for value, words in field.get("Opt", ()) if value.string == said), said)
    left, top, right, bottom = field["Rect"]
    count = _lines(shown, width=abs(right - left), size=float(size))
    fits = count * float(size) * LINE <= abs(top - bottom)
    lines = field["FT"] == "/Tx" and ("Ff" in field or count > 1)
    field["DA"] = f"({INK} {font} {size if fits and (said or not lines) else NO_SIZE} Tf)"
    field["V"] = String(said) if field["FT"] == "/Ch" else text_string(said)  # a list is matched byte by byte
    field.update({"Ff": MULTILINE} if lines else {})


def _lines(said: str, *, width: float, size: float) -> int:
    """How many lines a text takes on the whole."""
    in_line = width / (size * LETTER)
    return sum(1 + int(len(line) // in_line) for line in said.split("\n"))


def _fill_group(pdf: PDF, group: Dictionary, *, called: str, chosen: str, off: bytes) -> None:
    """A radio group: each of its boxes is on under the id of its option, and has no name of its own."""
    options = [str(option.string) for option in group.pop("Opt")]
    for option, box in zip(options, _objects(pdf, group["Kids"]), strict=True):
        del box["T"]
        _mark(box, state=option, ticked=option == chosen, off=off)
    group["V"] = f"/{chosen if chosen in options else OFF}"
    group["TU"], group["Ff"] = text_string(on_one_line(called)), RADIO


def _mark(box: Dictionary, *, state: str, ticked: bool, off: bytes) -> None:
    (mark,) = box["AP"]["N"].values()
    box["AP"]["N"] = Dictionary({state: mark, OFF: off})
    box["AS"] = f"/{state if ticked else OFF}"


def _hidden(pdf: PDF, name: str, said: str) -> Dictionary:
    """A field that nobody sees or changes, and that every program keeps."""
    field = Dictionary({"Type": "/Annot", "Subtype": "/Widget", "FT": "/Tx", "Rect": Array([0, 0, 0, 0])})
    field.update({"T": text_string(name), "V": text_string(said), "Ff": READ_ONLY, "F": HIDDEN})
    page = pdf.objects[_number(pdf.page_references[0])]
    page["Annots"].append(_added(pdf, field))
    return field


def _nested(pdf: PDF, fields: Iterable[Dictionary]) -> Array:
    """The fields at the top: those of groups and rows stand within one for each part of their names."""
    inside: dict[str, Dictionary] = {}
    top = Array()
    for field in fields:
        if not isinstance(field["T"], bytes):
            around, _, own = str(field["T"].string).rpartition(".")
            field["T"] = text_string(own)
            _hang(field, within=_holder(pdf, around, inside=inside, top=top), top=top)
        else:
            top.append(field.reference)
    return top


def _holder(pdf: PDF, path: str, *, inside: dict[str, Dictionary], top: Array) -> Dictionary | None:
    """The field that a path names, made with what is around it when it is first asked for."""
    if not path:
        return None
    if path not in inside:
        around, _, own = path.rpartition(".")
        inside[path] = Dictionary({"T": text_string(own), "Kids": Array()})
        _added(pdf, inside[path])
        _hang(inside[path], within=_holder(pdf, around, inside=inside, top=top), top=top)
    return inside[path]


def _hang(field: Dictionary, *, within: Dictionary | None, top: Array) -> None:
    if within is None:
        top.append(field.reference)
    else:
        field["Parent"] = within.reference
        within["Kids"].append(field.reference)


def _objects(pdf: PDF, references: Iterable[bytes]) -> list[Dictionary]:
    return [pdf.objects[_number(reference)] for reference in references]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _added(pdf: PDF, made: Dictionary | Stream) -> bytes:
    pdf.add_object(made)
    return bytes(made.reference)
