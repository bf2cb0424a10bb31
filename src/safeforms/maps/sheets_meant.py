"""Which sheets of a file a map means, and what is said of those that nobody reads.

A map names one sheet, several alike, or `*` for all; where it names none, the first is read, and that others hold
something is an error: whoever keeps a sheet for each month would else send one of them.
"""

from collections.abc import Iterator
from typing import Final

from safeforms.language.shape import quoted
from safeforms.maps.definition import ExportMap
from safeforms.places import Place
from safeforms.problems import Problem
from safeforms.readers import unreadable
from safeforms.sheets import Sheet
from safeforms.sheets.opening import WORKBOOKS
from safeforms.unpacking.unread import named

EVERY: Final = ("*",)


class SheetsMeant:
    """The sheets of one file that a map means; `not_read` is to be asked when they have been read."""

    def __init__(self, export_map: ExportMap, *, suffix: str, place: Place) -> None:
        self.sheets, self.place = export_map.sheets, place
        self._joined = {joined.sheet for joined in export_map.joined if joined.sheet is not None}
        self._is_workbook = suffix.lower() in WORKBOOKS
        self._several = self.sheets == EVERY or len(self.sheets) > 1

    def called(self, sheet: Sheet) -> str:
        """What a problem calls a sheet."""
        return f"the sheet {quoted(sheet.name)}" if self._several and self._is_workbook else "the export"

    def of(self, opened: Iterator[Sheet]) -> Iterator[Sheet | Problem]:
        """Each sheet that is meant, to be read before the next is asked for; a problem for one that is not there."""
        if not self._is_workbook and self.sheets and self.sheets != EVERY:
            said = f"The map reads the sheet {quoted(self.sheets[0])}, and this is no workbook: take 'sheet' out of it."
            yield unreadable(said, place=self.place)
            return
        if not self._several:
            first = next(opened, None)
            yield first or unreadable("There is no sheet in this file.", place=self.place)
            return
        met: set[str] = set()
        for sheet in opened:
            broken = not sheet.header and not sheet.header_row and sheet.name == self.place.file
            if broken or (sheet.name in self.sheets if self.sheets != EVERY else sheet.name not in self._joined):
                met.add(sheet.name)
                yield sheet
        for name in self.sheets if self.sheets != EVERY else ():
            if name not in met:
                yield unreadable(f"There is no sheet {quoted(name)} here that holds anything.", place=self.place)

    def not_read(self, rest: Iterator[Sheet]) -> Iterator[Problem]:
        """Sheets that hold something and are not read, where the map names none."""
        left = [quoted(sheet.name) for sheet in rest if sheet.name not in self._joined] if not self.sheets else []
        if left:
            message = (
                f"Only the first sheet is read, and {named(left)} not: name those that you mean under 'sheet', "
                "as a list where they are alike, or '*' for all."
            )
            yield Problem(code="map.unread_sheet", message=message, place=self.place)
