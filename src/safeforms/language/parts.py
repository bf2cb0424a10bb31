"""A definition and the parts that it takes in -> one definition without includes.

What a file lists stands before what the parts in its sections list; a run of questions stands where it
is taken in. No part is altered: a question is copied before a form changes it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from safeforms.language.origins import Assembled, Claims, Origin
from safeforms.language.shape import did_you_mean, quoted
from safeforms.language.yaml_text import Plain, YamlText
from safeforms.places import Place
from safeforms.problems import FormError, Path, UsageError

LISTS: Final = {
    "sources": "source",
    "reasons": "reason",
    "recipients": "recipient",
    "kinds": "kind",
    "copies": "copy",
    "options": "list of options",
    "settings": "setting",
    "derived": "derived value",
    "checks": "check",
    "indicators": "indicator",
    "notify": "piece of news",
}
"""What a part brings besides questions, each with the word for one of them."""

ORDER: Final = (
    *("form", "version", "title", "purpose", "filled_in_by", "sources", "reasons", "recipients", "kinds", "copies"),
    *("options", "settings", "sections", "derived", "checks", "indicators", "notify", "summary", "local"),
)
NAMED: Final = ("questions", "derived", "indicators", "settings")
"""The kinds whose ids are names that a condition can speak of."""
PART_VERSION: Final = "0.0.0"
DEEPEST: Final = 20

ReadPart: TypeAlias = Callable[[str], YamlText]
"""Gives a part by its name; raises UsageError where there is none, FormError where it cannot be read."""


def assemble(text: YamlText, *, read_part: ReadPart) -> Assembled:
    """One form out of a form, or of a part alone, and of all parts that it takes in.

    A part alone becomes a form of one section, or of none. Raises nothing: what is wrong stands in
    `problems`, and what cannot be taken in is left out.
    """
    assembly = _Assembly(Origin(text, (), text.data), read_part=read_part)
    assembly.bring(assembly.host)
    sections = assembly.sections()
    assembly.check_needs()
    return assembly.finished(sections)


class _Assembly:
    """The whole as it grows; `open` holds the names of the parts being taken in, outermost first."""

    def __init__(self, host: Origin, *, read_part: ReadPart) -> None:
        self.host = host
        self.whole = Assembled(data={}, origins={(): host})
        self.read_part = read_part
        self.lists: dict[str, dict[str, Plain]] = {kind: {} for kind in LISTS}
        self.claims: dict[str, Claims] = {kind: {} for kind in (*LISTS, "questions")}
        self.parts: dict[str, Origin | None] = {}
        self.brought: set[str] = set()
        self.open: list[str] = []
        self.asked: Claims = {}

    def bring(self, source: Origin) -> None:
        """Takes in the lists of a file, after those of the files that it includes for theirs."""
        for include in source.at("include").items():
            with self.opened(include):
                pass  # a part brings its lists when it is first opened
        for kind, word in LISTS.items():
            for key, entry in source.at(kind).entries().items():
                self.whole.claim(self.claims[kind], key, what=f"The {word} '{key}' is defined", entry=entry)
                self.lists[kind][key] = entry.value
                self.whole.origins[kind, key] = entry

    @contextmanager
    def opened(self, include: Origin) -> Iterator[Origin | None]:
        """The part that an entry names, its lists taken in; None where that cannot be."""
        name = _name(include.value)
        part = self.part(name, include=include)
        if part is None:
            self.whole.whole = False
            yield None
            return
        self.open.append(name)
        if name not in self.brought:
            self.brought.add(name)
            self.bring(part)
        yield part
        self.open.pop()

    def part(self, name: str, *, include: Origin) -> Origin | None:
        """A part, read once; None, and a problem, where it cannot be taken in here."""
        wrong = _wrong_name(include.value) or self.too_deep(name)
        if wrong:
            self.whole.note("form.include", wrong, include.place)
            return None
        if name not in self.parts:
            self.parts[name] = self.read(name, place=include.place)
        return self.parts[name]

    def too_deep(self, name: str) -> str | None:
        """What is wrong where a part is taken in inside itself, or deeper than any form needs."""
        if name in self.open:
            return _circle([*self.open[self.open.index(name) :], name])
        if len(self.open) >= DEEPEST:
            return f"Parts include parts more than {DEEPEST} deep here: take them in from the form."
        return None

    def read(self, name: str, *, place: Place) -> Origin | None:
        """The text of a part; None, and a problem, where there is none."""
        try:
            text = self.read_part(name)
        except FormError as error:
            self.whole.problems.extend(error.problems)
            return None
        except UsageError as error:
            self.whole.note("form.include", str(error), place)
            return None
        if text.file == self.host.text.file:
            self.whole.note("form.include", _circle([name, *self.open, name]), place)
        elif isinstance(text.data, dict) and "part" in text.data:
            return Origin(text, (), text.data)
        else:
            message = f"{name} is not a part, for it has no 'part' and its id: take this include out."
            self.whole.note("form.include", message, place)
        return None

    def sections(self) -> dict[str, Plain]:
        """The sections of a form; of a part alone its questions as one section, or none."""
        part_id = self.host.at("part").value
        if part_id is None:
            sections = self.host.at("sections").entries()
            return {key: self.section(entry, key=key) for key, entry in sections.items()}
        return {str(part_id): self.section(self.host, key=str(part_id))} if self.host.at("questions").value else {}

    def section(self, entry: Origin, *, key: str) -> Plain:
        """One section; without questions where its part cannot be taken in."""
        self.whole.origins["sections", key] = entry
        into: Path = ("sections", key, "questions")
        title, include = entry.at("title"), entry.at("include")
        if include.value is None or entry is self.host:
            questions = self.questions(entry.at("questions"), into=into, claims=self.claims["questions"])
            return {"title": title.value or key, "questions": questions}
        with self.opened(include) as part:
            if part and title.value is None:
                title = part.at("title")
                self.whole.origins["sections", key, "title"] = title
            if part and title.value is None:
                message = f"{include.value} has no title, so it is a run: take it in inside a section's questions."
                self.whole.note("form.include", message, include.place)
            questions = self.taken_in(part, entry, into=into, claims=self.claims["questions"])
        return {"title": title.value or key, "questions": questions}

    def questions(self, source: Origin, *, into: Path, claims: Claims) -> dict[str, Plain]:
        """The questions of a mapping in its order, each run at the position where it is taken in."""
        questions: dict[str, Plain] = {}
        for key, entry in source.entries().items():
            if entry.at("include").value is not None:
                questions.update(self.run(entry, into=into, claims=claims))
            else:
                self.whole.claim(claims, key, what=f"The question '{key}' is defined", entry=entry)
                questions[key] = self.question(entry, into=(*into, key))
        return questions

    def question(self, entry: Origin, *, into: Path) -> Plain:
        """A copy of a question that may be changed, its own questions copied likewise."""
        self.whole.origins[into] = entry
        copy = dict(entry.value) if isinstance(entry.value, dict) else {}
        if "questions" in copy:
            inside = (*into, "questions")
            copy["questions"] = self.questions(entry.at("questions"), into=inside, claims={})
        return copy

    def run(self, entry: Origin, *, into: Path, claims: Claims) -> dict[str, Plain]:
        """The questions of a part without a title."""
        include = entry.at("include")
        with self.opened(include) as part:
            if part and part.at("title").value is not None:
                message = f"{include.value} has a title, so it is a section: take it in under 'sections'."
                self.whole.note("form.include", message, include.place)
            return self.taken_in(part, entry, into=into, claims=claims)

    def taken_in(self, part: Origin | None, entry: Origin, *, into: Path, claims: Claims) -> dict[str, Plain]:
        """The questions of a part, changed as the entry says that takes it in."""
        if part is None:
            return {}
        include = entry.at("include")
        if not part.at("questions").value:
            message = f"{include.value} has no questions: take it in by 'include' at the top of the file."
            self.whole.note("form.include", message, include.place)
            return {}
        what = f"The questions of {include.value} are taken in"
        self.whole.claim(self.asked, _name(include.value), what=what, entry=include)
        questions = self.questions(part.at("questions"), into=into, claims=claims)
        for path, keys in entry.at("change").entries().items():
            self.change(questions, path=path, keys=keys, into=into)
        return questions

    def change(self, questions: dict[str, Plain], *, path: str, keys: Origin, into: Path) -> None:
        """Replaces keys of one of the questions of a part; a key that becomes null is taken out."""
        question: Plain = questions
        for step in path.replace(".", ".questions.").split("."):
            question = question.get(step) if isinstance(question, dict) else None
            into = (*into, step)
        if not isinstance(question, dict):
            hint = did_you_mean(path, _paths(questions)) or "."
            message = f"There is no question {quoted(path)} to change in this part{hint}"
            self.whole.note("form.unknown_name", message, keys.place)
            return
        for key, new in keys.entries().items():
            if new.value is None:
                question.pop(key, None)
                continue
            self.whole.origins[*into, key] = new
            inside = (*into, key)
            question[key] = self.questions(new, into=inside, claims={}) if key == "questions" else new.value

    def check_needs(self) -> None:
        """Notes the names that a part needs and nothing defines; a part alone may leave them to its host."""
        defined = {name for kind in NAMED for name in self.claims[kind]}
        defined.update(str(need.value) for need in self.host.at("needs").items())
        for file, part in self.parts.items():
            for need in part.at("needs").items() if part else ():
                if need.value not in defined:
                    hint = did_you_mean(need.value, defined) or "."
                    message = f"{file} needs {quoted(need.value)}, which nothing here defines{hint}"
                    self.whole.note("form.needs", message, need.place)

    def finished(self, sections: dict[str, Plain]) -> Assembled:
        """The whole with its data in the order of the language; lists that stayed empty are left out."""
        data = {key: entry.value for key, entry in self.host.entries().items()}
        if "part" in data:
            data = {"form": data["part"], "version": PART_VERSION, "title": data.get("title") or data["part"]}
        lists = {kind: dict(entries) for kind, entries in self.lists.items() if entries}
        merged = {**data, **lists, "sections": sections}
        self.whole.data = {key: merged[key] for key in ORDER if key in merged}
        return self.whole


def _name(include: Plain) -> str:
    """The name of a part file, written one way."""
    return str(PurePosixPath(str(include)))


def _circle(names: list[str]) -> str:
    return f"These files include each other in a circle: {' -> '.join(names)}. Take one of the includes out."


def _wrong_name(name: Plain) -> str | None:
    """What is wrong with the name of a part file; None where nothing is."""
    path = PurePosixPath(str(name))
    if "\\" in str(name):
        return f"{quoted(name)} has a backslash: write the folders of a part file with /."
    if path.is_absolute() or ".." in path.parts:
        return f"{quoted(name)} leads out of the form's own folder: keep the part inside it, and leave out '..'."
    if path.suffix != ".yaml":
        return f"{quoted(name)} is not a part file: its name ends in .yaml."
    return None


def _paths(questions: dict[str, Plain]) -> list[str]:
    """The dotted paths of questions, a group before its own."""
    paths = []
    for key, question in questions.items():
        inner = question.get("questions") if isinstance(question, dict) else None
        paths += [key, *(f"{key}.{part}" for part in inner or {})] if isinstance(inner, dict) else [key]
    return paths
