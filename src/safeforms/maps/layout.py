"""Where the columns of a sheet stand, found by the headers of a map.

A header that stands there exactly as the map has it comes before one that differs in case, blanks or punctuation. Of
two that are alike neither is taken.
"""

from collections.abc import Iterable, Iterator

from safeforms.language.shape import did_you_mean, quoted
from safeforms.maps.matching import pattern_of
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.sheets.names import column_letters, header_key


class Layout:
    """The header of one sheet, and what of it was asked for: `missing` and `ambiguous` have what was not found."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self.header = header
        self.read: set[int] = set()
        self.missing: dict[str, None] = {}
        self.ambiguous: dict[str, None] = {}
        self._exact: dict[str, list[int]] = {}
        self._alike: dict[str, list[int]] = {}
        for position, name in enumerate(header):
            if name.strip():
                self._exact.setdefault(name.strip(), []).append(position)
                self._alike.setdefault(header_key(name), []).append(position)

    @property
    def is_known(self) -> bool:
        """Whether this is the header that the map means: else a row of answers may have been taken for one."""
        return len(self.read) >= len(self.missing)

    def find(self, header: str) -> int | None:
        """Where a column stands; None where there is none or there are two."""
        found = self._at(header)
        return found[0] if len(found) == 1 else None

    def has(self, header: str) -> bool:
        """Whether there is such a column, or more than one."""
        return bool(self._at(header))

    def position(self, header: str) -> int | None:
        """The same, and taken down as read, or as missing or ambiguous."""
        found = self._at(header)
        if len(found) == 1:
            self.read.add(found[0])
            return found[0]
        (self.ambiguous if found else self.missing)[header] = None
        return None

    def require(self, header: str) -> None:
        """Takes down a column that is missing or ambiguous; one that is there is not read by this."""
        found = self._at(header)
        if len(found) != 1:
            (self.ambiguous if found else self.missing)[header] = None

    def name(self, header: str) -> str:
        """A column as the sheet itself calls it; as it was asked for where the sheet has none."""
        position = self.find(header)
        return header if position is None else self.header[position].strip()

    def _at(self, header: str) -> list[int]:
        return self._exact.get(header.strip()) or self._alike.get(header_key(header), [])

    def unread(self, *, ignored: Iterable[str]) -> Iterator[tuple[int, str, bool]]:
        """The columns that were not asked for: where each stands, what it is called, and whether it is ignored.

        One without a name is called by its letters.
        """
        pattern = pattern_of(ignored)
        for position, name in enumerate(self.header):
            if position not in self.read:
                called = name.strip() or f"column {column_letters(position + 1)}, which has no name"
                yield position, called, bool(pattern and name.strip() and pattern.fullmatch(header_key(name)))

    def problems(self, *, place: Place, sheet: str) -> Iterator[Problem]:
        """What the map reads and cannot find; of a header that has nothing of it one sentence."""
        if not self.read and len(self.missing) > 1 and not self.ambiguous:
            columns = f"{len(self.missing)} columns that the map reads"
            message = f"None of the {columns} is in {sheet}: is the header row right?"
            yield Problem(code="map.missing_column", message=message, place=place, header=next(iter(self.missing)))
            return
        for header in self.missing:
            names = [name for name in self.header if name.strip()] if self.is_known else []
            hint = did_you_mean(header, names) or "."
            message = f"The map reads the column {quoted(header)}, which {sheet} does not have{hint}"
            yield Problem(code="map.missing_column", message=message, place=place, header=header)
        for header in self.ambiguous:
            message = f"Two columns of {sheet} are called {quoted(header)}, and none is read: rename one in the export."
            yield Problem(code="map.ambiguous_column", message=message, place=place, header=header)
