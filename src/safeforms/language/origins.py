"""Where each value of a definition was written, when it is made of several files.

Nothing is copied to remember where it came from: `Assembled.origins` marks the spots where something of
another file begins.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from safeforms.language.yaml_text import Plain, YamlText
from safeforms.places import Place
from safeforms.problems import Path, Problem

Claims: TypeAlias = dict[str, Place]
"""The place of each id that is taken."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A value where it was written: in a text, at a path; None where the path leads nowhere."""

    text: YamlText
    path: Path
    value: Plain

    @property
    def place(self) -> Place:
        """The place of the key, or of the value where it has none."""
        return self.text.keys.get(self.path) or self.text.place(self.path)

    def at(self, key: str) -> "Origin":
        """What stands under a key of a mapping."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Origin(self.text, (*self.path, key), value)

    def entries(self) -> dict[str, "Origin"]:
        """What a mapping holds, by its keys; nothing of anything else."""
        return {key: self.at(key) for key in self.value} if isinstance(self.value, dict) else {}

    def items(self) -> list["Origin"]:
        """What a list holds; nothing of anything else."""
        values = self.value if isinstance(self.value, list) else []
        return [Origin(self.text, (*self.path, number), value) for number, value in enumerate(values)]


@dataclass(slots=True, kw_only=True)
class Assembled:
    """One definition with all its parts taken in.

    `origins` says where a path of `data`, and all that lies inside, was written. `whole` is False where
    a part could not be taken in: names that it brings are then missing.
    """

    data: dict[str, Plain]
    origins: dict[Path, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def place(self, path: Path) -> Place | None:
        """The place of a value in the file that it came from; None where no file is known."""
        origin = self._origin(path)
        return origin.text.place(origin.path) if origin else None

    def key_place(self, path: Path) -> Place | None:
        """The place of the key that a path ends in."""
        origin = self._origin(path)
        return origin.place if origin else None

    def _origin(self, path: Path) -> Origin | None:
        for length in range(len(path), -1, -1):
            if origin := self.origins.get(path[:length]):
                return Origin(origin.text, origin.path + path[length:], None)
        return None

    def note(self, code: str, message: str, place: Place) -> None:
        """Adds a problem."""
        self.problems.append(Problem(code=code, message=message, place=place))

    def claim(self, claims: Claims, key: str, *, what: str, entry: Origin) -> None:
        """Takes an id; a problem where another place has it.

        From the same place it may come again: its part was taken in twice, and that is told once.
        """
        first = claims.setdefault(key, entry.place)
        if first != entry.place:
            self.note("form.clash", f"{what} here and at {first}: keep one, or rename one.", entry.place)
