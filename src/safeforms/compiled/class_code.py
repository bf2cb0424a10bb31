"""Form -> the Python source of its classes: a typed field for each question, its words in a docstring.

The text is as ruff formats it, the same each time. Options stand where they are used; where the line would be too
long, they get a name above their class. A question may be called `date`: then the types of that module go by names
with an underscore, which no id begins with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, assert_never

from safeforms.compiled.class_names import camel
from safeforms.compiled.docstrings import INDENT, WIDTH, comment, docstring
from safeforms.definition import Form
from safeforms.problems import UsageError
from safeforms.questions import (
    Choice,
    Choices,
    DateTimeType,
    DateType,
    Group,
    Integer,
    NhsNumber,
    Override,
    Question,
    Table,
    Text,
    YesNo,
)
from safeforms.wording.asking_words import asked_in_words

IMPORTS: Final = {
    "builtins": ("bool", "int", "str", "tuple"),
    "datetime": ("date", "datetime"),
    "typing": ("Literal",),
    "safeforms.written": ("Edition", "Note", "Unanswered", "WrittenAssessment", "WrittenPart"),
}
PYTHON_TYPES: Final = {*IMPORTS["builtins"], *IMPORTS["datetime"]}
HEAD: Final = (
    "Written by `safeforms codegen {form}`: do not edit it, write it again when the form changes. The classes know the "
    "types, the installed form the rules; a form with another content is refused at the first record."
)


@dataclass(slots=True)
class _Module:
    """What is written of a module below its head, and the names that it uses.

    `hidden`: the types of Python whose names are ids of questions.
    """

    form: Form
    hidden: set[str]
    lines: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=lambda: {name for names in IMPORTS.values() for name in names})

    def use(self, name: str) -> str:
        """An imported name or a type of Python, as it is called here."""
        self.used.add(name)
        return f"_{name}" if name in self.hidden else name

    def new_name(self, *words: str) -> str:
        """A name that nothing in the module has yet."""
        name = "".join(map(camel, words))
        while name in self.taken:
            name += "Answer"
        self.taken.add(name)
        return name

    def give_name(self, literal: str, *words: str) -> str:
        """The name of a literal, which is put above the class that is written next."""
        name = self.new_name(*words)
        line = f"{name} = {literal}"
        self.named += [line] if len(line) <= WIDTH else _one_a_line(line)
        return name

    def add_class(self, name: str, *, base: str, title: str, body: Iterable[str]) -> None:
        """Writes a class below the names that were given for it."""
        head = [f"class {name}({self.use(base)}):", *docstring([title], indent=INDENT)]
        self.lines += ["", "", *self.named, *(["", ""] if self.named else []), *head, *body]
        self.named = []


def class_code(form: Form) -> str:
    """The source of the module, a line feed last. UsageError where a form was made in Python and has no definition."""
    if not form.definition:
        raise UsageError(f"The form '{form.id}' was not read from a definition, so no module can name its content.")
    module = _Module(form, {question.id for _, question in form.walk()} & PYTHON_TYPES)
    whole = module.new_name(form.id, "assessment")
    parts = {question.id: _part_class(module, question) for question in form.questions.values() if question.parts}
    body = ["", f"{INDENT}model_edition = EDITION"]
    for section in form.sections:
        fields = [line for question in section.questions for line in _field(module, question, part=parts)]
        body += ["", *comment(section.title, indent=INDENT), *fields[1:]]
    module.add_class(whole, base="WrittenAssessment", title=form.title, body=body)
    return "\n".join([*_head(module), *module.lines, ""])


def _head(module: _Module) -> Iterator[str]:
    form = module.form
    title = f"{form.title} ({form.id} {form.version}): what its records hold, as typed classes."
    yield from docstring([title, HEAD.format(form=form.id)], indent="")
    module.use("Edition")
    yield from _imports(module)
    yield from ("", "EDITION = Edition(", f'{INDENT}form="{form.id}",', f'{INDENT}version="{form.version}",')
    yield from (f'{INDENT}content="{form.content_hash}",', ")")


def _imports(module: _Module) -> Iterator[str]:
    *of_python, ours = [line for room in IMPORTS for line in _imported(module, room)]
    yield from ["", *of_python] if of_python else []
    yield from ("", ours)


def _imported(module: _Module, room: str) -> Iterator[str]:
    """What is imported from a room; a name that is changed has a line of its own, as ruff sorts them."""
    used = [name for name in IMPORTS[room] if name in module.used]
    if room == "builtins":
        used = [name for name in used if name in module.hidden]
    if module.hidden.isdisjoint(used):
        yield from [f"from {room} import {', '.join(used)}"] if used else []
        return
    for name in used:
        yield f"from {room} import {name}{f' as _{name}' if name in module.hidden else ''}"


def _part_class(module: _Module, question: Question) -> str:
    name = module.new_name(module.form.id, question.id)
    fields = [line for part in question.parts for line in _field(module, part, within=question)]
    module.add_class(name, base="WrittenPart", title=question.text, body=fields)
    return name


def _field(
    module: _Module, question: Question, *, within: Question | None = None, part: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The lines of a question, and of its note if it may need one; a blank line before each."""
    parts = within.parts if within else ()
    when = asked_in_words(question, form=module.form, parts=parts)
    yield ""
    yield from _typed(module, question, within=within, part=(part or {}).get(question.id, ""))
    yield from docstring([question.text, question.help, when and f"Asked if {when}."], indent=INDENT)
    if question.note_id:
        yield from ("", f"{INDENT}{question.note_id}: {module.use('Note')} = None")
        yield from docstring([f"Note: {question.text}"], indent=INDENT)


