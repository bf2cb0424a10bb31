"""A Word document -> the few parts that a form is read from, or one sentence that says why it is not opened.

Nothing else in it is ever unpacked: not its pictures, fonts or embedded files. Names of elements and attributes are
those without their namespaces, which differ between the two kinds of .docx.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from safeforms.streams import PIECE, Broken, random_access
from safeforms.unpacking.zip_file import DAMAGE
from safeforms.values import dataclass
from safeforms.word_form.marks import FORM_PROPERTY, LARGEST, MOST_ELEMENTS, PRINTED_PROPERTY, VERSION_PROPERTY

LARGEST_FILE: Final = 50_000_000
PARTS: Final = 2_000
DEEPEST: Final = 150
DAMAGED: Final = "The document is damaged or cut off: get it again, or save it anew."
OLD_OR_LOCKED: Final = "The document is of before 2007 or locked with a password: save it as .docx without one."
NO_DOCUMENT: Final = "This is no Word document, whatever its name says: save the form as .docx."
TOO_LARGE: Final = "The document unpacks to more than a form is: copy the answers into a new form."
MACROS: Final = "The document carries macros, which no form of ours does: save it as .docx, without them."
ENTITIES: Final = "The document declares entities of its own, which none from Word does: it is not opened."
OLD: Final = b"\xd0\xcf\x11\xe0"
TYPES: Final = "[Content_Types].xml"
MAPS: Final = re.compile(r"customXml/item[0-9]{1,3}\.xml")
NAME: Final = re.compile(r"@?[a-z0-9_.=:?]{1,400}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The text of the document, what it says it is, and the name of the control that each bookmark stands around.

    `printed` are the styles of the words of the form beside its controls, none where the file does not say: then nobody
    can tell what was added there. `prompts` are the styles of what Word writes into an empty control.
    """

    document: Element
    form: str | None
    version: str | None
    names: Mapping[str, str]
    printed: Collection[str] = ()
    prompts: Collection[str] = ()


def opened(stream: BinaryIO) -> Parts:
    """The parts of a document. Broken, with a sentence, where it is none or not to be opened."""
    held = random_access(stream, largest=LARGEST_FILE)
    start = held.read(4)
    held.seek(0)
    if start == OLD:
        raise Broken(OLD_OR_LOCKED)
    if start != b"PK\x03\x04":
        raise Broken(NO_DOCUMENT)
    try:
        with ZipFile(held) as archive:
            return _parts(archive)
    except (*DAMAGE, LookupError, expat.ExpatError):  # the second for an encoding that nobody knows
        raise Broken(DAMAGED) from None


def style_of(element: Element, letter: str) -> str:
    """The style of a paragraph, `p`, or a run, `r`; empty where it has none."""
    style = element.find(f"{letter}Pr/{letter}Style")
    return style.get("val", "") if style is not None else ""


def _parts(archive: ZipFile) -> Parts:
    members = {member.filename: member for member in archive.infolist()}
    if TYPES not in members:
        raise Broken(NO_DOCUMENT)
    if len(members) > PARTS:
        raise Broken(TOO_LARGE)
    if any(name.lower().endswith("vbaproject.bin") for name in members):
        raise Broken(MACROS)
    main = _main(_tree(archive, members[TYPES]))
    if main not in members:
        raise Broken(NO_DOCUMENT)
    properties = _properties(archive, members.get("docProps/custom.xml"))
    return Parts(
        document=_tree(archive, members[main]),
        form=properties.get(FORM_PROPERTY),
        version=properties.get(VERSION_PROPERTY),
        names=dict(_names(archive, members)),
        printed=frozenset(properties.get(PRINTED_PROPERTY, "").split()),
        prompts=frozenset(_prompts(archive, members.get(main.rpartition("/")[0] + "/styles.xml"))),
    )


def _main(types: Element) -> str:
    """The part that holds the text."""
    for part in types:
        kind, name = part.get("ContentType", ""), part.get("PartName", "")
        if "macroenabled" in kind.lower():
            raise Broken(MACROS)
        if "wordprocessingml" in kind and kind.endswith(("document.main+xml", "template.main+xml")):
            return name.removeprefix("/")
    raise Broken(NO_DOCUMENT)


def _properties(archive: ZipFile, member: ZipInfo | None) -> Mapping[str, str]:
    if member is None:
        return {}
    tree = _tree(archive, member)
    return {part.get("name", ""): "".join(part.itertext()).strip() for part in tree if part.tag == "property"}


def _names(archive: ZipFile, members: Mapping[str, ZipInfo]) -> Iterator[tuple[str, str]]:
    """Bookmark and name of each control, from the part that lists them, whatever number it has by now."""
    for member in [member for name, member in members.items() if MAPS.fullmatch(name)][:10]:
        tree = _tree(archive, member)
        for line in tree if tree.tag == "slots" else ():
            if NAME.fullmatch(name := line.get("name", "")):
                yield line.get("bookmark", ""), name


def _prompts(archive: ZipFile, member: ZipInfo | None) -> Iterator[str]:
    """Word names a style in its own language, but knows it by its English name."""
    for style in [] if member is None else _tree(archive, member):
        name = style.find("name")
        if name is not None and name.get("val") == "Placeholder Text":
            yield style.get("styleId", "")


def _tree(archive: ZipFile, member: ZipInfo) -> Element:
    """A part as a tree. Its size is as declared: the reader of Python unpacks no more of it than that."""
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Broken(DAMAGED)
    if member.flag_bits & 1:
        raise Broken(OLD_OR_LOCKED)
    if member.file_size > LARGEST:
        raise Broken(TOO_LARGE)
    grower = _Grower()
    with archive.open(member) as stream:
        while piece := stream.read(PIECE):
            grower.parser.Parse(piece, False)
        grower.parser.Parse(b"", True)
    return grower.builder.close()


class _Grower:
    """Makes a tree of what is parsed, and stops at what no document has."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self._depth = self._count = 0

    def _doctype(self, *_: object) -> None:
        raise Broken(ENTITIES)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise Broken(DAMAGED)
        if self._count > MOST_ELEMENTS:
            raise Broken(TOO_LARGE)
        self.builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.builder.end(_local(name))


@lru_cache(maxsize=1_000)
def _local(name: str) -> str:
    return name[name.rfind("}") + 1 :]