def _typed(module: _Module, question: Question, *, within: Question | None, part: str) -> list[str]:
    """What says the type of a field; where it would be too long, the options get a name, then the reasons."""
    must = question.always_settled and (within is None or within.parts_are_asked)
    path = (within.id, question.id) if within else (question.id,)

    def lines() -> list[str]:
        kinds = [_python_type(module, question, inner=part or options)]
        kinds += [f"{module.use('Unanswered')}[{reasons}]"] if reasons else []
        kinds += [] if must else ["None"]
        return _declared(question.id, kinds, default="" if must else " = None")

    options = _literal(module, question.options) if isinstance(question.type, Choice | Choices) else ""
    reasons = _literal(module, question.unanswered)
    if options and len(lines()) > 1:
        options = module.give_name(options, *path)
    if reasons and len(lines()) > 1:
        reasons = module.give_name(reasons, *path, "reason")
    return lines()


def _declared(name: str, kinds: list[str], *, default: str) -> list[str]:
    """The lines of a field, broken as ruff does where one is too long."""
    union = " | ".join(kinds)
    line = f"{INDENT}{name}: {union}"
    if len(line + default) <= WIDTH:
        return [line + default]
    if default and len(f"{line} = (") <= WIDTH:
        return [f"{line} = (", f"{INDENT * 2}None", f"{INDENT})"]
    whole = len(INDENT * 2 + union) <= WIDTH
    inside = [union] if whole else [kinds[0], *(f"| {kind}" for kind in kinds[1:])]
    return [f"{INDENT}{name}: (", *(f"{INDENT * 2}{part}" for part in inside), f"{INDENT}){default}"]


def _python_type(module: _Module, question: Question, *, inner: str) -> str:
    """The type of a value; `inner`: the literal of its options, or the class of its parts."""
    match question.type:
        case YesNo():
            return module.use("bool")
        case Choice() | Group() | Override():
            return inner
        case Choices() | Table():
            return f"{module.use('tuple')}[{inner}, ...]"
        case Text() | NhsNumber():
            return module.use("str")
        case Integer():
            return module.use("int")
        case DateType():
            return module.use("date")
        case DateTimeType():
            return module.use("datetime")
        case _:
            assert_never(question.type)


def _literal(module: _Module, ids: Iterable[str]) -> str:
    quoted = ", ".join(f'"{each}"' for each in ids)
    return f"{module.use('Literal')}[{quoted}]" if quoted else ""


def _one_a_line(literal: str) -> list[str]:
    """The lines of an assignment, broken as ruff does."""
    head, _, inside = literal.partition("[")
    return [f"{head}[", *(f"{INDENT}{each}," for each in inside.removesuffix("]").split(", ")), "]"]
